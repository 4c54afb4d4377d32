"""The week of a plan: which item on which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ischia.core.planning import Plan

WEEK = 7


@dataclass(frozen=True)
class Day:
    """One day and what is on it."""

    day: date
    today: bool
    items: list[str]


def week_of(plan: Plan, start: date, today: date) -> list[Day]:
    """Seven days, counted from the day the plan began; of a plan that runs already, the week that today is in."""
    first = start + timedelta(days=max(0, (today - start).days) // WEEK * WEEK)
    days = [first + timedelta(days=place) for place in range(WEEK)]
    return [
        Day(day, day == today, [name for name, on in _placed(plan) if place in on]) for place, day in enumerate(days)
    ]


def _placed(plan: Plan) -> list[tuple[str, Sequence[int]]]:
    """Each item of the day's list with its days, in the order in which it is done."""
    items = sorted([*plan.home, *plan.exercise], key=lambda item: item.order)
    return [(item.name, days_for(item.days_per_week)) for item in items]


def days_for(times: int) -> list[int]:
    """So many days of seven, the first one included, spread as evenly as whole days can be."""
    return [place * WEEK // times for place in range(times)] if times else []
