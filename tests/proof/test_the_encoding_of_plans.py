"""What is proved of plans is true of the plans that are made: the formulas and `build_plan` agree case by case."""

from random import Random

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import NoPlan, build_plan
from ischia.core.screening import screen
from ischia.core.value import Disposition
from ischia.proof.all_cases import AllCases
from ischia.proof.formulas import some
from tests.proof.many_cases import ManyCases, bits_of
from tests.strategies import any_case, complete_case, wish_case

KNOWLEDGE = load_knowledge()
ALL = AllCases(KNOWLEDGE)
PLAN, OPEN = ALL.plan, ALL.openness
WORSE = list(Disposition)[1:]
FORMULAS = {
    "decided": OPEN.decided,
    **{f"could become {level.id}": OPEN.could_become(level) for level in WORSE},
    "plan": PLAN.is_made,
    "allows massage": PLAN.may_hold_massage,
    "massage": PLAN.in_clinic,
    "home": PLAN.at_home,
    "says why not": some((PLAN.names_the_wait, PLAN.says_what_is_missing)),
}


def cleared_case(rng):
    """A complete case with a doctor's yes to everything, so that a plan is made under many limits at once."""
    letters = {"cleared_rules": list(KNOWLEDGE.rules), "clearance_days_ago": rng.choice([0, 30, 31, 90])}
    return {**wish_case(rng, rng.choice([2, 4, 8])), **letters}


TRIED = {
    any_case: [name for name in FORMULAS if name.startswith("could")],
    complete_case: ["decided", "plan"],
    wish_case: ["allows massage", "massage", "home", "says why not"],
    cleared_case: ["allows massage", "massage", "home", "says why not"],
}


def what_is_so(case):
    """The names of the formulas that should hold of a real case."""
    screening = screen(case, KNOWLEDGE)
    plan = build_plan(screening, case, KNOWLEDGE)
    if screening.decided:
        yield "decided"
    worst = screening.worst_open or Disposition.SUITABLE
    yield from (f"could become {level.id}" for level in WORSE if worst >= level)
    if not isinstance(plan, NoPlan):
        yield "plan"
        yield from ["allows massage"] * screening.allows_massage
        yield from ["massage"] * bool(plan.massage)
        yield from ["home"] * bool(plan.home)
        yield from ["says why not"] * (screening.allows_massage and bool(plan.not_now))


@pytest.mark.slow
@pytest.mark.parametrize("make", TRIED, ids=lambda make: make.__name__)
def test_formulas_and_real_plans_agree(make):
    rng = Random(make.__name__)
    cases = [make_case(make(rng), KNOWLEDGE) for _ in range(1000)]
    many = ManyCases(ALL.case, cases)
    so = {name: [] for name in FORMULAS}
    for place, case in enumerate(cases):
        for name in what_is_so(case):
            so[name].append(place)
    allowed = many.where(PLAN.may_hold_massage)
    for name, formula in FORMULAS.items():
        found = many.where(formula) & (allowed if name == "says why not" else many.every)
        wrong = found ^ bits_of(so[name])
        assert not wrong, (name, cases[wrong.bit_length() - 1].answers)
    assert all(so[name] for name in TRIED[make]), "each of these is tried where it holds"
