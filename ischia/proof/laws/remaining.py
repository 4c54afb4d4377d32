"""Wherever massage is allowed, some is left, or the plan says why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.proof.all_cases import AllCases
from ischia.proof.formulas import every, no, some
from ischia.proof.theorems import Doubt, Theorem


@dataclass(frozen=True)
class MassageRemainsOrSaysWhy(Theorem):
    """A plan that may hold massage holds some, or says in words why not."""

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A plan that may hold massage, has none and does not say why."""
        plan = cases.plan
        left = some((plan.in_clinic, plan.at_home))
        waits = every((plan.is_held_back, plan.names_the_wait))
        yield Doubt(every((plan.may_hold_massage, no(some((left, waits, plan.says_what_is_missing))))), (cases.case,))


@dataclass(frozen=True)
class NothingMayRemain(Theorem):
    """There are people who may have massage and for whom none is left: their limits together take all of it."""

    promises = True

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A plan that may hold massage, with no wish against any, and holds none."""
        plan, case = cases.plan, cases.case
        wishes = ("settings_wanted", "technique_dislikes", "positions_ok", "touch_limits", "goals")
        indifferent = [no(case[name].answered) for name in wishes]
        left = some((plan.in_clinic, plan.at_home, plan.is_held_back, no(plan.has_company)))
        yield Doubt(every((plan.may_hold_massage, no(left), *indifferent)), (case,))


def massage_remains() -> Iterator[Theorem]:
    """What is left of massage inside the limits."""
    yield MassageRemainsOrSaysWhy(
        "remains",
        "Wherever massage is allowed, a technique, a place, a position and a pressure are left for some goal, "
        "or the plan says that there is no massage, and why.",
    )
    yield NothingMayRemain(
        "remains.nothing",
        "There are people for whom massage is allowed and no kind of it is left inside their limits.",
    )
