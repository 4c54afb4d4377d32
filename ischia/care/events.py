"""Use-cases of adverse events: keep what was told, sort it, hold what follows, ask again until it is closed."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ischia.accounts.models import Keeper
from ischia.care.course import newest
from ischia.care.event_models import AdverseEvent, EventReport
from ischia.care.following import follow_rules, let_heal
from ischia.care.models import Screening
from ischia.care.vouchers import vouchers_of_row
from ischia.core.adverse import After, Report, Standing, Told, after_of, following, sort_event, worst_of
from ischia.core.case import Answer, Case, known_answers, make_case
from ischia.core.knowledge import Knowledge, load_knowledge


@dataclass(frozen=True)
class OpenEvent:
    """An event that is not closed, how it stands, and what was found last."""

    row: AdverseEvent
    standing: Standing
    last: EventReport
    due: bool


def case_before(screening: Screening | None, knowledge: Knowledge) -> Case:
    """The answers as they were before the massage; none where nobody was ever asked."""
    if screening is None:
        return make_case({}, knowledge)
    return make_case(known_answers(screening.answers, knowledge), knowledge, screening.as_of)


@transaction.atomic
def report_event(
    keeper: Keeper, told: Told, *, id: uuid.UUID, now: datetime, event: AdverseEvent | None = None, note: str = ""
) -> EventReport:
    """Keep what was told and what it was sorted as, also of a known event. Sent twice, kept once.

    What does not lock the plan changes it at once, by the rules.
    """
    Keeper.objects.select_for_update().get(pk=keeper.pk)  # two sendings of one page take turns
    kept = EventReport.objects.filter(pk=id, event__keeper=keeper).first()
    if kept is not None:
        return kept
    knowledge = load_knowledge()
    screening = event.screening if event else newest(keeper)
    before, after = case_before(screening, knowledge), after_of(told, knowledge)
    found = sort_event(before, after, localdate(now), knowledge, vouchers_of_row(screening))
    made = EventReport.objects.create(
        id=id,
        event=event or AdverseEvent.objects.create(keeper=keeper, screening=screening, begun_at=now),
        told=told.model_dump(mode="json"),
        after=after.model_dump(mode="json"),
        found=found.model_dump(mode="json"),
        grade=found.grade or "",
        gone=told.what == "gone" and not (found.events or found.locks),
        locks=found.locks,
        note=note,
        knowledge_version=knowledge.version,
        knowledge_digest=knowledge.digest,
        made_at=now,
    )
    if not found.locks:
        follow_rules(keeper, localdate(now))
    if made.gone:
        let_heal(keeper, [each.pk for each in made.event.reports.all()], localdate(now))
    return made


def standing_of(event: AdverseEvent) -> Standing:
    """How an event stands after everything that was said about it."""
    reports = [
        Report(at=row.made_at, after=After.model_validate(row.after), grade=row.grade or None, gone=row.gone)
        for row in event.reports.all()
    ]
    return following(reports, load_knowledge())


def open_events(keeper: Keeper | None, now: datetime) -> list[OpenEvent]:
    """The events that are not closed; those to ask about first."""
    told = [
        OpenEvent(row, standing, list(row.reports.all())[-1], standing.is_due(now))
        for row, standing in _standings(keeper)
        if not standing.closed
    ]
    return sorted(told, key=lambda each: not each.due)


def _standings(keeper: Keeper | None) -> list[tuple[AdverseEvent, Standing]]:
    rows = keeper.adverse_events.prefetch_related("reports") if keeper else ()
    return [(row, standing_of(row)) for row in rows]


def still_holding(keeper: Keeper) -> dict[str, Answer]:
    """What was said about the last sessions and still holds: it goes into the next screening."""
    return worst_of([standing.answers for _, standing in _standings(keeper)], load_knowledge())


def count_events() -> Counter[tuple[str, str]]:
    """How many events of each kind there were, open and closed; no made-up people, and nothing about anybody."""
    rows = AdverseEvent.objects.prefetch_related("reports").select_related("screening__answered")
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.screening and row.screening.answered and row.screening.answered.demo:
            continue
        kinds = {found.id for report in row.reports.all() for found in report.sorted.events}
        state = "closed" if standing_of(row).closed else "open"
        counted.update((kind, state) for kind in kinds or {"other"})
    return counted
