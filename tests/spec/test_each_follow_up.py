"""Each follow-up is asked where the answers call for it, and no longer one step further (cases/follow-ups.yaml)."""

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book
from tests.checks.each_follow_up import FOLLOW_UPS, asked

KNOWLEDGE = load_knowledge()


def test_every_follow_up_has_its_steps():
    assert set(FOLLOW_UPS) == set(KNOWLEDGE.asked_when)


@pytest.mark.parametrize("name", FOLLOW_UPS)
def test_a_follow_up_is_asked_where_it_should_be_and_not_one_step_further(name):
    for side in asked(name):
        assert side.wrong(make_case(side.findings, KNOWLEDGE), rule_book(KNOWLEDGE)) is None
