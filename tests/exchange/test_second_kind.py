"""The second kind of massage is never told without the places it is kept to."""

from random import Random

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import Plan, build_plan
from ischia.core.screening import screen
from ischia.exchange.wording import other_kind_in_words, regions_in_words
from tests.strategies import wish_case

KNOWLEDGE = load_knowledge()


def test_where_its_places_are_fewer_they_are_said():
    found = 0
    for seed in range(400):
        case = make_case(wish_case(Random(seed), 1), KNOWLEDGE)
        plan = build_plan(screen(case, KNOWLEDGE), case, KNOWLEDGE)
        for item in plan.massage if isinstance(plan, Plan) else ():
            words = other_kind_in_words(item, KNOWLEDGE)
            assert bool(words) == bool(item.alternative)
            if item.alternative and item.alternative_regions != item.regions:
                assert f"only on the {regions_in_words(item.alternative_regions, KNOWLEDGE)}" in words
                found += 1
    assert found
