"""Over many cases the core and a second answer, written apart from it, never differ."""

from random import Random

import pytest

from ischia.core.case import make_case
from ischia.core.gate import still_needed
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book
from ischia.core.screening import limits_of, reasons_for, screen
from tests.oracle import decide
from tests.strategies import any_case

KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_twenty_thousand_cases_come_to_the_same(seed):
    rng = Random(seed)
    for _ in range(5000):
        answers = any_case(rng)
        case = make_case(answers, KNOWLEDGE)
        expected = decide(answers)
        reasons = reasons_for(case, BOOK)
        assert sorted(reason.rule for reason in reasons) == sorted(expected.rules), answers
        assert BOOK.verdict(case).id == max(reason.disposition for reason in reasons).id == expected.disposition, (
            answers
        )
        assert limits_of(reasons, KNOWLEDGE).model_dump(mode="json") == expected.limits, answers
        assert (not still_needed(case, BOOK)) is expected.complete, answers


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
