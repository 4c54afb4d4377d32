"""The given cases: each comes to exactly the disposition, the rules and the limits that stand beside it."""

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.limits import Limits
from ischia.core.screening import limits_of, screen

CASES = Path(__file__).parents[1] / "cases"
CLINICIANS = YAML(typ="safe", pure=True).load(CASES / "screening.yaml")
GENERATED = [json.loads(line) for line in (CASES / "random.jsonl").read_text(encoding="utf-8").splitlines()]
KNOWLEDGE = load_knowledge()


def test_there_are_cases_for_every_rule():
    assert len(GENERATED) == 400
    assert {rule for case in CLINICIANS for rule in case["rules"]} | {"always_bony"} == set(KNOWLEDGE.rules)


@pytest.mark.parametrize("case", CLINICIANS, ids=lambda case: case["id"])
def test_a_case_written_by_hand_comes_to_what_stands_beside_it(case):
    screening = screen(make_case(case["findings"], KNOWLEDGE), KNOWLEDGE)
    assert screening.disposition.id == case["disposition"]
    assert sorted(reason.rule for reason in screening.fired) == sorted([*case["rules"], "always_bony"])
    others = tuple(reason for reason in screening.fired if reason.rule != "always_bony")
    limits = limits_of(others, KNOWLEDGE) if others else Limits()
    assert limits.model_dump(mode="json") == case["constraints"]


@pytest.mark.parametrize("case", GENERATED, ids=lambda case: case["id"])
def test_a_generated_case_comes_to_what_stands_beside_it(case):
    screening = screen(make_case(case["findings"], KNOWLEDGE), KNOWLEDGE)
    expected = case["expect"]
    assert screening.disposition.id == expected["disposition"]
    assert sorted(reason.rule for reason in screening.fired) == sorted({*expected["rules"], "always_bony"})
    assert screening.limits.model_dump(mode="json") == expected["limits"]
