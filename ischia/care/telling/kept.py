"""A kept screening read back as values: the result, the plan and the answers of that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ischia.core.case import Case, known_answers, make_case
from ischia.core.history.stand_ins import with_stand_ins
from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL
from ischia.core.planning import NoPlan, Plan, read_plan
from ischia.core.screening import Screening
from ischia.core.value import Disposition


@dataclass(frozen=True)
class Kept:
    """What one row holds, with the knowledge that finds names and sources for it.

    That is the knowledge of its day, and with `same_edition` still today's; where it is `lost`, it is today's with
    stand-ins for what today's does not know.
    """

    screening: Screening
    plan: Plan | NoPlan
    case: Case
    as_of: date
    knowledge: Knowledge
    same_edition: bool
    lost: bool

    @property
    def shown(self) -> Disposition:
        """What may be shown of the result: see `Screening.shown`."""
        return self.screening.shown

    @property
    def not_today(self) -> bool:
        """Would massage be possible, but for something that has to pass first?"""
        return self.screening.allows_massage and ALL in self.screening.limits.forbid_techniques


def read_kept(row: Mapping[str, Any], as_of: date, its_own: Knowledge | None, today: Knowledge) -> Kept:
    """Read a row's `answers`, `result` and `plan`. Word for word: nothing is decided anew.

    Args:
        row: what was kept.
        as_of: the day of the answers.
        its_own: the knowledge that decided it; None where it was lost.
        today: the knowledge to fall back on.
    """
    screening = Screening.model_validate(row["result"])
    plan = read_plan(row["plan"], screening)
    knowledge = its_own or with_stand_ins(today, row["answers"], screening, plan)
    case = make_case(known_answers(row["answers"], knowledge), knowledge, as_of)
    same = screening.knowledge.digest == today.digest
    return Kept(screening, plan, case, as_of, knowledge, same_edition=same, lost=its_own is None)
