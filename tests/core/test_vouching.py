"""What vouches for an answer falls with it: when it changes, when it gets worse, and, for a letter, with time."""

from datetime import timedelta

import pytest

from ischia.core.case import make_case
from ischia.core.problems import Problem
from ischia.core.screening import screen
from ischia.core.session import Known, Told, before_session
from ischia.core.vouching import vouch, vouchers_of
from tests.sessions import DAY, KNOWLEDGE, case_of, home_plan, plan_of

SELF = "script_self_low_back"


def answers_with(voucher, days_ago=0, signs=(), then=None, **before):
    """The answers that count when a voucher of some days ago meets answers that may be others by now."""
    case = case_of(**before)
    given = vouch(voucher, DAY - timedelta(days=days_ago), case.answers, KNOWLEDGE)
    now = case_of(**{**before, **(then or {})})
    plan = home_plan(SELF)
    told = Told(signs=signs, ticks=(), pain=3)
    return before_session(plan, Known(now, dict.fromkeys(now.answers, DAY), (given,)), told, DAY, KNOWLEDGE).answers


FALL = {"trauma_recent": "minor"}


def test_a_voucher_stands_while_what_it_vouches_for_is_the_same():
    assert answers_with("trauma_checked", **FALL)["trauma_checked"] is True
    assert "trauma_checked" not in answers_with("trauma_checked", then={"trauma_recent": "major"}, **FALL)


def test_a_voucher_stands_when_what_it_vouches_for_went_away():
    assert answers_with("trauma_checked", then={"trauma_recent": "none"}, **FALL)["trauma_checked"] is True


@pytest.mark.parametrize(("rule", "good_for"), [("cx_infection_risk", 90), ("rf_unsteady", 30)])
def test_a_clearance_counts_for_90_days_and_for_30_when_it_is_a_red_flag(rule, good_for):
    assert answers_with(rule, good_for)["cleared_rules"] == (rule,)
    assert answers_with(rule, good_for)["clearance_days_ago"] == good_for
    assert "cleared_rules" not in answers_with(rule, good_for + 1)
    assert "cleared_rules" not in answers_with(rule, -1)


def test_a_clearance_falls_with_any_finding_of_its_rule_computed_ones_expanded():
    rule = "cx_ces_residual"
    stable = {"bladder_change": True, "ces_assessed_stable": True}
    case = case_of(**stable)
    given = (
        *vouchers_of(case.answers, dict.fromkeys(case.answers, DAY), KNOWLEDGE),
        vouch(rule, DAY, case.answers, KNOWLEDGE),
    )
    told = Told(signs=(), ticks=(), pain=3)
    kept = Known(case, dict.fromkeys(case.answers, DAY), given)
    assert before_session(home_plan(SELF), kept, told, DAY, KNOWLEDGE).answers["cleared_rules"] == (rule,)
    worse = Told(signs=("bladder_change",), ticks=(), pain=3)
    fallen = before_session(home_plan(SELF), kept, worse, DAY, KNOWLEDGE)
    assert set(fallen.fallen) == {"ces_assessed_stable", rule}
    assert "cleared_rules" not in fallen.answers


def test_a_clearance_does_not_rest_on_an_answer_that_no_longer_vouches():
    case = case_of(bladder_change=True, ces_assessed_stable=True)
    letter = (vouch("cx_ces_residual", DAY, case.answers, KNOWLEDGE),)
    told = Told(signs=(), ticks=(), pain=3)
    kept = Known(case, dict.fromkeys(case.answers, DAY), letter)
    assert "cleared_rules" not in before_session(home_plan(SELF), kept, told, DAY, KNOWLEDGE).answers


def test_of_two_clearances_the_older_age_counts():
    two = [name for name in KNOWLEDGE.rules if name.startswith("cx_")][:2]
    case = case_of()
    given = tuple(
        vouch(rule, DAY - timedelta(days=ago), case.answers, KNOWLEDGE) for rule, ago in zip(two, (3, 40), strict=True)
    )
    kept = Known(case, dict.fromkeys(case.answers, DAY), given)
    answers = before_session(home_plan(SELF), kept, Told(signs=(), ticks=(), pain=3), DAY, KNOWLEDGE).answers
    assert (set(answers["cleared_rules"]), answers["clearance_days_ago"]) == (set(two), 40)


def test_an_answer_that_vouches_counts_only_with_its_voucher():
    case = case_of(**FALL, trauma_checked=True)
    kept = Known(case, dict.fromkeys(case.answers, DAY))
    answers = before_session(home_plan(SELF), kept, Told(signs=(), ticks=(), pain=3), DAY, KNOWLEDGE).answers
    assert "trauma_checked" not in answers


def test_nothing_else_can_vouch():
    with pytest.raises(Problem, match="vouches for others"):
        vouch("age", DAY, {}, KNOWLEDGE)


def test_who_has_to_see_a_doctor_again_because_a_clearance_is_too_old_is_told_so():
    case = case_of(kidney_disease=True)
    letters = [reason.rule for reason in screen(case, KNOWLEDGE).fired if reason.disposition == 2]
    assert letters
    told, days = Told(signs=(), ticks=(), pain=3), dict.fromkeys(case.answers, DAY)

    def since(days_ago):
        given = tuple(vouch(rule, DAY - timedelta(days=days_ago), case.answers, KNOWLEDGE) for rule in letters)
        cleared = make_case({**case.answers, "cleared_rules": letters, "clearance_days_ago": 0}, KNOWLEDGE, DAY)
        return before_session(plan_of(cleared), Known(cleared, days, given), told, DAY, KNOWLEDGE)

    assert since(90).may == "start"
    late = since(91)
    assert late.may == "not_now"
    assert set(letters) <= {rule for said in late.why for rule in said.rules}
