"""A kept screening read back as values: the result, the plan and the answers of that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ischia.core.case import Case, check_answer, make_case
from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL
from ischia.core.planning import NoPlan, Plan, read_plan
from ischia.core.problems import Problem
from ischia.core.screening import Screening
from ischia.core.value import Disposition


@dataclass(frozen=True)
class Kept:
    """What one row holds, with the knowledge that finds names and sources for it."""

    screening: Screening
    plan: Plan | NoPlan
    case: Case
    as_of: date
    knowledge: Knowledge

    @property
    def same_edition(self) -> bool:
        """Was this decided with the knowledge of today?"""
        return self.screening.knowledge.digest == self.knowledge.digest

    @property
    def shown(self) -> Disposition:
        """What may be shown of the result: see `Screening.shown`."""
        return self.screening.shown

    @property
    def not_today(self) -> bool:
        """Would massage be possible, but for something that has to pass first?"""
        return self.screening.allows_massage and ALL in self.screening.limits.forbid_techniques


def read_kept(row: Mapping[str, Any], as_of: date, knowledge: Knowledge) -> Kept:
    """Read a row's `answers`, `result` and `plan`. Word for word: nothing is decided anew."""
    screening = Screening.model_validate(row["result"])
    plan = read_plan(row["plan"], screening)
    return Kept(screening, plan, _case(row["answers"], as_of, knowledge), as_of, knowledge)


def _case(answers: Mapping[str, object], as_of: date, knowledge: Knowledge) -> Case:
    """The answers that today's questions still know; those of an earlier edition may be gone."""
    return make_case(
        {name: answer for name, answer in answers.items() if _known(name, answer, knowledge)}, knowledge, as_of
    )


def _known(name: str, answer: object, knowledge: Knowledge) -> bool:
    if name not in knowledge.findings:
        return False
    try:
        check_answer(knowledge.findings[name], answer, knowledge)
    except Problem:
        return False
    return True
