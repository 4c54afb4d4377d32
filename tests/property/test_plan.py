"""Every plan keeps to its screening's limits, and is whole: walking, one exercise more, a review, stop rules."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings

from ischia.core.knowledge import load_knowledge
from tests.checks.plans import check, planned
from tests.strategies import SAFE, any_case, cases, wish_case

KNOWLEDGE = load_knowledge()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_every_plan_keeps_to_its_limits_and_is_whole(seed):
    rng = Random(seed)
    kinds = Counter(check(wish_case(rng, rng.choice([0, 1, 1, 2, 3])), KNOWLEDGE) for _ in range(400))
    assert set(kinds) >= {"none", "doctor", "both", "massage", "home", "exercise"}, kinds


def test_a_case_that_is_not_complete_never_has_a_plan_with_massage():
    rng = Random(9)
    for _ in range(100):
        answers = any_case(rng)
        check(answers, KNOWLEDGE)


@settings(max_examples=150, deadline=None)
@given(cases(complete=True))
def test_every_complete_case_has_a_safe_plan_or_none(answers):
    check(answers, KNOWLEDGE)


@pytest.mark.parametrize(
    "waiting",
    [
        {"infection_now": "cold_or_flu"},
        {"alcohol_or_sedative_now": True},
        {"alcohol_or_sedative_now": None},
        {
            "age": 17,
            "guardian_agrees": False,
            "cleared_rules": ["cx_minor", "cx_age_first_onset"],
            "clearance_days_ago": 1,
        },
        {"unwell": True, "cleared_rules": ["cx_infection_now"], "clearance_days_ago": 90},
    ],
)
def test_while_a_wait_holds_there_is_no_massage_anywhere_and_the_plan_says_from_when(waiting):
    assert check({**SAFE, **waiting}, KNOWLEDGE) == "wait"
    assert all("From:" in said.say for said in planned({**SAFE, **waiting}, KNOWLEDGE)[1].not_now)
