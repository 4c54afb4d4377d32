"""What often happens by itself: the band, its pace, and the weeks that can be compared."""

from datetime import date, time, timedelta

import pytest

from ischia.core.diary import Entry, courses, daily, usual_step
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from ischia.core.recovery import expected_by_itself, own_change, share_of_change

KNOWLEDGE = load_knowledge()
FACTS = KNOWLEDGE.natural_history
START = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("lasted", "name"), [(0, "acute"), (41, "acute"), (42, "subacute"), (84, "subacute"), (85, "chronic")]
)
def test_how_long_it_had_lasted_decides_how_much_is_to_be_expected(lasted, name):
    assert own_change(lasted, FACTS).id == name


@pytest.mark.parametrize(
    ("lasted", "changes"),
    [(10, (-1.0, -1.5, -2.1, -2.5)), (60, (-0.6, -0.9, -1.3, -1.5)), (200, (-0.2, -0.3, -0.4, -0.5))],
)
def test_the_middle_of_the_band_is_the_change_of_the_table(lasted, changes):
    band = expected_by_itself(8, lasted, (14, 28, 56, 84), KNOWLEDGE)
    assert [round(each.middle - 8, 1) for each in band] == list(changes)


def test_the_band_begins_at_the_first_score_and_stays_on_the_scale():
    band = expected_by_itself(2, 5, range(200), KNOWLEDGE)
    assert (band[0].low, band[0].middle, band[0].high) == (2, 2, 2)
    assert len(band) == FACTS.over_days + 1  # what lies beyond is not known
    assert all(0 <= each.low <= each.middle <= each.high <= 10 for each in band)
    assert share_of_change(FACTS.over_days, FACTS) == pytest.approx(1)


def test_a_score_off_the_scale_or_a_start_to_come_is_refused():
    with pytest.raises(Problem):
        expected_by_itself(11, 5, [1], KNOWLEDGE)
    with pytest.raises(Problem):
        own_change(-1, FACTS)


def row(*numbers, name="leg_pain:left", first=START):
    return [
        Entry(day=first + timedelta(days=place), at=time(20), scores={} if number is None else {name: number})
        for place, number in enumerate(numbers)
    ]


def test_of_many_entries_a_day_the_last_one_counts_and_a_day_without_stays_missing():
    entries = [*row(6), *row(4), *row(None, 5)]
    assert daily(entries, "leg_pain:left") == {START: 4, START + timedelta(days=1): 5}


def test_how_much_it_usually_moves_needs_three_steps_between_days_that_follow_each_other():
    assert usual_step(daily(row(5, 7, 6, 6), "leg_pain:left")) == 1
    assert usual_step(daily(row(5, 7, None, 6, 6), "leg_pain:left")) is None


def test_two_weeks_with_four_days_each_are_compared_by_the_rule_of_the_measure():
    (course,) = courses(row(7, 7, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 4, 4), "leg_pain", KNOWLEDGE)
    assert (course.change.before, course.change.now, course.change.meaning) == (7, 4, "improved")
    assert course.more_than_usual


def test_a_change_within_the_usual_up_and_down_is_said_to_be_so():
    (course,) = courses(row(2, 7, 2, 7, 2, 7, 2, 6, 2, 7, 2, 7, 2, 7), "leg_pain", KNOWLEDGE)
    assert course.change.meaning == "no_clear_change"
    assert course.more_than_usual is False


def test_three_days_a_week_are_too_few_to_compare():
    (course,) = courses(row(7, 7, 7, None, None, None, None, 3, 3, 3), "leg_pain", KNOWLEDGE)
    assert course.change is None
    assert course.more_than_usual is None


def test_the_two_legs_are_never_mixed():
    entries = [*row(8, 8, 8, 8, 8, 8, 8), *row(*[2] * 7, name="leg_pain:right", first=START + timedelta(days=7))]
    assert [(each.side, each.change) for each in courses(entries, "leg_pain", KNOWLEDGE)] == [
        ("left", None),
        ("right", None),
    ]
