"""Promises that hold for every case, whatever the rules say."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.case import make_case
from ischia.core.conditions import holds
from ischia.core.knowledge import load_knowledge
from ischia.core.limits import Limits, join
from ischia.core.rules import rule_book
from ischia.core.screening import Screening, limits_of, reasons_for, screen
from ischia.core.value import Disposition
from tests.looseness import looser
from tests.oracle import DECISIONS, FINDINGS, NAMES_A_PLACE, POSITIONS, REGIONS, TECHNIQUES, decide, value_of
from tests.strategies import NEAR, SAFE, any_case, cases, complete_case

KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)
RISKS = [name for name, finding in KNOWLEDGE.findings.items() if finding.risk == "risk"]


def result(answers):
    """Disposition and limits, without the search for what is open."""
    reasons = reasons_for(make_case(answers, KNOWLEDGE), BOOK)
    limits = limits_of(reasons, KNOWLEDGE).model_dump(mode="json")
    return max(reason.disposition for reason in reasons), {reason.rule for reason in reasons}, limits


@settings(max_examples=60, deadline=None)
@given(cases())
def test_screening_answers_every_case(answers):
    screening = screen(make_case(answers, KNOWLEDGE), KNOWLEDGE)
    assert Screening.model_validate(screening.model_dump()) == screening
    assert "always_bony" in {reason.rule for reason in screening.fired}
    assert all(reason.sources and reason.person and reason.clinician for reason in screening.fired)
    assert screening.complete or screening.shown >= Disposition.DOCTOR_BEFORE_MASSAGE
    asked = {name for reason in screening.fired for name in reason.because}
    assert asked <= set(FINDINGS)


@settings(max_examples=60, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_of_words_in_a_set_never_matters(answers, rng):
    names = list(answers)
    rng.shuffle(names)
    mixed = {name: answers[name] for name in names}
    for name, answer in mixed.items():
        if isinstance(answer, list):
            mixed[name] = rng.sample(answer, len(answer))
    one, other = (screen(make_case(each, KNOWLEDGE), KNOWLEDGE) for each in (answers, mixed))
    assert (one.disposition, one.limits, one.open, one.complete) == (
        other.disposition,
        other.limits,
        other.open,
        other.complete,
    )
    assert [reason.rule for reason in one.fired] == [reason.rule for reason in other.fired]


def some(words):
    return st.lists(st.sampled_from(words), unique=True, max_size=4).map(lambda found: tuple(sorted(found)))


limits = st.builds(
    Limits,
    forbid_techniques=some([*TECHNIQUES, "all"]),
    forbid_regions=some(REGIONS),
    forbid_powered_regions=some(REGIONS),
    forbid_positions=some(POSITIONS),
    forbid_exercises=some(list(KNOWLEDGE.exercise)),
    max_pressure=st.none() | st.integers(1, 5),
    max_pressure_in=st.dictionaries(st.sampled_from(REGIONS), st.integers(1, 5), max_size=3),
    max_minutes=st.none() | st.integers(1, 90),
    require=some(["skin_check", "rise_slowly", "hand_hygiene"]),
    wait_until=some(["sober_12h", "skin_healed", "doctor_clearance"]),
    no_unsupervised_home=st.booleans(),
    no_powered=st.booleans(),
    no_scents=st.booleans(),
)


@given(limits, limits, limits)
def test_joining_limits_is_a_join(one, other, third):
    assert join([one, other]) == join([other, one])
    assert join([one, one]) == join([one])
    assert join([join([one, other]), third]) == join([one, join([other, third])]) == join([one, other, third])
    assert join([one, other]).within(one)
    assert join([one, other]).within(other)
    assert not looser(join([one, other]).model_dump(mode="json"), one.model_dump(mode="json"))


@settings(max_examples=150, deadline=None)
@given(cases(), limits, st.sampled_from(list(Disposition)))
def test_one_more_rule_that_speaks_never_makes_the_advice_laxer(answers, more, then):
    reasons = reasons_for(make_case(answers, KNOWLEDGE), BOOK)
    new = reasons[0].model_copy(update={"limits": more, "disposition": then, "rule": "always_bony", "cleared": False})
    before, now = limits_of(reasons, KNOWLEDGE), limits_of((*reasons, new), KNOWLEDGE)
    assert now.within(before)
    assert not looser(now.model_dump(mode="json"), before.model_dump(mode="json"))


@pytest.mark.parametrize("name", [name for name, each in FINDINGS.items() if each.not_sure is not None])
def test_not_sure_counts_as_what_stands_beside_the_question(name):
    rng = Random(name)
    counts = value_of(name, None)
    counts = sorted(counts) if isinstance(counts, frozenset) else counts
    for base in (SAFE, complete_case(rng), any_case(rng)):
        assert result({**base, name: None}) == result({**base, name: counts})


@pytest.mark.parametrize("name", ["saddle_numbness", "bladder_change", "bowel_change", "weakness_both_legs",
                                  "bilateral_leg_symptoms", "chest_pain_breathless", "bp_symptoms", "leg_cold_pale",
                                  "sudden_tearing_pain"])  # fmt: skip
def test_not_sure_about_what_cannot_wait_is_an_emergency(name):
    assert result({**SAFE, name: None})[0] is Disposition.EMERGENCY_NOW


def test_not_sure_about_a_warning_sign_in_pregnancy_is_an_emergency():
    expecting = {**SAFE, "pregnant": True, "trimester": "first", "pregnancy_warning": None}
    assert result(expecting)[0] is Disposition.EMERGENCY_NOW


def test_a_question_left_blank_is_never_read_as_no():
    for name in SAFE:
        screening = screen(make_case({**SAFE}, KNOWLEDGE), KNOWLEDGE)
        assert screening.complete
        answers = {each: answer for each, answer in SAFE.items() if each != name}
        screening = screen(make_case(answers, KNOWLEDGE), KNOWLEDGE)
        assert not screening.complete, name
        assert screening.shown >= Disposition.DOCTOR_BEFORE_MASSAGE
        assert not screening.allows_a_plan


def severity(name, choice):
    """Where a choice stands among those of its finding, from least to most severe."""
    steps = KNOWLEDGE.findings[name].severity
    return next(place for place, step in enumerate(steps) if choice in (step if isinstance(step, tuple) else (step,)))


def raised(name, answers, rng):
    """The same answers with one risk more; None where there is none to add."""
    finding, now = FINDINGS[name], answers.get(name)
    now = finding.not_sure if now is None and name in answers else now
    if finding.type == "bool":
        more = [] if now else [True]
    elif finding.type == "integer":
        more = [] if now is None else [step for step in [*NEAR.get(name, []), finding.values[1]] if step > now]
    elif finding.type == "choice":
        more = [] if now is None else [each for each in finding.values if severity(name, each) > severity(name, now)]
    else:
        now = [now] if isinstance(now, str) else now or []
        more = [[*now, each] for each in finding.values if each not in now]
    return {**answers, name: rng.choice(more)} if more else None


# Naming the place narrows a ban from the whole area to that place: the one way in which a "risk" may loosen limits.
NAMES_WHERE = {*NAMES_A_PLACE, "radiotherapy_regions"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_one_more_risk_never_makes_the_advice_laxer(seed):
    rng = Random(seed)
    for _ in range(250):
        answers = any_case(rng)
        answers.pop("cleared_rules", None)
        worst, _, before = result(answers)
        for name in rng.sample(RISKS, 12):
            riskier = raised(name, answers, rng)
            if riskier is None:
                continue
            then, _, now = result(riskier)
            assert then >= worst, (name, answers, riskier[name])
            if then <= Disposition.MASSAGE_WITH_LIMITS and (name not in NAMES_WHERE or answers.get(name)):
                assert not looser(now, before), (name, answers, riskier[name])


PLACES = {
    "numb_regions": {"numbness": True},
    "varicose_regions": {"varicose": "visible"},
    "skin_problem_regions": {"skin_problem_kinds": ["rash"]},
}


@pytest.mark.parametrize(("name", "parent"), PLACES.items())
def test_a_place_that_is_not_named_is_the_whole_area_and_naming_it_narrows_the_limit(name, parent):
    for unnamed in ({}, {name: None}, {name: []}):
        _, _, before = result({**SAFE, **parent, **unnamed})
        _, _, now = result({**SAFE, **parent, name: ["calf"]})
        assert looser(now, before)
        assert not looser(before, now)


def test_clearing_a_rule_lifts_only_its_own_wait_for_a_doctor():
    lifted = {"doctor_clearance", "surgeon_clearance", "same_day_check_done"}
    bare = make_case({}, KNOWLEDGE)
    for rule in KNOWLEDGE.rules.values():
        case = make_case({"cleared_rules": [rule.id], "clearance_days_ago": 30}, KNOWLEDGE)
        before, now = (BOOK.limits(rule, each).model_dump(mode="json") for each in (bare, case))
        gone = set(before.pop("wait_until", [])) - set(now.pop("wait_until", []))
        assert before == now
        assert gone <= (lifted if DECISIONS[rule.id][1] else set())


@settings(max_examples=150, deadline=None)
@given(cases())
def test_compiled_and_interpreted_rules_and_the_verdict_are_the_same(answers):
    case = make_case(answers, KNOWLEDGE)
    spoke = [rule.id for rule in BOOK.speaking(case)]
    assert set(spoke) == {rule.id for rule in BOOK.rules if holds(KNOWLEDGE.conditions[rule.id], case.values)}
    assert BOOK.verdict(case) == max(BOOK.disposition(KNOWLEDGE.rules[name], case) for name in spoke)
    assert sorted(decide(answers).rules) == sorted(spoke)
