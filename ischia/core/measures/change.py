"""Two scores of one measure → what changed. It says that something changed, never why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ischia.core.facts.care import Ids
from ischia.core.facts.measures import ChangeRule, ClearChange
from ischia.core.measures.answers import Answers
from ischia.core.measures.scoring import Number, Score, ratio, score
from ischia.core.problems import Problem
from ischia.core.value import Value

TOLERANCE = 1e-9  # scores are compared no finer than this


class Change(Value):
    """How a score moved. `by` is now minus before, in points; `percent` the same in percent of the first score.

    `meaning` is the id of a sentence in the knowledge's words. `compared` names the person's own activities that were
    rated both times, the only ones that `before` and `now` are made of. `recovered`: the score now is as low as that
    of people who feel recovered.
    """

    instrument: str
    part: str | None
    before: Number | None
    now: Number | None
    by: Number | None
    percent: float | None
    meaning: str
    recovered: bool
    compared: Ids
    since: date | None
    until: date | None
    sources: Ids


class Scored(Score):
    """A score, and what changed since an earlier one where that was given."""

    change: Change | None = None


def compare(before: Answers, now: Answers) -> Change:
    """What changed from earlier answers to later ones of the same measure.

    Raises:
        Problem: two measures, two movements or sides, or the later answers are of an earlier day.
    """
    _check_same(before, now)
    recovered = "recovered" in score(now).flags
    if before.form.own_names:
        before, now = _rated_both_times(before, now)
    first, last = _value(before), _value(now)
    by = None if first is None or last is None else last - first
    return Change(
        instrument=now.measure.id,
        part=now.form.part,
        before=first,
        now=last,
        by=by,
        percent=100 * by / first if by is not None and first else None,
        meaning=_meaning(now, first, last),
        recovered=recovered,
        compared=tuple(now.items) if now.form.own_names else (),
        since=before.day,
        until=now.day,
        sources=now.measure.sources,
    )


def baseline_of(answers: Iterable[Answers], first_session: date) -> Answers | None:
    """The one baseline: the last complete answers on or before the day of the first session."""
    complete = [each for each in answers if each.missing == 0 and each.day is not None and each.day <= first_session]
    return max(complete, key=lambda each: each.day or date.min, default=None)


def _check_same(before: Answers, now: Answers) -> None:
    if before.measure.id != now.measure.id:
        raise Problem("instrument", before.measure.id, f"earlier answers to {now.measure.id}")
    if before.form.part != now.form.part:
        raise Problem(now.measure.id, before.form.part or "unnamed readings", "the same movement and side both times")
    if before.day and now.day and before.day > now.day:
        raise Problem("day", str(before.day), f"a day up to {now.day} for the earlier answers")


def _rated_both_times(before: Answers, now: Answers) -> tuple[Answers, Answers]:
    """Both without the activities that were not rated at both times."""
    names = [name for name, answer in now.items.items() if answer is not None and before.items.get(name) is not None]
    return _only(before, names), _only(now, names)


def _only(answers: Answers, names: Iterable[str]) -> Answers:
    return replace(answers, items={name: answers.items[name] for name in names})


def _value(answers: Answers) -> Number | None:
    """The score; of the person's own activities the mean even where it is only one, which has a bar of its own."""
    if answers.form.own_names:
        return ratio(sum(answers.given), len(answers.given)) if answers.given else None
    return score(answers).score


def _meaning(now: Answers, first: Number | None, last: Number | None) -> str:
    rule = now.measure.change
    if rule and rule.worse and rule.worse.any_new and last and not first:
        return rule.worse.says  # what is there now and was not, or was not asked, counts as new
    if first is None or last is None:
        return "not_comparable"
    if rule is None:
        return "not_judged"
    better = (last - first) * (1 if now.measure.higher_is_better else -1)
    return _judged(rule, first, better, of_one=now.form.own_names and len(now.items) == 1)


def _judged(rule: ChangeRule, first: Number, better: Number, of_one: bool) -> str:
    """Clear or not: first for the better, then for the worse; a scale that has no room to show it says so."""
    if rule.improved and _reached(rule.improved, first, better, of_one):
        return rule.improved.says or "improved"
    if rule.worse and _reached(rule.worse, first, -better, of_one):
        return rule.worse.says or "worse"
    no_room = [step.too_far for step in (rule.improved, rule.worse) if step and not step.has_room(first)]
    return no_room[0] if no_room else rule.otherwise


def _reached(step: ClearChange, first: Number, moved: Number, of_one: bool) -> bool:
    points = step.points_of_one if of_one and step.points_of_one else step.points
    return step.has_room(first) and moved >= max(points, step.percent * first / 100) - TOLERANCE
