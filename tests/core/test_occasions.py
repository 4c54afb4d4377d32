"""What is due on which day, and what is not."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from ischia.core.session import Done, Pause, SoFar, occasions
from ischia.core.session.occasions import days_of_week
from tests.sessions import DAY, KNOWLEDGE, at, case_of, due, home_plan, plan_of

SELF, DEVICE, BALL = "script_self_low_back", "script_powered_low_back", "script_ball_gluteal_wall"


def done(item, days=0, hour=9, **more):
    return Done(item=item, ended_at=at(hour, days), **more)


@pytest.mark.parametrize(
    ("times", "apart", "days"),
    [(0, 1, ()), (1, 1, (0,)), (3, 1, (0, 2, 4)), (4, 1, (0, 1, 3, 5)), (4, 2, (0, 2, 4, 6)), (3, 2, (0, 2, 4)),
     (5, 1, (0, 1, 2, 4, 5)), (7, 1, (0, 1, 2, 3, 4, 5, 6)), (7, 2, (0, 2, 4, 6))],
)  # fmt: skip
def test_days_are_spread_over_the_week(times, apart, days):
    assert days_of_week(times, apart) == days


def test_nothing_is_due_before_the_plan_begins():
    assert due(home_plan(SELF), days=-1) == []
    assert due(home_plan(SELF))[0] == SELF


def test_items_come_in_the_order_of_the_plan_and_as_often_as_it_says():
    plan = home_plan(SELF)
    found = due(plan)
    assert list(dict.fromkeys(found)) == [plan.home[0].script, *(item.exercise for item in plan.exercise)]
    assert found.count("ex_walk") == 2
    assert found.count(SELF) == plan.home[0].per_day


def test_what_was_done_today_is_not_due_again():
    plan = home_plan(SELF)
    assert SELF not in due(plan, done=(done(SELF),))
    assert due(plan, done=(done("ex_walk"),)).count("ex_walk") == 1
    second = occasions(plan, DAY, SoFar(started=DAY, done=(done("ex_walk"),)), KNOWLEDGE)
    assert [each.number for each in second if each.item == "ex_walk"] == [2]


def test_days_done_off_the_plans_days_count_for_the_week():
    plan = home_plan(SELF, days_per_week_possible=2)
    assert SELF in due(plan, days=3)
    assert SELF in due(plan, days=3, done=(done(SELF, 0),))
    assert SELF not in due(plan, days=3, done=(done(SELF, 0), done(SELF, 2)))
    assert SELF in due(plan, days=10, done=(done(SELF, 0), done(SELF, 3)))


def test_the_ball_is_for_every_other_day_in_the_first_week():
    plan = home_plan(BALL)
    assert [BALL in due(plan, days=day) for day in range(14)] == [
        True, False, True, False, True, False, True,
        True, True, False, True, False, True, False,
    ]  # fmt: skip
    assert BALL not in due(plan, days=2, done=(done(BALL, 1),))


def test_a_trial_waits_48_hours():
    plan = home_plan(SELF, bad_reaction="mild")
    assert SELF in due(plan, days=2, done=(done(SELF, 0, hour=9),))
    again = occasions(plan, DAY + timedelta(days=2), SoFar(started=DAY, done=(done(SELF, 0, hour=20),)), KNOWLEDGE)
    assert [each.not_before for each in again if each.item == SELF] == [at(20, 2)]
    assert SELF not in due(plan, days=2, done=(done(SELF, 1),))


def often(plan, times):
    """The same plan with its massage so many times a day."""
    return plan.model_copy(update={"home": (plan.home[0].model_copy(update={"per_day": times}),)})


def test_a_device_is_used_four_hours_apart_and_at_most_three_times_a_day():
    plan = often(home_plan(DEVICE), 3)
    assert due(plan).count(DEVICE) == 3
    later = occasions(plan, DAY, SoFar(started=DAY, done=(done(DEVICE, hour=9),)), KNOWLEDGE)
    assert [(each.number, each.not_before) for each in later if each.item == DEVICE] == [(2, at(13)), (3, None)]
    assert DEVICE not in due(plan, done=tuple(done(DEVICE, hour=hour) for hour in (8, 12, 16)))
    assert DEVICE not in due(plan, done=(done(DEVICE, hour=21),))  # four hours later is tomorrow


def test_four_hours_are_four_hours_also_when_clocks_change():
    zone, night = ZoneInfo("Europe/Berlin"), date(2026, 3, 29)
    plan = often(home_plan(DEVICE), 2)
    ended = at(0).replace(year=2026, month=3, day=29, hour=1, tzinfo=zone)
    found = occasions(plan, night, SoFar(started=night, done=(Done(item=DEVICE, ended_at=ended),)), KNOWLEDGE)
    wait = next(each.not_before for each in found if each.item == DEVICE)
    assert wait.isoformat() == "2026-03-29T06:00:00+02:00"


def test_a_device_that_left_someone_worse_is_not_used_again():
    plan = home_plan(DEVICE)
    assert DEVICE not in due(plan, days=1, done=(done(DEVICE, 0, left_worse=True),))
    assert DEVICE in due(plan, days=1, done=(done(DEVICE, 0),))


def test_a_session_that_was_stopped_ends_massage_for_the_day():
    plan = home_plan(SELF)
    found = due(plan, done=(done("ex_walk", no_more_today=True),))
    assert SELF not in found
    assert "ex_walk" not in found
    assert found
    assert SELF in due(plan, days=1, done=(done("ex_walk", no_more_today=True),))


def test_a_stop_that_locks_the_plan_holds_until_the_questions_are_answered_again():
    plan = home_plan(SELF)
    locked = (done(SELF, 0, locked=True),)
    assert due(plan, days=1, done=locked) == []
    assert due(plan, days=1, done=locked, screened_at=at(8, 0)) == []
    assert SELF in due(plan, days=1, done=locked, screened_at=at(10, 0))


def test_nothing_is_due_while_the_plan_is_paused():
    plan = home_plan(SELF)
    pause = Pause(first=DAY + timedelta(days=1), last=DAY + timedelta(days=2))
    assert [bool(due(plan, days=day, pauses=(pause,))) for day in range(4)] == [True, False, False, True]
    assert due(plan, days=40, pauses=(Pause(first=DAY),)) == []


def test_there_is_no_home_massage_on_the_clinic_days_of_the_intensive_choice():
    case = case_of(
        technique_likes=["deep_tissue"], days_per_week_possible=7, can_reach_back=True, known_causes=["arthritis"],
        minutes_wanted=30,
    )  # fmt: skip
    plan = plan_of(case)
    assert (plan.massage[0].per_week, plan.home[0].days_per_week) == (5, 2)
    assert [SELF in due(plan, days=day) for day in range(7)] == [False] * 5 + [True] * 2
    assert SELF not in due(plan, days=0, clinic=(DAY,))
    assert SELF in due(plan, days=0, clinic=(DAY + timedelta(days=1),))


def test_a_pause_of_massage_alone_leaves_the_exercises():
    found = due(home_plan(SELF), pauses=(Pause(first=DAY, only_massage=True),))
    assert SELF not in found
    assert "ex_walk" in found
