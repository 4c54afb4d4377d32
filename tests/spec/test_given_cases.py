"""The given cases: each comes to exactly the disposition, the rules and the limits that stand beside it."""

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.screening import limits_of, screen
from tests.checks.given_cases import drawn, written_by_hand

KNOWLEDGE = load_knowledge()
FOR_EACH_RULE, BOUNDARIES, DRAWN = written_by_hand("screening.yaml"), written_by_hand("boundaries.yaml"), drawn()


def test_there_are_cases_for_every_rule():
    assert len(DRAWN) == 400
    assert {rule for case in FOR_EACH_RULE for rule in case.rules} == set(KNOWLEDGE.rules)


@pytest.mark.parametrize("given", [*FOR_EACH_RULE, *BOUNDARIES, *DRAWN], ids=lambda given: given.id)
def test_a_given_case_comes_to_what_stands_beside_it(given):
    screening = screen(make_case(given.findings, KNOWLEDGE), KNOWLEDGE)
    assert given.wrong(screening.fired, KNOWLEDGE) is None
    assert screening.disposition.id == given.disposition
    assert screening.limits == limits_of(screening.fired, KNOWLEDGE)
