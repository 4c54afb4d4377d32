"""Promises about the order of questions: the same answer in the end, soon, and nothing asked in vain."""

import itertools
from functools import cache
from random import Random

import pytest

from ischia.core.asking import ask
from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import build_plan
from ischia.core.screening import screen
from tests.oracle import (
    FINDINGS,
    GATE,
    SEVERITY,
    asked_of_a_person,
    called_for,
    decide,
    disposition,
    facts,
)
from tests.people import many, near_a_red_flag, person
from tests.spec.test_what_is_still_open import READ, tried
from tests.strategies import SAFE, random_answer

KNOWLEDGE = load_knowledge()
EMERGENCY, TODAY, DOCTOR = SEVERITY["emergency_now"], SEVERITY["same_day_medical"], SEVERITY["doctor_before_massage"]
BEYOND_THE_GATE = [
    name for name in FINDINGS if asked_of_a_person(name) and name not in GATE and called_for(name, facts({}))
]
ALARMING_ALONE = {
    "chest_pain_breathless": True, "sudden_tearing_pain": True, "bp_symptoms": True, "leg_cold_pale": True,
    "saddle_numbness": True, "bladder_change": True, "bowel_change": True, "weakness_both_legs": True,
    "bilateral_leg_symptoms": True, "sexual_change": "yes", "walking_difficulty": "cannot_walk",
}  # fmt: skip


@cache
def talks(kind, count, seed):
    """Whole talks: everything the person could say, what they were asked in turn, and how many were left at most."""
    return [talk(answers) for answers in many(kind, count, seed)]


def talk(answers):
    said = {name: answer for name, answer in answers.items() if not asked_of_a_person(name)}
    asked, bounds = [], []
    while not (asking := ask(make_case(said, KNOWLEDGE), KNOWLEDGE)).done:
        name = asking.next.finding
        assert name not in said, f"{name} is asked twice"
        asked.append(name)
        bounds.append(asking.at_most_left)
        said[name] = answers[name]
    return answers, said, asked, bounds


def both_kinds(seed):
    return talks(person, 5, seed) + talks(near_a_red_flag, 10, seed)


SEEDS = pytest.mark.parametrize("seed", range(2))


@pytest.mark.slow
@SEEDS
def test_asking_only_what_matters_decides_as_asking_everything_does(seed):
    for answers, said, _, _ in both_kinds(seed):
        everything, asked = decide(answers), decide(said)
        assert asked.disposition == everything.disposition, answers
        if SEVERITY[asked.disposition] <= DOCTOR:  # from "a doctor today" on nothing more is needed than that
            assert asked.complete
            assert asked.limits == everything.limits, answers


@pytest.mark.slow
@SEEDS
def test_the_plan_is_the_one_that_asking_everything_gives(seed):
    for answers, said, _, _ in both_kinds(seed):
        if SEVERITY[decide(said).disposition] <= DOCTOR:
            assert what_is_done(said) == what_is_done(answers), answers


@pytest.mark.slow
@SEEDS
def test_a_follow_up_is_asked_only_when_it_is_called_for(seed):
    for answers, _, asked, _ in both_kinds(seed):
        given = {name: answer for name, answer in answers.items() if not asked_of_a_person(name)}
        for name in asked:
            assert called_for(name, facts(given)), (name, answers)
            given[name] = answers[name]


@pytest.mark.slow
@SEEDS
def test_never_more_questions_come_than_at_most_were_said_to_be_left(seed):
    for answers, _, asked, bounds in both_kinds(seed):
        for place, bound in enumerate(bounds):
            assert len(asked) - place <= bound, (asked[place], answers)


@pytest.mark.slow
def test_after_a_doctor_today_only_what_could_change_that_is_asked():
    looked_at = 0
    for answers, _, asked, _ in talks(near_a_red_flag, 10, 0) + talks(near_a_red_flag, 10, 1):
        said = {name: answer for name, answer in answers.items() if not asked_of_a_person(name)}
        for name in asked:
            if SEVERITY[disposition(facts(said))] >= TODAY:
                looked_at += 1
                assert can_change_the_result(name, said), (name, said)
            said[name] = answers[name]
    assert looked_at > 20


@pytest.mark.slow
def test_a_question_beyond_the_gate_can_change_limits_or_plan():
    rng = Random(4)
    for answers, _, asked, _ in talks(person, 5, 0):
        said = {name: answer for name, answer in answers.items() if not asked_of_a_person(name)}
        for name in asked:
            # The side is looked for before the last gate may leave out the one step that has a side.
            if name in BEYOND_THE_GATE and name != "pain_side":
                assert can_change_limits_or_plan(name, said, rng), (name, said)
            said[name] = answers[name]


@pytest.mark.parametrize("name", ALARMING_ALONE)
def test_an_answer_that_is_an_emergency_alone_is_reached_within_eleven_questions(name):
    asked, said = 0, {}
    while not (asking := ask(make_case(said, KNOWLEDGE), KNOWLEDGE)).done:
        asked += 1
        finding = asking.next.finding
        said[finding] = (
            ALARMING_ALONE[name] if finding == name else "new" if finding == "bilateral_change" else no(finding)
        )
    assert decide(said).disposition == "emergency_now"
    assert asked <= 11  # there are eleven of them, so one has to be the eleventh


