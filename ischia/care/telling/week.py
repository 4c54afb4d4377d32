"""The week of a plan: which item on which day."""

from dataclasses import dataclass
from datetime import date, timedelta

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


def week_of(plan: Plan, start: date, today: date, knowledge: Knowledge) -> Week:
    """Seven days, counted from the day the plan began; of a plan that runs already, the week that today is in."""
    first = start + timedelta(days=max(0, (today - start).days) // WEEK * WEEK)
    days = [first + timedelta(days=place) for place in range(WEEK)]
    begun = SoFar(started=start)
    items = sorted([*plan.home, *plan.exercise], key=lambda item: item.order)
    rows = [_row(item.name, [falls_on(item, plan, day, begun, knowledge) for day in days], days) for item in items]
    return Week([Day(day, day == today) for day in days], rows)


def _row(name: str, on: list[bool], days: list[date]) -> WeekRow:
    named = [WEEKDAYS[day.weekday()] for day, is_on in zip(days, on, strict=True) if is_on]
    return WeekRow(name, listed(named) if len(named) < WEEK else how_often(None, WEEK), on)
