"""The safety case says only what is so: each test it leans on is there, each theorem is one that is proved."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

from ischia.core.knowledge import load_knowledge
from ischia.proof.catalogue import theorems_about
from ischia.proof.hazards import load_hazards

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "safety-case.md").read_text(encoding="utf-8")
TESTS = re.findall(r"`(tests/[\w/]+\.py)::(\*|\w+)`", PAGE)
CLAIMS = {claim.id for hazard in load_hazards() for claim in hazard.claims}


@lru_cache
def specified_in(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")}


def test_every_test_that_the_safety_case_leans_on_is_there():
    missing = [f"{file}::{name}" for file, name in TESTS if name != "*" and name not in specified_in(file)]
    empty = [file for file, name in TESTS if name == "*" and not specified_in(file)]
    assert len(TESTS) > 40
    assert not missing
    assert not empty


def test_every_theorem_that_the_safety_case_leans_on_is_one_that_is_proved():
    named = set(re.findall(r"`((?:no_massage|remains|decided)[\w.]*)`", PAGE))
    assert len(named) >= 8
    assert named <= {theorem.id for theorem in theorems_about(load_knowledge())}


def test_every_claim_of_every_hazard_stands_in_the_safety_case():
    told = set(re.findall(r"`(hz_[\w.]+)`", PAGE))
    assert told == CLAIMS
    assert all(f"\n### {hazard.name}\n" in PAGE for hazard in load_hazards())


def test_a_risk_is_as_the_matrix_on_the_page_says():
    rows = re.findall(r"^\| ((?:very )?(?:high|low)|medium) \| (\d) \| (\d) \| (\d) \| (\d) \| (\d) \|$", PAGE, re.M)
    matrix = {row[0].replace(" ", "_"): [int(cell) for cell in row[1:]] for row in rows}
    columns = ["minor", "significant", "considerable", "major", "catastrophic"]
    assert len(matrix) == 5
    for hazard in load_hazards():
        column = columns.index(hazard.severity)
        assert hazard.risk_before == matrix[hazard.likelihood_before][column]
        assert hazard.risk_after == matrix[hazard.likelihood_after][column] <= hazard.risk_before


def test_what_is_left_that_cannot_be_accepted_is_said_in_plain_words():
    too_high = [hazard.name for hazard in load_hazards() if hazard.risk_after > 3]
    said = PAGE.split("## 6.")[1].split("## 7.")[0]
    assert all(f"**{name}**" in said for name in too_high)


@pytest.mark.parametrize("rule", [r.id for r in load_knowledge().rules.values() if r.sources == ("EXPERT",)])
def test_a_rule_that_rests_on_convention_only_is_named(rule):
    assert f"| `{rule}` |" in PAGE.split("## 7.")[1].split("## 8.")[0]
