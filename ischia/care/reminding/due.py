"""What is due on a person's day: the one place where reminders ask the plan, the diary, the measures and the events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ischia.accounts.models import Keeper
from ischia.care.course import newest
from ischia.care.diary.measuring import due_today as measures_due
from ischia.care.diary.models import EntryVersion
from ischia.care.events import OpenEvent, open_events
from ischia.care.keeping_up import keep_up
from ischia.care.later import DAY_AFTER, asked_now
from ischia.care.locks import lock_on
from ischia.care.models import Screening
from ischia.care.recording import sessions_of
from ischia.care.starting import Playable, playable, waiting_for_answers
from ischia.care.vouchers import days_of
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import Plan
from ischia.core.planning.plan import ExerciseItem, HomeItem
from ischia.core.reminding import Task, Today, day_of, moment_of
from ischia.core.session import Occasion, SoFar
from ischia.core.session.expiring import expired
from ischia.core.session.occasions import falls_on

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """The newest plan, where it can be followed with the rules of today."""

    row: Screening
    found: Playable

    def on(self, day: date) -> Plan:
        """What of the plan holds on a day."""
        return self.found.plan.on(day)

    def rests_on(self, day: date) -> bool:
        """Is the whole plan paused?"""
        pause = self.found.plan.paused_on(day)
        return pause is not None and not pause.only_massage

    def waits_on(self, day: date) -> bool:
        """Are answers too old by then, so that massage at home waits for new ones?"""
        return bool(expired(self.found.kept.case, days_of(self.row), day, load_knowledge()))


def standing_of(keeper: Keeper) -> Standing | None:
    """The plan that is followed; None where there is none, or rules have changed since it was made."""
    row = newest(keeper)
    found = playable(row) if row else None
    return Standing(row, found) if row and found else None


def due_today(keeper: Keeper, now: datetime, zone: ZoneInfo) -> Today:
    """What is due on the day that it is where the person is, done or not. The rules act first, as on a plan's pages."""
    day = day_of(now, zone)
    keep_up(keeper, now)
    standing = standing_of(keeper)
    lock = lock_of(keeper, zone)
    tasks = [
        *([lock] if lock else ()),
        *(_of_plan(standing, day) if standing else ()),
        _diary(keeper, day),
        *_measures(keeper, day),
        *_day_after(keeper, day, zone),
        *_events(keeper, now, day, zone),
    ]
    return Today(tasks=tuple(tasks), paused=standing is not None and standing.rests_on(day))


def due_later(keeper: Keeper, first: date, days: int) -> tuple[Task, ...]:
    """What will be due on days to come by the plan alone, from `first` on; nothing on days on which it is paused."""
    standing = standing_of(keeper)
    found: list[Task] = []
    for day in (first + timedelta(days=place) for place in range(days)):
        if standing is not None and not standing.rests_on(day):
            found += _by_plan_alone(standing, day)
        if standing is None or not standing.rests_on(day):
            found.append(_task("diary", day))
    return tuple(found)


def lock_of(keeper: Keeper, zone: ZoneInfo) -> Task | None:
    """The one kind word while the plan waits for the safety questions: from the day after on, once until they are done.

    Also while a check before a session waits for answers that have grown old.
    """
    row = newest(keeper)
    if row is None:
        return None
    lock, waiting = lock_on(keeper), waiting_for_answers(row)
    since = [*([lock.since] if lock else ()), *([waiting.made_at] if waiting else ())]
    if not since:
        return None
    return Task(id=f"locked/{row.pk}", kind="locked", day=day_of(min(since), zone) + ONE_DAY, once=True)


def _of_plan(standing: Standing, day: date) -> Iterator[Task]:
    """What is still due today, an item once; and a day to look back."""
    logged = {each.item: each.ended_at for each in sessions_of(standing.row.keeper, day)}
    items: dict[str, Occasion] = {}
    for occasion in standing.found.due_on(day):
        items.setdefault(occasion.item, occasion)
    waits = standing.waits_on(day)
    for item, occasion in items.items():
        kind = "session" if occasion.kind == "massage" else "exercise"
        if not (waits and kind == "session"):
            yield Task(
                id=f"{kind}/{item}",
                kind=kind,
                day=day,
                name=occasion.name,
                not_before=occasion.not_before,
                logged_at=logged.get(item),
            )
    yield from _reviews(standing, day)


def _by_plan_alone(standing: Standing, day: date) -> Iterator[Task]:
    plan, begun = standing.on(day), SoFar(started=standing.row.as_of)
    home = () if standing.waits_on(day) else plan.home
    items: tuple[HomeItem | ExerciseItem, ...] = (*home, *plan.exercise)
    for item in items:
        if falls_on(item, plan, day, begun, load_knowledge()):
            name = item.script if isinstance(item, HomeItem) else item.exercise
            kind = "session" if isinstance(item, HomeItem) else "exercise"
            yield Task(id=f"{kind}/{name}", kind=kind, day=day, name=item.name)
    yield from _reviews(standing, day)


def _reviews(standing: Standing, day: date) -> Iterator[Task]:
    for review in standing.on(day).review:
        if standing.row.as_of + timedelta(days=review.on_day) == day:
            yield Task(id=f"review/{standing.row.pk}/{review.on_day}", kind="review", day=day, once=True)


def _task(kind: str, day: date) -> Task:
    return Task.model_validate({"id": kind, "kind": kind, "day": day})


def _diary(keeper: Keeper, day: date) -> Task:
    written = EntryVersion.objects.filter(newest=True, entry__keeper=keeper, entry__deleted_at=None, day=day)
    return _task("diary", day).model_copy(update={"done": written.exists()})


def _measures(keeper: Keeper, day: date) -> Iterator[Task]:
    knowledge = load_knowledge()
    for due in measures_due(keeper, day, knowledge):
        id, name = f"measure/{due.instrument}/{due.since}", knowledge.measures[due.instrument].name
        yield Task(id=id, kind="measure", day=due.since, name=name, once=True)


def _day_after(keeper: Keeper, day: date, zone: ZoneInfo) -> Iterator[Task]:
    """The pain of the day after, as soon as that day has come; asked for once for each session."""
    evening = moment_of(day + ONE_DAY, time(), zone)
    if later := asked_now(keeper, evening):
        session = later.session
        at = session.ended_at + DAY_AFTER
        yield Task(id=f"day_after/{session.pk}", kind="day_after", day=day_of(at, zone), once=True, not_before=at)


def _events(keeper: Keeper, now: datetime, day: date, zone: ZoneInfo) -> Iterator[Task]:
    for event in open_events(keeper, now):
        times = [at for at in _ask_times(event) if day_of(at, zone) <= day]
        if times:
            first = event.row.reports.all()[0].made_at
            hours = round((times[-1] - first) / timedelta(hours=1))
            at = times[-1]
            id = f"event/{event.row.pk}/{hours}"
            yield Task(id=id, kind="event", day=day_of(at, zone), once=True, not_before=at)


def _ask_times(event: OpenEvent) -> list[datetime]:
    """When it is asked again: the next time, and those after it, for one that nobody answered brings the next."""
    at = event.standing.ask_at
    if at is None:
        return []
    first = event.row.reports.all()[0].made_at
    times = [first + timedelta(hours=hours) for hours in load_knowledge().adverse.ask_hours]
    return sorted({at, *(each for each in times if each > at)})
