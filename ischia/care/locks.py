"""What locks a plan until the safety questions are answered again: asked before a plan is shown, printed or played."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max

from ischia.accounts.models import Keeper
from ischia.care.event_models import AdverseEvent, EventReport
from ischia.care.models import Check, Recheck
from ischia.care.so_far import locking_stop
from ischia.care.telling.measures import screen_again
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.session.after import SCREEN_AGAIN


@dataclass(frozen=True)
class Lock:
    """Why a plan is locked. It opens with safety questions that were begun `since` then and answered to the end.

    `event` is what went wrong after a massage, where that is the reason; `again` a check in which the questions to be
    answered are picked out already.
    """

    since: datetime
    why: tuple[str, ...]
    sources: tuple[str, ...]
    event: AdverseEvent | None = None
    again: Check | None = None


def lock_on(keeper: Keeper | None) -> Lock | None:
    """What locks the plan; of several reasons the gravest is told, and all of them have to be answered."""
    if keeper is None:
        return None
    knowledge = load_knowledge()
    begun = keeper.screenings.aggregate(last=Max("answered__begun_at"))["last"]
    found = [each for each in _reasons(keeper, knowledge) if begun is None or each.since > begun]
    if not found:
        return None
    since = max(each.since for each in found)
    again = found[0].again if len(found) == 1 else None
    return replace(found[0], since=since, again=again)


def _reasons(keeper: Keeper, knowledge: Knowledge) -> Iterator[Lock]:
    """Every reason there ever was, the gravest kind first; of each kind the last one."""
    report = EventReport.objects.filter(event__keeper=keeper, locks=True).select_related("event").last()
    if report:
        yield Lock(report.made_at, (), (), event=report.event)
    if stop := locking_stop(keeper):
        rule = next(each for each in knowledge.home.stop_actions if each.id == SCREEN_AGAIN)
        yield Lock(stop.received_at, (rule.say,), rule.sources)
    if check := _new_sign(keeper):
        signs = knowledge.home.recheck.signs
        yield Lock(
            check.again.begun_at if check.again else check.made_at, (signs.say,), signs.sources, again=check.again
        )
    if again := screen_again(keeper, knowledge):
        yield Lock(again.written_at, tuple(again.why), again.then.sources)


def _new_sign(keeper: Keeper) -> Recheck | None:
    """The last check before a session that told a sign, new or worse."""
    told = Recheck.objects.filter(keeper=keeper).exclude(told__signs=[]).select_related("again")
    return told.first()