@pytest.mark.parametrize("undoing", [{"onset_days": 200}, {"foot_drop_old_stable": True}])
def test_no_emergency_is_told_while_a_question_not_asked_yet_could_have_undone_it(undoing):
    answers, said, _, _ = talk(harmless() | {"leg_weakness": True, "anticoagulant": True, "onset_days": 3} | undoing)
    assert decide(answers).disposition == decide(said).disposition == "doctor_before_massage"


def test_a_doctor_today_that_an_old_weak_foot_explains_is_taken_back():
    answers, said, asked, _ = talk(harmless() | {"foot_drop": True, "foot_drop_old_stable": True})
    assert "foot_drop_old_stable" in asked
    assert decide(said).disposition == decide(answers).disposition == "doctor_before_massage"


def test_whether_both_legs_are_stable_is_not_asked_where_cancer_makes_it_an_emergency_anyway():
    said = {"cancer_history": "current", "bilateral_leg_symptoms": True}
    assert ask(make_case(said, KNOWLEDGE), KNOWLEDGE).done


def test_places_that_nobody_should_touch_are_asked_about():
    _, _, asked, _ = talk(harmless())
    assert "touch_limits" in asked


def test_who_cannot_tell_the_place_is_not_asked_for_it_again():
    answers = harmless() | {"numbness": True, "numb_regions": None}
    _, said, asked, _ = talk(answers)
    assert asked.count("numb_regions") == 1
    assert not screen(make_case(said, KNOWLEDGE), KNOWLEDGE).complete


def test_no_wish_is_asked_while_there_can_be_no_massage():
    _, _, asked, _ = talk(harmless() | {"infection_now": "cold_or_flu"})
    assert not {"goals", "technique_likes", "pressure_wanted", "minutes_wanted", "settings_wanted"}.intersection(asked)


def test_the_same_case_gives_the_same_question():
    said = {"age": 44, "fever_chills": True, "anticoagulant": False}
    other_way_round = dict(reversed(said.items()))
    one, other = (ask(make_case(each, KNOWLEDGE), KNOWLEDGE) for each in (said, other_way_round))
    assert one == other


def no(name):
    """The answer that gives least reason against massage."""
    finding = FINDINGS[name]
    if name in SAFE or finding.type in ("bool", "set"):
        return SAFE.get(name, False if finding.type == "bool" else [])
    return finding.values[0] if finding.type == "choice" else 5


def harmless():
    """A person with nothing special, follow-ups answered as far as they may be called for."""
    return {name: no(name) for name in FINDINGS if asked_of_a_person(name)}


def what_is_done(answers):
    """A plan without the wishes it only repeats, and without which of several rules set the same limit."""
    case = make_case(answers, KNOWLEDGE)
    plan = build_plan(screen(case, KNOWLEDGE), case, KNOWLEDGE).model_dump(mode="json")
    if "instead" in plan:
        return plan["instead"], plan["letter"]
    after = plan["after_clearance"] or {}
    same = (
        "massage",
        "home",
        "exercise",
        "first_session",
        "stage",
        "presentation",
        "review",
        "stop_rules",
        "notes",
        "letter",
    )
    told = (
        plan["provider"]["require"],
        sorted(each["say"] for each in plan["not_now"]),
        after.get("needs_a_yes_for"),
        after.get("say"),
        _each_limit(plan["limits"]),
        _each_limit(after.get("limits", [])),
    )
    return [plan[key] for key in same], told


def _each_limit(said):
    """Limits one by one: how they are grouped into sentences depends on the rules that set them."""
    split = [each["say"].rstrip(".").partition(": ") for each in said]
    return sorted({(lead, word) for lead, _, words in split for word in (words.split(", ") if words else [""])})


def can_change_the_result(name, said):
    """With some answers to what one red flag reads, does it depend on this answer which disposition comes out?"""
    for rule in (rule for rule in READ if rule.startswith("rf_") and name in READ[rule]):
        others = [each for each in READ[rule] if each not in said and asked_of_a_person(each) and each != name]
        for chosen in itertools.chain(*(itertools.combinations(others, size) for size in range(4))):
            for values in itertools.product(*(tried(each) for each in chosen)):
                some = dict(zip(chosen, values, strict=True))
                if len({_result(said | {name: answer}, some) for answer in [no(name), *tried(name)]}) > 1:
                    return True
    return False


def _result(said, some):
    """The disposition once those of some answers are added that are called for."""
    for name in sorted(some, key=list(FINDINGS).index):
        if called_for(name, facts(said)):
            said = said | {name: some[name]}
    return disposition(facts(said))


def can_change_limits_or_plan(name, said, rng):
    for _ in range(40):
        some = {
            each: random_answer(each, rng, 0) for each in BEYOND_THE_GATE if each not in said and rng.random() < 0.5
        }
        results = []
        for answer in every_kind_of_answer(name, rng):
            answers = said | some | {name: answer}
            results.append((decide(answers).limits, what_is_done(answers)))
        if any(result != results[0] for result in results):
            return True
    return False


def every_kind_of_answer(name, rng):
    finding = FINDINGS[name]
    if finding.type == "set":
        at_most = KNOWLEDGE.findings[name].at_most
        return [[], *([word] for word in finding.values), *([finding.values] if at_most is None else [])]
    if finding.type == "integer":
        return [*finding.values, *(random_answer(name, rng, 0) for _ in range(8))]
    return [True, False] if finding.type == "bool" else finding.values
