"""Answers to one measure → its score. The numbers stand in measures.yaml, each with its source."""

from dataclasses import dataclass
from typing import Literal

from ischia.core.facts.care import Ids
from ischia.core.measures.answers import Answers
from ischia.core.value import Value

Number = int | float


class Score(Value):
    """What answers come to (contract 5). `score` is None where there are too few; that is never shown as 0.

    `prorated`: worked out from fewer answers than there are items. `extra`: sessions beyond the plan. `part`: the
    movement and side, where one was named. `mcid` is the smallest change that matters in points, `mcid_percent` in
    percent of the first score; None where change is not told in these.
    """

    instrument: str
    score: Number | None
    range: tuple[int, int]
    direction: Literal["lower_is_better", "higher_is_better"]
    missing: int
    prorated: bool
    flags: Ids
    mcid: int | None
    sources: Ids
    answered: int
    mcid_percent: int | None
    extra: int
    part: str | None


@dataclass(frozen=True)
class _Outcome:
    """What a formula gives; a value of None is explained by a flag."""

    value: Number | None
    prorated: bool = False
    flags: Ids = ()
    extra: int = 0


TOO_FEW = _Outcome(None, flags=("too_few_answers",))


def score(answers: Answers) -> Score:
    """The score of checked answers; one that they are too few for is None."""
    measure, matters = answers.measure, answers.measure.change_that_matters
    outcome = _formula(answers)
    held = [
        rule.flag
        for rule in measure.flags
        if rule.holds(answers.items.get(rule.of_item) if rule.of_item else outcome.value)
    ]
    return Score(
        instrument=measure.id,
        score=outcome.value,
        range=measure.range,
        direction=measure.direction,
        missing=answers.missing,
        prorated=outcome.prorated,
        flags=(*outcome.flags, *held),
        mcid=matters.points,
        sources=measure.sources,
        answered=len(answers.given),
        mcid_percent=matters.percent,
        extra=outcome.extra,
        part=answers.form.part,
    )


def ratio(part: int, whole: int) -> Number:
    """One number by another; what is whole stays a whole number."""
    return part / whole if part % whole else part // whole


def _formula(answers: Answers) -> _Outcome:
    if answers.measure.formula == "share":
        return _share(answers)
    if len(answers.given) < answers.form.needs:
        return TOO_FEW
    match answers.measure.formula:
        case "mean":
            return _Outcome(ratio(sum(answers.given), len(answers.given)))
        case "count_of_yes":
            return _count_of_yes(answers)
        case "middle":
            return _middle(answers)


def _count_of_yes(answers: Answers) -> _Outcome:
    """Yes / answered x items; that is the plain count where every item is answered."""
    items = len(answers.items)
    return _Outcome(ratio(sum(answers.given) * items, len(answers.given)), prorated=answers.missing > 0)


def _middle(answers: Answers) -> _Outcome:
    """The median of three readings, the mean of two, or the only one."""
    readings = sorted(answers.given)
    if len(readings) == 2:
        return _Outcome(ratio(sum(readings), 2), flags=("few",))
    return _Outcome(readings[len(readings) // 2], flags=() if len(readings) > 1 else ("single",))


def _share(answers: Answers) -> _Outcome:
    """Done of planned, at most all of it; what was done beyond the plan is counted apart."""
    planned, done = answers.items["planned"], answers.items["done"]
    if planned == 0:
        return _Outcome(None, flags=("no_plan",))
    if planned is None or done is None:
        return TOO_FEW
    return _Outcome(ratio(min(done, planned), planned), extra=max(0, done - planned))
