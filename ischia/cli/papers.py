"""The files of a plan. A module of its own: the typesetter takes longer to load than a plan to make."""

from datetime import date
from typing import Literal

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.planning import NoPlan, Plan
from ischia.exchange.calendar import plan_calendar
from ischia.exchange.pdf import letter_pdf, plan_pdf


def paper(
    kind: str, plan: Plan | NoPlan, case: Case, knowledge: Knowledge, day: date, size: Literal["a4", "us-letter"]
) -> bytes | None:
    """One file of a plan (`pdf`, `ics` or `letter`); None where there is nothing to write."""
    if kind == "letter":
        return letter_pdf(plan.screening, case, knowledge, day=day, name="", paper=size) if plan.letter else None
    if isinstance(plan, NoPlan):
        return None
    if kind == "ics":
        return plan_calendar(plan, knowledge, day=day, zone=None)
    return plan_pdf(plan, case, knowledge, day=day, paper=size)
