"""Before a session: three questions, and what follows from each answer."""

import pytest

from ischia.core.problems import Problem
from ischia.core.session import Known, Told, before_session, write_session
from ischia.core.value import Disposition
from tests.oracle import FINDINGS
from tests.sessions import DAY, KNOWLEDGE, WISHES, case_of, home_plan, known, occasion_of, plan_of

SELF = "script_self_low_back"
SIGNS = [
    "saddle_numbness",
    "bladder_change",
    "bowel_change",
    "sexual_change",
    "bilateral_leg_symptoms",
    "weakness_both_legs",
    "foot_drop",
    "leg_weakness",
    "progressive_deficit",
    "fever_chills",
    "calf_swelling",
    "calf_warm_red",
    "calf_tender",
    "leg_cold_pale",
    "chest_pain_breathless",
    "sudden_tearing_pain",
    "faint_cold_sweat",
    "numbness",
    "unwell",
    "bp_symptoms",
    "pregnancy_warning",
]
SINCE_LAST_TIME = ["trauma_recent", "unwell", "infection_now", "anticoagulant", "antiplatelet", "clot_risk_now"]
SQUEEZED_NERVES = ["saddle_numbness", "bladder_change", "bowel_change", "sexual_change"]


def check(signs=(), ticks=(), pain=3, days_ago=0, script=SELF, again=(), **answers):
    """What follows today for someone with a plan for massage at home."""
    case = case_of(**{**WISHES[script], **answers})
    told = Told(signs=signs, ticks=ticks, pain=pain, answered_again=again)
    return before_session(plan_of(case), known(case, days_ago), told, DAY, KNOWLEDGE)


def test_three_questions_are_asked_and_each_has_its_none_of_these():
    recheck = KNOWLEDGE.home.recheck
    assert set(type(recheck).model_fields) == {"signs", "today", "pain"}
    assert recheck.signs.none == recheck.today.none == "None of these"
    assert list(recheck.signs.findings) == SIGNS
    assert [list(tick.answer_again) for tick in recheck.today.ticks if tick.id == "something_happened"] == [
        SINCE_LAST_TIME
    ]
    assert recheck.pain.finding == "pain_now"


def test_nothing_new_and_little_pain_may_start_with_the_whole_plan():
    before = check()
    assert (before.may, before.emergency, before.answer_again, before.why) == ("start", False, (), ())
    plan = home_plan(SELF)
    assert (before.plan.home, before.plan.exercise) == (plan.home, plan.exercise)


@pytest.mark.parametrize("sign", SIGNS)
def test_any_new_sign_stops_everything_until_the_questions_are_answered(sign):
    before = check(signs=(sign,))
    assert before.may == "not_now"
    assert (before.plan.home, before.plan.exercise) == ((), ())
    assert before.why[0].about == "signs"
    assert before.answers[sign] in (True, "yes")


@pytest.mark.parametrize("sign", SQUEEZED_NERVES)
def test_a_new_sign_of_squeezed_nerves_shows_the_emergency_at_once_whatever_was_vouched_for(sign):
    plan = home_plan(SELF)
    case = case_of(**{**WISHES[SELF], sign: "yes" if sign == "sexual_change" else True, "ces_assessed_stable": True})
    assert check(signs=(sign,)).emergency
    told = Told(signs=(sign,), ticks=(), pain=3)
    before = before_session(plan, known(case), told, DAY, KNOWLEDGE)
    assert before.emergency
    assert before.fallen == ("ces_assessed_stable",)
    assert "ces_assessed_stable" not in before.answers
    assert "ces_assessed_stable" not in before.answer_again  # its question comes after the advice
    assert before.disposition is Disposition.EMERGENCY_NOW


def test_pain_in_both_legs_is_asked_about_before_the_emergency_is_shown():
    before = check(signs=("bilateral_leg_symptoms",))
    assert (before.emergency, before.disposition) == (False, Disposition.EMERGENCY_NOW)
    assert before.answer_again[0] == "bilateral_change"
    assert check(signs=("bilateral_leg_symptoms", "bowel_change")).emergency


def test_chest_pain_is_an_emergency_at_once():
    assert check(signs=("chest_pain_breathless",)).emergency


def test_a_weak_foot_that_was_checked_and_is_worse_is_no_longer_vouched_for():
    weak = {"foot_drop": True, "leg_weakness": True, "leg_weakness_grade": 4, "foot_drop_old_stable": True}
    case = case_of(**{**WISHES[SELF], **weak})
    before = before_session(home_plan(SELF), known(case), Told(signs=("foot_drop",), ticks=(), pain=3), DAY, KNOWLEDGE)
    assert before.fallen == ("foot_drop_old_stable",)
    assert before.disposition > Disposition.MASSAGE_WITH_LIMITS


