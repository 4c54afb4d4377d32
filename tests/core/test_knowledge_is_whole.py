"""The knowledge holds every row of the clinical text: counted, compared with a second list, and spot-checked."""

from collections import Counter

import pytest

from ischia.core.knowledge import load_knowledge
from tests.checks.second_list import decisions_otherwise, findings_otherwise, gate_otherwise
from tests.oracle import (
    DECISIONS,
    FINDINGS,
    FOLLOW_UPS,
    POSITIONS,
    REGIONS,
    TECHNIQUES,
    asked_of_a_person,
)
from tests.oracle_exercises import NOT_IF

KNOWLEDGE = load_knowledge()
RED_FLAGS = {"emergency_now", "same_day_medical"}


def test_every_finding_is_there_as_the_second_list_has_it():
    assert len(FINDINGS) == 134
    assert list(KNOWLEDGE.findings) == list(FINDINGS)
    assert list(findings_otherwise(KNOWLEDGE)) == []


def test_each_group_of_findings_has_its_number():
    counted = Counter(finding.group for finding in KNOWLEDGE.findings.values())
    assert counted == {"A": 7, "B": 16, "C": 20, "D": 22, "E": 16, "F": 15, "G": 9, "H": 21, "I": 8}
    assert set(KNOWLEDGE.derived) == {"stage", "any_ces", "clot_risk", "bone_weak"}


def test_the_gate_asks_for_exactly_what_it_must():
    assert list(gate_otherwise(KNOWLEDGE)) == []


def test_what_would_be_an_emergency_on_a_not_sure_is_asked_once_more_in_three_lines():
    asked_again = {name for name, each in KNOWLEDGE.findings.items() if each.confirm_not_sure}
    assert asked_again == {
        "pregnancy_warning", "weakness_both_legs", "bilateral_leg_symptoms", "saddle_numbness", "bladder_change",
        "bowel_change", "chest_pain_breathless", "bp_symptoms", "leg_cold_pale", "sudden_tearing_pain",
    }  # fmt: skip
    assert all(len(KNOWLEDGE.findings[name].confirm_not_sure) == 3 for name in asked_again)


def test_every_rule_is_there_and_decides_what_the_second_list_says():
    assert len(DECISIONS) == 112
    assert list(KNOWLEDGE.rules) == list(DECISIONS)
    assert [rule.number for rule in KNOWLEDGE.rules.values()] == list(range(1, 113))
    assert list(decisions_otherwise(KNOWLEDGE)) == []
    for name, rule in KNOWLEDGE.rules.items():
        assert name.startswith("rf_") is (rule.then.id in RED_FLAGS), name
        assert rule.say.strip()
        assert rule.tell_clinician.strip()
        assert set(rule.sources) <= set(KNOWLEDGE.sources)
    assert [name for name, rule in KNOWLEDGE.rules.items() if rule.local_once_cleared] == ["cx_acute_injury"]


def test_every_word_in_a_limit_has_a_meaning():
    known = {*REGIONS, *POSITIONS, *TECHNIQUES, *KNOWLEDGE.words, *KNOWLEDGE.exercise, "all", "#LEG"}
    for rule in KNOWLEDGE.rules.values():
        for key, value in rule.limits.items():
            words = [word for word in value if word[0] != "@"] if isinstance(value, list | dict) else []
            assert set(words) <= known, rule.id
            assert not isinstance(value, bool) or key in KNOWLEDGE.words
            named = [word[1:] for word in value if word[0] == "@"] if isinstance(value, list | dict) else []
            assert all(FINDINGS[name].values == REGIONS for name in named)
    assert list(KNOWLEDGE.regions) == REGIONS
    assert list(KNOWLEDGE.positions) == POSITIONS


def test_a_risk_has_an_order_of_its_choices():
    for name, finding in KNOWLEDGE.findings.items():
        if finding.type == "choice" and finding.risk == "risk":
            steps = [step if isinstance(step, tuple) else (step,) for step in finding.severity]
            assert sorted(word for step in steps for word in step) == sorted(FINDINGS[name].values), name


def test_techniques_scripts_and_exercises_are_all_there():
    assert list(KNOWLEDGE.techniques) == TECHNIQUES
    seconds = {name: script.seconds for name, script in KNOWLEDGE.scripts.items()}
    assert seconds == {
        "script_self_low_back": 390,
        "script_partner_low_back": 630,
        "script_powered_low_back": 495,
        "script_ball_gluteal_wall": 400,
        "script_leg_self": 330,
    }
    assert list(KNOWLEDGE.exercise) == list(NOT_IF)
    assert len(NOT_IF) == 19


@pytest.mark.parametrize("script", KNOWLEDGE.scripts.values(), ids=lambda script: script.id)
def test_a_step_that_presses_says_where_and_no_harder_than_its_technique(script):
    most = KNOWLEDGE.techniques[script.technique].pressure.max
    for step in script.steps:
        assert step.pressure <= most <= 3
        assert (step.region is None) is (step.pressure == 0)
        assert step.region not in ("spine_midline", "bony_points", "front_neck", "groin", "back_of_knee")
    assert {step.region for step in script.steps if step.region} >= set(script.regions)
    assert script.hard_stop_minutes is None or script.seconds <= script.hard_stop_minutes * 60


def test_every_question_for_a_person_stands_on_exactly_one_page():
    asked = Counter(name for topic in KNOWLEDGE.topics.values() for name in topic.findings)
    assert set(asked.values()) == {1}
    assert set(asked) == {name for name in FINDINGS if asked_of_a_person(name)}


def test_emergencies_are_asked_first_and_ticks_are_yes_or_no():
    order = [name for topic in KNOWLEDGE.topics.values() for name in topic.findings]
    first = {name for name, each in KNOWLEDGE.findings.items() if each.confirm_not_sure} - {"pregnancy_warning"}
    assert first <= set(order[:13])
    for topic in KNOWLEDGE.topics.values():
        assert all(FINDINGS[name].type == "bool" and name not in FOLLOW_UPS for name in topic.tick), topic.id


def test_every_goal_that_can_be_wished_has_techniques_and_every_technique_its_place():
    goals = {goal.id: goal for goal in KNOWLEDGE.dosing.goals}
    assert set(goals) == set(FINDINGS["goals"].values)
    for goal in goals.values():
        assert all(KNOWLEDGE.techniques[name].setting == "clinic" for name in goal.clinic)
    doses = {stage.id: stage.clinic for stage in KNOWLEDGE.dosing.stages}
    caps = {name: (d.minutes_to, d.pressure_start, d.pressure_max, d.weeks) for name, d in doses.items()}
    assert caps == {"acute": (30, 2, 3, 2), "subacute": (45, 2, 4, 4), "chronic": (60, 3, 4, 4)}
