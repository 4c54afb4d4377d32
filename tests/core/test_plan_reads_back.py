"""A plan that was written down is read back word for word, whatever was in it."""

import json
from random import Random

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import NoPlan, Plan, build_plan, read_plan
from ischia.core.screening import Screening, screen
from tests.strategies import any_case, wish_case

KNOWLEDGE = load_knowledge()


def kept_and_read(answers):
    case = make_case(answers, KNOWLEDGE)
    screening = screen(case, KNOWLEDGE)
    plan = build_plan(screening, case, KNOWLEDGE)
    on_paper = json.loads(json.dumps(plan.model_dump(mode="json", exclude={"screening"})))
    again = Screening.model_validate(json.loads(screening.model_dump_json()))
    return screening, again, plan, read_plan(on_paper, again), read_plan(json.loads(plan.model_dump_json()), again)


@pytest.mark.parametrize("make", [wish_case, any_case])
def test_what_was_kept_is_what_is_read(make):
    kinds = set()
    for seed in range(120):
        screening, again, plan, read, read_whole = kept_and_read(make(Random(seed)))
        assert again == screening
        assert read == read_whole == plan
        kinds.add(type(plan))
    assert kinds == {Plan, NoPlan}


def test_each_limit_says_what_it_is_about():
    for seed in range(40):
        screening, _, plan, _, _ = kept_and_read(wish_case(Random(seed)))
        if isinstance(plan, Plan):
            limiting = set(screening.limits.model_dump()) - {"no_powered"}  # said as the kind of massage it forbids
            assert {limit.about for limit in plan.limits} - {"no_powered"} <= limiting
            assert all(limit.about for limit in plan.limits)