def test_something_that_happened_sends_back_to_six_questions():
    before = check(ticks=("something_happened",))
    assert before.may == "not_now"
    assert list(before.answer_again) == SINCE_LAST_TIME
    assert before.plan.exercise == ()
    assert check(ticks=("something_happened",), again=tuple(SINCE_LAST_TIME)).may == "start"


def test_pain_of_8_leaves_only_the_easing_position_and_walking():
    assert check(pain=7).may == "start"
    for pain in (8, 9, 10, None):
        before = check(pain=pain)
        assert before.may == "easing_only"
        assert before.plan.home == ()
        assert {item.exercise for item in before.plan.exercise} == {"ex_walk", "ex_ease_position"}
        assert before.answers["pain_now"] == pain


def test_drink_or_a_drowsy_medicine_means_no_massage_but_the_exercises_stay():
    before = check(ticks=("drink_or_drowsy",))
    assert (before.may, before.answer_again) == ("not_now", ())
    assert before.why[0].rules == ("cx_intoxicated",)
    assert before.plan.exercise


def test_a_painkiller_makes_todays_session_no_harder_than_medium_and_forbids_the_ball():
    before = check(ticks=("painkiller",), script="script_partner_low_back")
    assert before.may == "start"
    assert before.screening.limits.max_pressure == 3
    assert check(ticks=("painkiller",), script="script_ball_gluteal_wall").may == "not_now"


def test_todays_session_is_written_with_todays_limits():
    case = case_of(**WISHES["script_partner_low_back"])
    told = Told(signs=(), ticks=("painkiller",), pain=3)
    before = before_session(plan_of(case), known(case), told, DAY, KNOWLEDGE)
    script = write_session(before.plan, occasion_of("script_partner_low_back"), KNOWLEDGE)
    assert max(step.pressure for step in script.steps) <= 3


def test_newly_sore_skin_is_told_about_first():
    before = check(ticks=("skin",))
    assert (before.may, before.answer_again) == ("not_now", ("skin_problem_kinds",))


def test_a_large_meal_means_waiting_an_hour():
    before = check(ticks=("large_meal",))
    assert (before.may, before.wait_minutes) == ("not_now", 60)
    assert before.plan.exercise


def test_who_needs_someone_near_does_not_start_alone():
    near = {"age": 76, **WISHES["script_partner_low_back"]}
    case = case_of(**near)
    plan = plan_of(case)
    assert plan.screening.limits.no_unsupervised_home
    alone = before_session(plan, known(case), Told(signs=(), ticks=("nobody_near",), pain=3), DAY, KNOWLEDGE)
    assert alone.may == "not_now"
    assert check(ticks=("nobody_near",)).may == "start"  # for others it is no matter


@pytest.mark.parametrize(("onset_days", "good_for"), [(120, 28), (42, 28), (41, 7)])
def test_health_answers_hold_for_28_days_and_for_7_when_acute(onset_days, good_for):
    assert check(days_ago=good_for, onset_days=onset_days).may == "start"
    late = check(days_ago=good_for + 1, onset_days=onset_days)
    assert late.may == "not_now"
    expected = [name for name in FINDINGS if name in late.answers and FINDINGS[name].group in "CDEF"]
    assert list(late.answer_again) == [name for name in expected if FINDINGS[name].who != "therapist"]
    assert late.why[0].about == "expiry"
    assert late.plan.exercise  # it is massage at home that waits


def test_an_answer_without_a_day_or_from_a_day_to_come_is_too_old():
    case = case_of(**WISHES[SELF])
    told = Told(signs=(), ticks=(), pain=3)
    assert before_session(plan_of(case), known(case, days_ago=-1), told, DAY, KNOWLEDGE).may == "not_now"
    undated = Known(case=type(case)(case.answers, case.values), days={})
    assert before_session(plan_of(case), undated, told, DAY, KNOWLEDGE).may == "not_now"


def test_what_nobody_asked_is_refused():
    for told in (
        Told(signs=("age",), ticks=(), pain=3),
        Told(signs=(), ticks=("large_meals",), pain=3),
    ):
        with pytest.raises(Problem, match="is not allowed"):
            before_session(home_plan(SELF), known(case_of()), told, DAY, KNOWLEDGE)
    with pytest.raises(ValueError):
        Told(signs=(), ticks=(), pain=11)
    with pytest.raises(ValueError):
        Told(ticks=(), pain=3)  # silence is no answer
