"""The plan as a calendar file (RFC 5545): what to do on which days, and when to look back.

Others may see a calendar: a colleague, a shared screen. So titles hold no health words unless the person wants
them plain, and events block no time, remind nobody and say "private".
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, get_args
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event, Timezone, vRecur

from ischia.core.knowledge import Knowledge
from ischia.core.planning import Plan
from ischia.core.planning.plan import ExerciseItem, HomeItem, ReviewItem
from ischia.core.problems import Problem, did_you_mean
from ischia.core.session import Pause, SoFar
from ischia.core.session.occasions import WEEK, falls_on
from ischia.exchange.wording import for_weeks, how_often, minutes_in_words

Titles = Literal["discreet", "plain"]

# The namespace of our event ids: a random UUID, fixed for good, so that the same item always has the same id.
NAMESPACE = UUID("6f5d2c1e-8a07-4c57-9d0e-3d0f2b7a41c8")
# Massage at home needs a quiet stretch of time, so it has a time of day. Exercises are spread over a day, and looking
# back can be done whenever: they stand at the top of the day.
TIMES = (time(9), time(18), time(13, 30))
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DISCREET = {
    "home": "{minutes} for yourself",
    "exercise": "Time to move ({place})",
    "review": "Look back",
    "book": "Make a booking",
}
DETAILS_ELSEWHERE = "The details are in your plan."


@dataclass(frozen=True)
class Since:
    """What came after a plan was made: how often it was changed, and days on which nothing is due, or no massage."""

    changes: int = 0
    pauses: Sequence[Pause] = ()


UNCHANGED = Since()


@dataclass(frozen=True)
class _Entry:
    """One event before it is written down. Without `at` it lasts all day; with `until` it comes back on `weekdays`.

    `off` are the days on which it does not come back, for the plan is paused.
    """

    key: str
    kind: str
    title: str
    details: str
    first: date
    at: time | None = None
    minutes: float = 0
    weekdays: tuple[str, ...] = ()
    until: date | None = None
    off: tuple[date, ...] = ()
    place: str = ""


def plan_calendar(
    plan: Plan,
    knowledge: Knowledge,
    *,
    day: date,
    zone: str | None,
    titles: Titles = "discreet",
    since: Since = UNCHANGED,
) -> bytes:
    """Write a plan as a calendar: home items until the day before the first review, and the days to look back.

    Sessions with a therapist are no events, for nobody has booked them; one note on the first day says to book.

    Args:
        plan: the plan.
        knowledge: says on which days of a week an item falls.
        day: its first day.
        zone: the time zone of the times, such as `Europe/London`. None writes times without a zone: nine o'clock is
            then nine o'clock wherever the person is, and stays so when the clocks change.
        titles: `discreet` titles and no details, or `plain` ones because the person wants them.
        since: how often the plan was changed since it was made, and the days of its pauses.
    Raises:
        Problem: a zone or a kind of title that nobody knows.
    """
    if titles not in get_args(Titles):
        raise Problem("titles", titles, " or ".join(get_args(Titles)))
    if zone is not None and zone not in available_timezones():
        raise Problem(
            "zone", zone, f"a time zone such as Europe/London{did_you_mean(zone, sorted(available_timezones()))}"
        )
    until = day + timedelta(days=min((item.on_day for item in plan.review), default=28) - 1)
    entries = list(_Days(plan, day, until, since.pauses, knowledge).entries())
    calendar = _calendar()
    if zone and any(entry.at for entry in entries):
        calendar.add_component(Timezone.from_tzid(zone, first_date=day, last_date=until + timedelta(days=1)))
    seed = _seed(plan, day)
    for entry in entries:
        event = _event(entry, zone, titles)
        event.add("uid", str(uuid5(NAMESPACE, f"{seed}/{entry.key}")))
        event.add("dtstamp", datetime.combine(day, time(), UTC))  # of the plan, not of the clock: same plan, same file
        event.add("sequence", since.changes)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Ischia//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _seed(plan: Plan, day: date) -> str:
    """What makes this plan this plan: its items and days, not the answers behind them."""
    said = plan.model_dump_json(include={"home", "exercise", "massage", "review"})
    return hashlib.sha256(f"{day.isoformat()}\n{said}".encode()).hexdigest()


class _Days:
    """The events of one plan, from its first day until the day before the first review."""

    def __init__(self, plan: Plan, day: date, until: date, pauses: Sequence[Pause], knowledge: Knowledge) -> None:
        self.plan, self.day, self.until, self.pauses, self.knowledge = plan, day, until, pauses, knowledge

    def entries(self) -> Iterator[_Entry]:
        """Home items and exercises, a note to book, and the days to look back."""
        for item in self.plan.home:
            for place, at in enumerate(TIMES[: item.per_day]):
                yield from self._weekly(item, _home(item, place, self.day, at))
        for place, exercise in enumerate(self.plan.exercise, 1):
            yield from self._weekly(exercise, _exercise(exercise, self.day, f"{place} of {len(self.plan.exercise)}"))
        yield from _booking(self.plan, self.day)
        for review in self.plan.review:
            yield _review(review, self.day)

    def _weekly(self, item: HomeItem | ExerciseItem, entry: _Entry) -> Iterator[_Entry]:
        """One event that comes back every week; the first week has one of its own where its days are others."""
        first, later = self._on(item, 0), self._on(item, WEEK)
        if [day - timedelta(days=WEEK) for day in later] == first:
            later = first
        elif first:
            last = min(self.until, self.day + timedelta(days=WEEK - 1))
            yield from self._unless_paused(replace(entry, key=f"{entry.key}/week-1", **_repeated(first), until=last))
        if later and later[0] <= self.until:
            yield from self._unless_paused(replace(entry, **_repeated(later), until=self.until))

    def _unless_paused(self, entry: _Entry) -> Iterator[_Entry]:
        """The event without the days of a pause; none where no day is left."""
        assert entry.until is not None
        span = [entry.first + timedelta(days=place) for place in range((entry.until - entry.first).days + 1)]
        days = [day for day in span if WEEKDAYS[day.weekday()] in entry.weekdays]
        massage = entry.kind == "home"
        holding = [pause for pause in self.pauses if massage or not pause.only_massage]
        off = tuple(day for day in days if any(pause.holds_on(day) for pause in holding))
        if len(off) < len(days):
            yield replace(entry, off=off)

    def _on(self, item: HomeItem | ExerciseItem, after: int) -> list[date]:
        """The item's days in the week that begins so many days after the first day."""
        week = [self.day + timedelta(days=after + place) for place in range(WEEK)]
        begun = SoFar(started=self.day)
        return [day for day in week if falls_on(item, self.plan, day, begun, self.knowledge)]


