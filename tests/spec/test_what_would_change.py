"""What would change a result: the cases written by hand, and what is told besides."""

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ischia.care.demo import made_up_people
from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.screening import screen
from ischia.exchange.explaining import explain

KNOWLEDGE = load_knowledge()
CASES = YAML(typ="safe", pure=True).load(Path(__file__).parents[1] / "cases" / "what-if.yaml")
NOTHING_SPECIAL = {**made_up_people()["sam"].answers, "settings_wanted": ["clinic", "home"]}
DAY = date(2026, 12, 11)


def told(findings, day=DAY):
    case = make_case({**NOTHING_SPECIAL, **findings}, KNOWLEDGE, day)
    return explain(case, screen(case, KNOWLEDGE), KNOWLEDGE).what_would_change


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_case_is_told_the_ways_that_stand_beside_it(case):
    said = told(case["findings"])
    assert said.standing.value == case.get("standing", "ways")
    assert [list(way.when) for way in said.ways] == [way["when"] for way in case.get("ways", [])]
    assert [way.opens_massage for way in said.ways] == [way.get("massage", False) for way in case.get("ways", [])]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "ends" in case.get("ways", [{}])[0]], ids=lambda c: c["name"]
)
def test_the_limits_that_end_are_the_ones_named(case):
    words = {
        "max_pressure": "Pressure at most",
        "max_minutes": "At most",
        "forbid_techniques": "Leave out:",
        "forbid_regions": "Keep off:",
        "forbid_exercises": "Leave out this exercise:",
    }
    (way,) = told(case["findings"]).ways
    assert len(way.limits) == len(case["ways"][0]["ends"])
    for name, line in zip(case["ways"][0]["ends"], way.limits, strict=True):
        assert line.startswith(words[name]), line


def test_every_way_stands_on_nothing_else_changing():
    assert all(("if nothing else changes" in told(case["findings"]).always) == ("ways" in case) for case in CASES)


def test_without_a_day_the_time_is_told_without_one():
    (way,) = told({"onset_days": 21}, day=None).ways
    assert way.when == ("Not before 6 weeks after this bout began.",)
    assert way.from_day is None


def test_a_number_that_only_goes_up_is_told_with_what_it_is_then():
    (way,) = told({"onset_days": 21}).ways
    assert "At most 30 minutes a session; then at most 60 minutes a session." in way.limits


def test_a_doctors_yes_is_told_with_its_last_day():
    said = told({"kidney_disease": True, "cleared_rules": ["cx_kidney"], "clearance_days_ago": 12})
    assert "counts until 27 February 2027" in said.letters[0]
    said = told({"walking_difficulty": "unsteady", "cleared_rules": ["rf_unsteady"], "clearance_days_ago": 12})
    assert "counts until 29 December 2026" in said.letters[0]


def test_after_a_check_the_signs_are_asked_again_and_the_age_is_not():
    said = told({"age": 70, "first_episode": False, "spine_shape_change": True, "trend": "worse"})
    assert said.standing.value == "seen_today"
    assert KNOWLEDGE.findings["spine_shape_change"].ask in said.after_a_check
    assert KNOWLEDGE.findings["age"].ask not in said.after_a_check
    assert "counts for 30 days" in said.letters[0]


def test_what_is_open_is_named_with_what_it_could_become():
    said = told({"skin_problem_kinds": ["rash"]})
    assert [(first.finding, first.could_become) for first in said.first] == [("skin_problem_regions", None)]
    case = make_case({"age": 40}, KNOWLEDGE)
    worst = explain(case, screen(case, KNOWLEDGE), KNOWLEDGE).what_would_change.first[0]
    assert worst.could_become.id == "emergency_now"
