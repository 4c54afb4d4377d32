"""Over many cases the core and a second answer, written apart from it, never differ."""

from random import Random

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book
from ischia.core.screening import screen
from tests.checks.each_question import unanswered
from tests.checks.oracle_cases import SEEDS, answered_by_the_oracle
from tests.oracle import FINDINGS, decide
from tests.strategies import any_case

KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_twenty_thousand_cases_come_to_the_same(seed):
    for answered in answered_by_the_oracle(seed):
        assert answered.wrong(make_case(answered.findings, KNOWLEDGE), BOOK) is None


@pytest.mark.parametrize("name", FINDINGS)
def test_one_question_that_is_blank_not_sure_or_none_comes_to_the_same(name):
    for answered in unanswered(name):
        assert answered.wrong(make_case(answered.findings, KNOWLEDGE), BOOK) is None


def test_the_screening_tells_the_same_and_tells_the_worst_first():
    rng = Random(7)
    for _ in range(150):
        answers = any_case(rng)
        expected = decide(answers)
        screening = screen(make_case(answers, KNOWLEDGE), KNOWLEDGE)
        assert (screening.disposition.id, screening.complete) == (expected.disposition, expected.complete)
        assert screening.limits.model_dump(mode="json") == expected.limits
        told = [(-reason.disposition, expected.rules.index(reason.rule)) for reason in screening.fired]
        assert told == sorted(told)
