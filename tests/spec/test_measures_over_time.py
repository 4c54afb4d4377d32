"""Measures over time: what waits for an answer, which answers are the baseline, and which two may be compared."""

from datetime import date, timedelta

import pytest

from ischia.core.knowledge import load_knowledge
from ischia.core.measures import baseline_of, compare, due, read_answers
from ischia.core.problems import Problem

KNOWLEDGE = load_knowledge()
IN_THE_PLAN = [KNOWLEDGE.measures[each.instrument] for each in KNOWLEDGE.dosing.measures]
START = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "waiting"),
    [
        (-1, {}),
        (0, {"nrs_leg": 0, "nrs_back": 0, "rmdq24": 0, "psfs": 0}),
        (9, {"nrs_leg": 7, "nrs_back": 7, "rmdq24": 0, "psfs": 0}),
        (28, {"nrs_leg": 28, "nrs_back": 28, "rmdq24": 28, "psfs": 28, "pgic": 28}),
        (113, {"nrs_leg": 112, "nrs_back": 112, "rmdq24": 112, "psfs": 84, "pgic": 84}),
    ],
)
def test_what_waits_for_an_answer_was_asked_on_the_last_day_of_its_rhythm(day, waiting):
    found = due(IN_THE_PLAN, START, START + timedelta(days=day), {})
    assert {each.instrument: (each.since - START).days for each in found} == waiting


def test_the_baseline_is_the_last_complete_answer_up_to_the_first_session():
    first_session = START + timedelta(days=7)

    def on(day, *ratings):
        return read_answers("psfs", list(ratings), KNOWLEDGE, START + timedelta(days=day))

    taken = [on(0, 2, 3, 4), on(8, 9, 9, 9), on(6, 5, None, 5), on(5, 4, 4, 4)]
    assert baseline_of(taken, first_session) == taken[3]
    assert baseline_of([*taken, on(7, 6, 6, 6)], first_session).day == first_session
    assert baseline_of(taken[1:3], first_session) is None


def test_only_the_same_measure_and_the_same_side_are_compared_and_in_the_order_of_their_days():
    left, right, plain = (
        read_answers("rom", given, KNOWLEDGE)
        for given in ({"straight_leg_raise_left_1": 60}, {"straight_leg_raise_right_1": 70}, [70])
    )
    leg = [read_answers("nrs_leg", [5], KNOWLEDGE, START + timedelta(days=day)) for day in (0, 1)]
    back = read_answers("nrs_back", [5], KNOWLEDGE)
    for before, now in ((left, right), (left, plain), (back, leg[0]), (leg[1], leg[0])):
        with pytest.raises(Problem):
            compare(before, now)
    assert compare(*leg).until == leg[1].day
