"""Complete cases for every paper: what a test names, and the safest answer to everything else that the gate asks."""

from collections.abc import Callable
from typing import Any

import pytest
from paper_reading import DAY

from ischia.core.case import Case, make_case
from ischia.core.facts.findings import Finding
from ischia.core.gate import still_needed
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import NoPlan, Plan, build_plan
from ischia.core.rules import rule_book
from ischia.core.screening import Screening, screen

ORDINARY: dict[str, Any] = {
    "age": 44,
    "onset_days": 120,
    "onset_kind": "gradual",
    "pain_now": 4,
    "pain_regions": ["low_back", "buttock"],
    "radiation_furthest": "thigh",
    "trend": "same",
    "weeks_since_birth": None,
}


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def complete_case(knowledge: Knowledge) -> Callable[..., Case]:
    """A case that passes the gate: the answers given, and the safest one to everything else."""

    def complete(**answers: Any) -> Case:
        found = dict(answers)
        while needed := still_needed(made := make_case(found, knowledge, DAY), rule_book(knowledge)):
            assert not set(needed) & set(found), "an answer that the gate never takes"
            found |= {name: ORDINARY.get(name, safest(knowledge.findings[name])) for name in needed}
        return made

    return complete


def safest(finding: Finding) -> Any:
    match finding.type:
        case "bool":
            return finding.risk == "protective"
        case "integer":
            return finding.max if finding.risk == "protective" else finding.min
        case "set":
            return ["low_back"] if finding.must_hold_one else []
        case _:
            return next((word for word in ("none", "no") if word in finding.values), next(iter(finding.values)))


Screened = tuple[Screening, Case]


@pytest.fixture(scope="session")
def screened(knowledge: Knowledge, complete_case: Callable[..., Case]) -> Callable[..., Screened]:
    def made(**answers: Any) -> Screened:
        case = complete_case(**answers)
        return screen(case, knowledge), case

    return made


@pytest.fixture(scope="session")
def planned(knowledge: Knowledge, screened: Callable[..., Screened]) -> Callable[..., tuple[Plan, Case]]:
    def made(**answers: Any) -> tuple[Plan, Case]:
        screening, case = screened(**answers)
        plan = build_plan(screening, case, knowledge)
        assert not isinstance(plan, NoPlan), plan.instead
        return plan, case

    return made
