"""Scores and what changed, in words for people. Never a cause: a score does not know why it moved."""

import math
from collections.abc import Iterator

from ischia.core.facts.measures import ClearChange, Measure
from ischia.core.knowledge import Knowledge
from ischia.core.measures import Change, Score
from ischia.exchange.wording import counted, day_in_words, listed, one_line, upper_first

SAFETY_FIRST = "screen_again"
CALLED = {"improved": "Clearly better", "worse": "Clearly worse"}


def score_in_words(score: Score, knowledge: Knowledge) -> Iterator[str]:
    """A score, sentence by sentence: the number on its scale, what is missing, its flags, which change is clear."""
    measure = knowledge.measures[score.instrument]
    if score.score is None:
        yield f"{named(measure, score.part)}: no score."
    else:
        low, high = score.range
        better = "higher" if measure.higher_is_better else "lower"
        scale = f"The scale goes from {low} to {high}; {better} is better."
        yield f"{named(measure, score.part)}: {number(score.score)}. {scale}"
    if score.missing:
        prorated = " The score is worked out from these." if score.prorated else ""
        yield f"Answered: {score.answered} of {score.answered + score.missing}.{prorated}"
    if score.extra:
        yield f"{counted(score.extra, 'session')} more than planned."
    yield from (knowledge.score_words[flag].say for flag in score.flags)
    yield from clear_change_in_words(measure)


def change_in_words(change: Change, knowledge: Knowledge) -> Iterator[str]:
    """What changed, sentence by sentence; the last one says that leg pain often eases by itself.

    It does not stand beside a call to answer the safety questions: nothing may soften that.
    """
    measure = knowledge.measures[change.instrument]
    if change.before is not None and change.now is not None and change.by is not None:
        numbers = f"({number(change.before)} then, {number(change.now)} now)"
        yield f"{named(measure, change.part)}: {_moved(change, change.by)} {numbers}."
    if change.compared:
        yield f"Compared: {listed(one_line(name) for name in change.compared)}."
    yield knowledge.score_words[change.meaning].say
    if change.recovered:
        yield knowledge.score_words["recovered"].say
    if change.meaning != SAFETY_FIRST:
        yield knowledge.score_words["natural_recovery"].say


def clear_change_in_words(measure: Measure) -> Iterator[str]:
    """Which change is a clear one, both ways, as far as the measure says so."""
    rule, best = measure.change, measure.change_that_matters.at_most
    up = "improved" if measure.higher_is_better else "worse"
    steps = {"improved": rule.improved, "worse": rule.worse} if rule else {}
    for way, step in steps.items():
        if step:
            called = upper_first(step.says.replace("_", " ")) or CALLED[way]
            yield f"{called}: {_step_in_words(step, 'higher' if way == up else 'lower')}."
    if best is not None:
        yield f"{CALLED['improved']}: {best} or less."


def named(measure: Measure, part: str | None) -> str:
    """A measure by its name, with the movement and side where one was measured."""
    return f"{measure.name} ({part.replace('_', ' ')})" if part else measure.name


def number(score: float) -> str:
    """A score with one decimal, halves rounded up; a whole number as it is."""
    return str(score) if isinstance(score, int) else f"{math.floor(score * 10 + 0.5) / 10:.1f}"


def _moved(change: Change, by: float) -> str:
    if not by:
        return "the same as before"
    then = f"on {day_in_words(change.since)}" if change.since else "before"
    return f"{number(abs(by))} {'higher' if by > 0 else 'lower'} than {then}"


def _step_in_words(step: ClearChange, way: str) -> str:
    percent = f", and at least {step.percent} in 100 of the first score" if step.percent else ""
    one = f" ({step.points_of_one} where only one activity is compared)" if step.points_of_one else ""
    new = ", or anything where there was nothing" if step.any_new else ""
    return f"at least {counted(step.points, 'point')} {way}{percent}{one}{new}"
