"""What somebody's own answers ask of a therapist: read from their newest result, and from what happened since."""

from django.utils.timezone import localdate

from ischia.accounts.models import Keeper
from ischia.care.course import newest
from ischia.care.locks import lock_on
from ischia.care.starting import playable, waiting_for_answers
from ischia.care.views.kept import kept_of
from ischia.care.vouchers import days_of
from ischia.core.directory.matching import Needs, needs_of
from ischia.core.session.expiring import expired


def needs_of_keeper(keeper: Keeper | None) -> Needs | None:
    """What this person's answers ask for; None where they have answered nothing yet.

    Answers that are too old, or from before something happened, still ask for what they asked; nothing is booked then.
    """
    row = newest(keeper)
    if row is None:
        return None
    kept, found = kept_of(row), playable(row)
    plan = found.plan.now if found else kept.plan
    needs = needs_of(kept.screening, plan, kept.knowledge)
    old = expired(kept.case, days_of(row), localdate(), kept.knowledge)
    if found is None or old or lock_on(keeper) or waiting_for_answers(row):
        return needs.model_copy(update={"finished": False})
    return needs
