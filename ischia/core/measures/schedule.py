"""When each measure is due, counted in days of the plan. The day is always given, never asked of a clock."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from ischia.core.facts.measures import Measure
from ischia.core.value import Value

WEEK = 7


class Due(Value):
    """A measure that waits for an answer, and the day on which it was asked."""

    instrument: str
    since: date


def asked_on(measure: Measure, day: int) -> bool:
    """Is a measure asked on this day of the plan? Its first day is 0; one without a rhythm is never asked."""
    if day < 0:
        return False
    if measure.every_days:
        return day % measure.every_days == 0
    week, over = divmod(day, WEEK)
    return bool(measure.ask_weeks) and over == 0 and _in_week(measure, week)


def _in_week(measure: Measure, week: int) -> bool:
    after = week - measure.ask_weeks[-1]
    return week in measure.ask_weeks or (
        after > 0 and measure.then_every_weeks is not None and after % measure.then_every_weeks == 0
    )


def due(measures: Iterable[Measure], start: date, today: date, answered: Mapping[str, date]) -> tuple[Due, ...]:
    """What waits for an answer today: what was last asked on a day since which no answer was given.

    Args:
        measures: the measures of the plan.
        start: the first day of the plan.
        today: the day it is.
        answered: for each instrument the day of its latest answer, where there is one.
    """
    waiting = []
    for measure in measures:
        asked = _last_asked(measure, (today - start).days)
        if asked is None:
            continue
        since = start + timedelta(days=asked)
        if answered.get(measure.id, date.min) < since:
            waiting.append(Due(instrument=measure.id, since=since))
    return tuple(waiting)


def _last_asked(measure: Measure, day: int) -> int | None:
    return next((each for each in range(day, -1, -1) if asked_on(measure, each)), None)
