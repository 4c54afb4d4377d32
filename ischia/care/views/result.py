"""The result of a check: read from the row that was kept, never decided anew."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ischia.care.telling import result as telling
from ischia.care.telling.kept import Kept
from ischia.care.views.kept import kept_of, own_screening, personal, way
from ischia.core.emergency import emergency_facts
from ischia.core.planning import Plan
from ischia.core.value import Disposition


@require_safe
@personal
def result(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002
    """Show what was decided, and every reason. An emergency takes the page."""
    row = own_screening(request, id)
    kept = kept_of(row)
    emergency = kept.shown is Disposition.EMERGENCY_NOW
    page = {
        "row": row,
        "kept": kept,
        "band": telling.band(kept),
        "shown": kept.shown.id,
        "card_first": telling.card_first(kept),
        "reasons": telling.reasons(kept),
        "open": telling.still_open(kept),
        "change": way("screening:answers"),
        "again": way("screening:start"),
        "vouch": way("screening:vouch") if telling.can_be_vouched(kept) else "",
        "vouch_for": kept.knowledge.findings[telling.VOUCHED],
        **(_emergency(kept) if emergency else _rest(row, kept)),
    }
    return render(request, "care/emergency.html" if emergency else "care/result.html", page)


def _emergency(kept: Kept) -> dict:
    return {
        "phone": telling.operator_words(kept),
        "maternity": telling.to_maternity_unit(kept),
        "countries": emergency_facts().countries,
    }


def _rest(row, kept: Kept) -> dict:
    planned = isinstance(kept.plan, Plan)
    return {
        "may": telling.you_may(kept),
        "keep_to": telling.keep_to(kept),
        "where": telling.where(kept),
        "not_now": [each.say for each in kept.plan.not_now] if planned else [],
        "after_clearance": kept.plan.after_clearance if planned else None,
        "plan_url": way("plan:of", row.id) if planned else "",
        "with_massage": planned and bool(kept.plan.massage or kept.plan.home),
        "wishes": way("screening:page", "wishes") if kept.screening.allows_massage else "",
        "instead": "" if planned else kept.plan.instead,
        "letter": kept.plan.letter,
    }
