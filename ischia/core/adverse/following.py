"""What was said at once and later about one event → when it is asked again, what still holds, and when it is closed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import AwareDatetime

from ischia.core.adverse.sorting import GRADES, After
from ischia.core.case import Answer
from ischia.core.facts.adverse import Grade
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.value import Value


class Report(Value):
    """What was said about an event at one time, and what it was sorted as. `gone`: it has passed."""

    at: AwareDatetime
    after: After
    grade: Grade | None
    gone: bool = False


class Standing(Value):
    """How an event stands.

    `ask_at` is when it is asked again (None: no time is set, it can be told whenever); `closed`: nothing more is asked.
    `answers` are what still holds of what was said about the session: they go into the next screening.
    """

    grade: Grade | None
    ask_at: AwareDatetime | None
    closed: bool
    answers: dict[str, Answer]

    def is_due(self, now: datetime) -> bool:
        """Is it time to ask?"""
        return self.ask_at is not None and self.ask_at <= now


def following(reports: Sequence[Report], knowledge: Knowledge) -> Standing:
    """How an event stands after everything that was said about it.

    Asked at 24 and 72 hours, a serious one also at 7 and 30 days. It is closed once it is gone: a mild one at once, any
    other when it was asked for the last time. What was found holds until it is asked again at 72 hours: until then the
    worst of all that was said counts.

    Args:
        reports: the first one, and what was said later, in the order of time; at least one.
        knowledge: says when to ask.
    """
    grade = _gravest(reports)
    due = _times(reports[0].at, grade, knowledge)
    last = reports[-1]
    waiting = [at for at in due if at > last.at]
    settled = last.gone and (grade == "mild" or not waiting)
    return Standing(
        grade=grade,
        ask_at=None if settled or not waiting else waiting[0],
        closed=settled,
        answers={} if settled else _still_holds(reports, knowledge),
    )


def _gravest(reports: Sequence[Report]) -> Grade | None:
    grades = [each.grade for each in reports if each.grade]
    return max(grades, key=GRADES.index, default=None)


def _times(first: datetime, grade: Grade | None, knowledge: Knowledge) -> list[datetime]:
    adverse = knowledge.adverse
    waits = [timedelta(hours=hours) for hours in adverse.ask_hours]
    if grade == "serious":
        waits += [timedelta(days=days) for days in adverse.outcome_days]
    return [first + wait for wait in waits]


def _still_holds(reports: Sequence[Report], knowledge: Knowledge) -> dict[str, Answer]:
    held_until = reports[0].at + timedelta(hours=knowledge.adverse.holds_until_hours)
    later = [each for each in reports if each.at >= held_until]
    return worst_of([each.after.answers for each in later[-1:] or reports], knowledge)


def worst_of(said: Sequence[Mapping[str, Answer]], knowledge: Knowledge) -> dict[str, Answer]:
    """The worst of all that was said, question by question; for what was said of several sessions, or several times."""
    named = dict.fromkeys(name for answers in said for name in answers)
    return {
        name: _worst(knowledge.findings[name], [answers[name] for answers in said if name in answers]) for name in named
    }


def _worst(finding: Finding, answers: Sequence[Answer]) -> Answer:
    """The worst of several answers to one question; "not sure" stands for what it counts as."""
    return max(answers, key=lambda answer: _rank(finding, answer))


def _rank(finding: Finding, answer: Answer) -> int:
    counts = finding.not_sure if answer is None else answer
    if finding.type == "choice":
        return finding.severity.index(str(counts))
    return counts if isinstance(counts, int) else finding.min or 0
