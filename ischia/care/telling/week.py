"""The week of a plan: which item on which day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ischia.care.versions import Followed
from ischia.core.knowledge import Knowledge
from ischia.core.planning import Plan
from ischia.core.session import SoFar
from ischia.core.session.occasions import falls_on
from ischia.exchange.wording import WEEKDAYS, how_often, listed

WEEK = 7


@dataclass(frozen=True)
class Day:
    """One day of the week."""

    day: date
    today: bool


@dataclass(frozen=True)
class WeekRow:
    """One item: its days as words, and for each of the seven days whether it is on."""

    name: str
    words: str
    on: list[bool]


@dataclass(frozen=True)
class Week:
    """Seven days, and what is on them."""

    days: list[Day]
    rows: list[WeekRow]


def week_followed(plan: Followed, today: date, knowledge: Knowledge) -> Week:
    """The week that today is in, without what a pause or a gentle day holds back."""
    return week_of(plan.now, plan.row.as_of, today, knowledge, lambda day: _offered(plan, day))


def week_of(
    plan: Plan, start: date, today: date, knowledge: Knowledge, offered: Callable[[date], set[str]] | None = None
) -> Week:
    """Seven days, counted from the day the plan began; of a plan that runs already, the week that today is in.

    `offered` gives the items that nothing holds back on a day; the days as words stay those of the plan.
    """
    first = start + timedelta(days=max(0, (today - start).days) // WEEK * WEEK)
    days = [first + timedelta(days=place) for place in range(WEEK)]
    begun = SoFar(started=start)
    items = sorted([*plan.home, *plan.exercise], key=lambda item: item.order)
    free = [offered(day) if offered else {each.name for each in items} for day in days]
    rows = []
    for item in items:
        on = [falls_on(item, plan, day, begun, knowledge) for day in days]
        kept = [is_on and item.name in names for is_on, names in zip(on, free, strict=True)]
        rows.append(WeekRow(item.name, _in_words(on, days), kept))
    return Week([Day(day, day == today) for day in days], rows)


def _offered(plan: Followed, day: date) -> set[str]:
    pause = plan.paused_on(day)
    if pause and not pause.only_massage:
        return set()
    there = plan.on(day)
    return {item.name for item in (*there.home, *there.exercise)}


def _in_words(on: list[bool], days: list[date]) -> str:
    named = [WEEKDAYS[day.weekday()] for day, is_on in zip(days, on, strict=True) if is_on]
    return listed(named) if len(named) < WEEK else how_often(None, WEEK)
