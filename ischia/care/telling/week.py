"""The week of a plan: which item on which day."""

from dataclasses import dataclass
from datetime import date, timedelta

from ischia.core.planning import Plan
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


def week_of(plan: Plan, start: date, today: date) -> Week:
    """Seven days, counted from the day the plan began; of a plan that runs already, the week that today is in."""
    first = start + timedelta(days=max(0, (today - start).days) // WEEK * WEEK)
    days = [first + timedelta(days=place) for place in range(WEEK)]
    items = sorted([*plan.home, *plan.exercise], key=lambda item: item.order)
    rows = [_row(item.name, item.days_per_week, days) for item in items]
    return Week([Day(day, day == today) for day in days], rows)


def _row(name: str, times: int, days: list[date]) -> WeekRow:
    on = days_for(times)
    words = listed(WEEKDAYS[days[place].weekday()] for place in on) if times < WEEK else how_often(None, times)
    return WeekRow(name, words, [place in on for place in range(WEEK)])


def days_for(times: int) -> list[int]:
    """So many days of seven, the first one included, spread as evenly as whole days can be."""
    return [place * WEEK // times for place in range(times)] if times else []
