"""The diary's rules: what an entry may say, and which entry leads back to the safety questions."""

from datetime import date, time

import pytest

from ischia.core.diary import Entry, carried_on, read_entry, same_as, signs
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem

KNOWLEDGE = load_knowledge()
DAY, AT = date(2026, 11, 21), time(9, 30)


def entry(reach=None, **scores):
    named = {name.replace("_left", ":left").replace("_right", ":right"): value for name, value in scores.items()}
    return Entry(day=DAY, at=AT, scores=named, reach=reach or {})


def seen(*entries, told=None):
    return [(each.place, each.sign.id) for each in signs(entries, told or {}, KNOWLEDGE)]


def test_an_entry_reads_back_as_it_was_written():
    whole = Entry(
        day=DAY, at=AT, scores={"leg_pain:left": 6}, reach={"left": "calf"}, places={"buttock:left": 4},
        care=("medicine", "doctor"), care_note="one tablet", note="after the long drive",
    )  # fmt: skip
    assert read_entry(whole.model_dump(mode="json"), KNOWLEDGE) == whole


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ({"scores": {"leg_pain:left": 11}}, "leg_pain:left"),
        ({"scores": {"leg_pain:middle": 3}}, "scores"),
        ({"scores": {"leg_pian:left": 3}}, "scores"),
        ({"reach": {"left": "toe"}}, "reach"),
        ({"places": {"calf:middle": 3}}, "places"),
        ({"care": ["leeches"]}, "care"),
        ({"mood": 3}, "mood"),
    ],
)
def test_what_no_entry_can_say_is_refused_by_name(part, field):
    with pytest.raises(Problem) as refused:
        read_entry({"day": "2026-11-21", "at": "09:30", **part}, KNOWLEDGE)
    assert refused.value.field == field


def test_what_was_not_said_is_not_there_and_never_0():
    assert entry(leg_pain_left=0).says_something
    assert not entry().says_something
    assert "leg_pain:right" not in entry(leg_pain_left=0).parts


def test_the_same_as_last_time_takes_numbers_but_no_notes():
    last = Entry(day=DAY, at=AT, scores={"leg_pain:left": 6}, care=("medicine",), care_note="one", note="bad night")
    now = same_as(last, DAY, time(18))
    assert now == Entry(day=DAY, at=time(18), scores={"leg_pain:left": 6})
    assert carried_on(last, entry(leg_pain_left=4, back_pain_left=2)).scores == {
        "leg_pain:left": 4,
        "back_pain:left": 2,
    }


def test_moving_down_the_leg_leads_back_to_the_safety_questions_and_moving_up_does_not():
    down = seen(
        entry({"left": "thigh"}), entry({"left": "calf"}), entry({"left": "buttock"}), entry({"left": "buttock"})
    )
    assert down == [(1, "moved_down")]


def test_an_entry_that_says_nothing_of_a_leg_changes_nothing_about_it():
    assert seen(entry({"left": "calf"}), entry(back_pain_left=3), entry({"left": "calf"})) == []


def test_a_second_leg_leads_back_to_the_safety_questions():
    assert seen(entry(leg_pain_left=5), entry(tingling_right=1)) == [(1, "second_leg")]
    assert seen(entry(leg_pain_left=5), entry({"right": "buttock"}, leg_pain_left=5)) == []
    assert seen(entry(leg_pain_left=5, leg_pain_right=5)) == [(0, "second_leg")]


def test_a_second_leg_that_went_and_came_back_is_told_again():
    row = [entry(leg_pain_left=5, leg_pain_right=2), entry(leg_pain_right=0), entry(leg_pain_right=1)]
    assert seen(*row) == [(0, "second_leg"), (2, "second_leg")]


def test_pins_and_needles_in_one_leg_do_not_hide_a_second_leg():
    told = {"tingling": True, "pain_side": "left", "radiation_furthest": "calf", "bilateral_leg_symptoms": False}
    assert seen(entry(tingling_right=2), told=told) == [(0, "second_leg")]


def test_what_the_safety_questions_told_is_not_new():
    told = {"numbness": True, "foot_drop": True, "leg_weakness": False, "bilateral_leg_symptoms": True}
    assert seen(entry(numbness_left=4, weakness_right=3, leg_pain_left=2), told=told) == []


def test_it_reaches_further_than_the_safety_questions_told():
    told = {"pain_side": "left", "radiation_furthest": "thigh"}
    assert seen(entry({"left": "foot"}), told=told) == [(0, "moved_down")]


@pytest.mark.parametrize(("symptom", "sign"), [("weakness", "more_weakness"), ("numbness", "more_numbness")])
def test_new_or_clearly_more_weakness_and_numbness_lead_back(symptom, sign):
    def row(*numbers):
        return [
            place for place, name in seen(*(entry(**{f"{symptom}_left": each}) for each in numbers)) if name == sign
        ]

    assert row(1) == [0]  # it was never asked: new
    assert row(0, 1) == [1]
    assert row(1, 3) == [0]
    assert row(1, 4) == [0, 1]
    assert row(1, 2, 3, 4) == [0, 3]  # creeping up a point a day is seen as well
    assert row(5, 2, 4, 5) == [0, 3]


def test_a_not_sure_counts_as_there_so_it_was_screened_that_way():
    assert seen(entry(weakness_left=4), told={"leg_weakness": None}) == []
    assert seen(entry(weakness_left=4), told={"leg_weakness": False}) == [(0, "more_weakness")]


def test_each_sign_names_a_symptom_that_exists_or_is_found_by_the_legs():
    facts = KNOWLEDGE.diary
    assert {sign.symptom for sign in facts.signs if sign.symptom} <= {each.id for each in facts.symptoms}
    assert [sign.id for sign in facts.signs if not sign.symptom] == ["moved_down", "second_leg"]
    assert {name for each in facts.symptoms for name in each.told_by} <= set(KNOWLEDGE.findings)
    assert facts.reach.in_leg_from in KNOWLEDGE.reaches