def _repeated(days: list[date]) -> dict[str, Any]:
    return {"first": days[0], "weekdays": tuple(WEEKDAYS[day.weekday()] for day in days)}


def _home(item: HomeItem, place: int, day: date, at: time) -> _Entry:
    alone = "Only with another adult within call. " if item.only_with_someone else ""
    steps = " ".join(f"{step.seconds} s: {step.say}" for step in item.steps)
    details = (
        f"{minutes_in_words(item.minutes)}, {how_often(item.per_day, item.days_per_week)}. "
        f"Pressure at most {item.pressure_max} of 5. {alone}{item.caution}\n{steps}\nWhy: {item.why}"
    )
    return _Entry(f"home/{item.script}/{place}", "home", item.name, details, day, at, item.minutes)


def _exercise(item: ExerciseItem, day: date, place: str) -> _Entry:
    later = f"\nNext: {item.progress}" if item.progress else ""
    details = f"{item.how} {item.dose}.{later}\nWhy: {item.why}"
    return _Entry(f"exercise/{item.exercise}", "exercise", item.name, details, day, place=place)


def _booking(plan: Plan, day: date) -> Iterator[_Entry]:
    for item in plan.massage[:1]:
        often = for_weeks(item.per_week, item.weeks, item.every_weeks)
        details = f"{item.name}, {minutes_in_words(item.minutes)}, {often}. Tell them:\n" + "\n".join(
            plan.provider.tell_them
        )
        yield _Entry(f"book/{item.technique}", "book", f"Book: {item.name}, {often}", details, day)


def _review(item: ReviewItem, day: date) -> _Entry:
    details = f"{item.check}\nIf not: {item.if_not}"
    return _Entry(
        f"review/{item.on_day}", "review", "Look back at your plan", details, day + timedelta(days=item.on_day)
    )


def _event(entry: _Entry, zone: str | None, titles: str) -> Event:
    event = Event()
    discreet = titles == "discreet"
    hidden = DISCREET[entry.kind].format(minutes=minutes_in_words(entry.minutes), place=entry.place)
    event.add("summary", hidden if discreet else entry.title)
    event.add("description", DETAILS_ELSEWHERE if discreet else entry.details)
    event.add("categories", ["Personal" if discreet else "Health"])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    _when(event, entry, zone)
    return event


def _when(event: Event, entry: _Entry, zone: str | None) -> None:
    """Start, length and, for what comes back, the rule: an UNTIL must be of the same kind as the start (RFC 5545)."""
    if entry.at is None:
        event.add("dtstart", entry.first)
        event.add("dtend", entry.first + timedelta(days=1))
    else:
        tzinfo = ZoneInfo(zone) if zone else None
        event.add("dtstart", datetime.combine(entry.first, entry.at, tzinfo))
        event.add("duration", timedelta(minutes=-(-entry.minutes // 1)))
    if entry.until is not None:
        event.add("rrule", _rule(entry, entry.until, zone))
    if entry.off:
        tzinfo = ZoneInfo(zone) if zone else None
        event.add("exdate", [datetime.combine(day, entry.at, tzinfo) if entry.at else day for day in entry.off])


def _rule(entry: _Entry, until: date, zone: str | None) -> vRecur:
    last: date | datetime = until
    if entry.at is not None:
        last = (
            datetime.combine(until, entry.at, ZoneInfo(zone)).astimezone(UTC)
            if zone
            else datetime.combine(until, entry.at)
        )
    if len(entry.weekdays) == WEEK:
        return vRecur(FREQ="DAILY", UNTIL=last)
    return vRecur(FREQ="WEEKLY", BYDAY=list(entry.weekdays), UNTIL=last)
