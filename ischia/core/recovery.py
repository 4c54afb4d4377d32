"""How leg pain often changes by itself, as a band around a first score. It says nothing about one person's future."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ischia.core.facts.recovery import NaturalHistory, OwnChange
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem

LEAST, MOST = 0.0, 10.0  # the leg pain rating


@dataclass(frozen=True)
class Expected:
    """What is to be expected so many days after the start: the middle, and one standard deviation to each side."""

    day: int
    low: float
    middle: float
    high: float


def own_change(lasted: int, facts: NaturalHistory) -> OwnChange:
    """The change that belongs to a bout which had lasted so many days at the start.

    Raises:
        Problem: a negative number of days.
    """
    if lasted < 0:
        raise Problem("lasted", lasted, "a number of days of 0 or more")
    return [each for each in facts.change if each.from_day <= lasted][-1]


def share_of_change(day: float, facts: NaturalHistory) -> float:
    """How much of the change over the whole time has come about after so many days: 0 at the start, 1 at its end.

    Source: outcome model, g(t; tau) = (1 - exp(-t / tau)) / (1 - exp(-T / tau)), the mean over the paces.
    """
    shares = [math.expm1(-day / pace) / math.expm1(-facts.over_days / pace) for pace in facts.paces]
    return sum(shares) / len(shares)


def expected_by_itself(first: float, lasted: int, days: Iterable[int], knowledge: Knowledge) -> tuple[Expected, ...]:
    """The band around a first score, day by day; after the time that is known it is not drawn on.

    Args:
        first: the first score, 0 to 10.
        lasted: for how many days the bout had lasted on that day.
        days: days since that day.
        knowledge: how much changes by itself, and how fast.
    Raises:
        Problem: a score out of range, or a negative number of days.
    """
    if not LEAST <= first <= MOST:
        raise Problem("first", first, f"a score from {LEAST:g} to {MOST:g}")
    facts = knowledge.natural_history
    change = own_change(lasted, facts)
    return tuple(
        Expected(
            day,
            *(_held(first + share_of_change(day, facts) * (change.mean + away)) for away in (-change.sd, 0, change.sd)),
        )
        for day in days
        if 0 <= day <= facts.over_days
    )


def _held(score: float) -> float:
    return min(MOST, max(LEAST, score))
