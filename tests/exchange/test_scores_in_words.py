"""Scores in words: what a person reads below a number."""

from datetime import date

import pytest

from ischia.core.knowledge import load_knowledge
from ischia.core.measures import compare, read_answers, score
from ischia.exchange.scores import change_in_words, clear_change_in_words, number, score_in_words

KNOWLEDGE = load_knowledge()
EASES = "Leg pain from sciatica often eases over weeks, with or without massage."


def score_said(instrument, given):
    return list(score_in_words(score(read_answers(instrument, given, KNOWLEDGE)), KNOWLEDGE))


def change_said(instrument, before, now, since=None):
    first, last = read_answers(instrument, before, KNOWLEDGE, since), read_answers(instrument, now, KNOWLEDGE)
    return list(change_in_words(compare(first, last), KNOWLEDGE))


def test_a_score_is_told_with_its_scale_its_direction_and_what_a_clear_change_is():
    assert score_said("rmdq24", [True] * 9 + [False] * 13 + [None] * 2) == [
        "Roland-Morris, 24 items: 9.8. The scale goes from 0 to 24; lower is better.",
        "Answered: 22 of 24. The score is worked out from these.",
        "Clearly better: at least 4 points lower, and at least 30 in 100 of the first score.",
        "Clearly worse: at least 5 points higher.",
    ]


def test_a_score_that_cannot_be_given_is_never_told_as_0():
    said = score_said("nrs_leg", [0, None, None, None, 0, None, 0])
    assert said[:3] == [
        "Leg pain, 0 to 10: no score.",
        "Answered: 3 of 7.",
        "There are too few answers for a score.",
    ]


def test_a_low_number_of_the_overall_change_is_told_as_better():
    assert score_said("pgic", [1])[-2:] == [
        "This answer means clearly better than at the start.",
        "Clearly better: 2 or less.",
    ]
    assert "This answer means worse than at the start." in score_said("pgic", [7])


def test_sessions_beyond_the_plan_are_told_apart():
    assert "2 sessions more than planned." in score_said("adherence", [3, 5])


def test_a_change_is_told_with_both_numbers_and_without_a_cause():
    assert change_said("nrs_leg", [7], [4]) == [
        "Leg pain, 0 to 10: 3 lower than before (7 then, 4 now).",
        "That is a clear change for the better.",
        EASES,
    ]
    told = change_said("psfs", {"walk": 3, "sit": 5, "drive": 2}, {"sit": 7, "walk": 6}, date(2026, 11, 2))
    assert told[:2] == [
        "Your own activities, 0 to 10: 2.5 higher than on 2 November 2026 (4 then, 6.5 now).",
        "Compared: sit and walk.",
    ]
    assert change_said("nrs_leg", [5], [5])[0] == "Leg pain, 0 to 10: the same as before (5 then, 5 now)."


def test_a_side_is_named():
    told = change_said("rom", {"straight_leg_raise_left_1": 62}, {"straight_leg_raise_left_1": 74})
    assert told[0].startswith("Range of movement, degrees (straight leg raise left): 12 higher")


def test_new_weakness_sends_back_to_the_safety_questions_and_nothing_softens_it():
    told = change_said("bother_weakness", [0], [1])
    assert told[-1] == "Weakness that is new or bothers you more is a reason to answer the safety questions again now."


def test_nothing_to_compare_is_said_so():
    assert change_said("psfs", {"a": 3}, {"b": 9}) == ["There are too few answers to compare the two.", EASES]


@pytest.mark.parametrize(("score", "said"), [(5.25, "5.3"), (5.75, "5.8"), (9.818181, "9.8"), (12, "12"), (0, "0")])
def test_a_score_has_one_decimal_and_halves_go_up(score, said):
    assert number(score) == said


@pytest.mark.parametrize("measure", KNOWLEDGE.measures.values(), ids=KNOWLEDGE.measures)
def test_every_clear_change_has_words(measure):
    said = list(clear_change_in_words(measure))
    assert bool(said) is bool(measure.change or measure.change_that_matters.at_most)
    assert all(line[0].isupper() and line[-1] == "." and "_" not in line for line in said)
