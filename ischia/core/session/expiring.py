"""Health answers hold for some weeks only: which are too old for massage at home."""

from collections.abc import Mapping
from datetime import date

from ischia.core.case import Case
from ischia.core.conditions import OneOf, holds
from ischia.core.knowledge import Knowledge

ACUTE = OneOf("stage", frozenset({"acute"}))


def expired(case: Case, days: Mapping[str, date], today: date, knowledge: Knowledge) -> tuple[str, ...]:
    """The questions whose answers are too old, in the order in which they are written down.

    Only what a person can be asked is asked again. An answer without a day, or from a day to come, is too old.

    Args:
        case: the answers; its own day counts for those without one.
        days: the day of each answer.
        today: the day.
        knowledge: says which groups of questions, and how many days; fewer in the first weeks of pain.
    """
    expiry = knowledge.home.expiry
    good_for = expiry.days_acute if holds(knowledge.base(ACUTE), case.values) else expiry.days
    return tuple(
        finding.id
        for finding in knowledge.findings.values()
        if finding.group in expiry.groups
        and finding.asked_of_a_person
        and finding.id in case.answers
        and not _holds(days.get(finding.id, case.as_of), today, good_for)
    )


def _holds(day: date | None, today: date, good_for: int) -> bool:
    return day is not None and 0 <= (today - day).days <= good_for
