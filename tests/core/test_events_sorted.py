"""What went wrong after a massage: what it is, how bad, what the person does now, and how long it holds."""

from datetime import timedelta

import pytest

from ischia.core.adverse import After, Report, Told, after_of, following, next_question, sort_event
from ischia.core.adverse.telling import offered
from ischia.core.problems import Problem
from ischia.core.value import Disposition
from ischia.core.vouching import vouchers_of
from tests.sessions import DAY, KNOWLEDGE, at, case_of

EVENTS = {event.id: event for event in KNOWLEDGE.adverse.events}


def sort(answers=None, signs=(), places=(), **before):
    case = case_of(**before)
    vouchers = vouchers_of(case.answers, dict.fromkeys(case.answers, DAY), KNOWLEDGE)
    return sort_event(case, After(answers=answers or {}, signs=signs, places=places), DAY, KNOWLEDGE, vouchers)


def ids(found):
    return [event.id for event in found.events]


def pain(change, hours=None, **more):
    return {"after_pain_change": change, **({} if hours is None else {"after_worse_hours": hours}), **more}


@pytest.mark.parametrize(
    ("answers", "signs", "event", "disposition", "locks"),
    [
        (pain(1, 12), (), "ae_soreness", "massage_with_limits", False),
        (pain(2, 36), (), "ae_soreness", "massage_with_limits", False),
        (pain(2, 37), (), "ae_soreness_long", "massage_with_limits", False),
        (pain(1, 72), (), "ae_soreness_long", "massage_with_limits", False),
        (pain(1, 73), (), "ae_flare", "doctor_before_massage", True),
        (pain(3), (), "ae_flare", "doctor_before_massage", True),
        (pain(0, 0, after_pain_moved_down=True), (), "ae_pain_moved_down", "doctor_before_massage", True),
        ({"after_bruise": "small"}, (), "ae_bruise_small", "massage_with_limits", False),
        ({"after_bruise": "large"}, (), "ae_bruise_large", "same_day_medical", True),
        ({"after_bruise": None}, (), "ae_bruise_large", "same_day_medical", True),
        ({"after_skin_reaction": "local"}, (), "ae_skin", "massage_with_limits", False),
        ({"after_skin_reaction": "widespread"}, (), "ae_anaphylaxis", "emergency_now", True),
        ({"after_new_nerve": True}, (), "ae_neuro", "same_day_medical", True),
        ({"after_bone_pain": None}, (), "ae_fracture", "same_day_medical", True),
        ({"after_dark_urine": True}, (), "ae_muscle_breakdown", "emergency_now", True),
        ({}, ("saddle_numbness",), "ae_neuro", "emergency_now", True),
        ({}, ("sexual_change",), "ae_neuro", "emergency_now", True),
        ({}, ("numbness",), "ae_neuro", "same_day_medical", True),
        ({}, ("midline_bone_pain",), "ae_fracture", "same_day_medical", True),
        ({}, ("calf_swelling",), "ae_clot", "same_day_medical", True),
        ({}, ("chest_pain_breathless",), "ae_clot", "emergency_now", True),
        ({}, ("faint_cold_sweat",), "ae_faint", "same_day_medical", True),
        ({}, ("pregnancy_warning",), "ae_pregnancy", "emergency_now", True),
    ],
)  # fmt: skip
def test_each_event_of_the_list(answers, signs, event, disposition, locks):
    found = sort(answers, signs, known_causes=["herniated_disc"])
    assert ids(found)[0] == event
    assert (found.disposition.id, found.locks) == (disposition, locks)
    assert found.grade == EVENTS[event].grade
    assert found.events[0].say == EVENTS[event].say


def test_every_event_of_the_list_is_tried_above():
    tried = {row[2] for row in test_each_event_of_the_list.pytestmark[0].args[1]}
    assert tried == set(EVENTS)


def test_soreness_that_moved_down_the_leg_is_no_soreness():
    assert ids(sort(pain(1, 5, after_pain_moved_down=True))) == ["ae_pain_moved_down"]


def test_a_small_bruise_with_a_blood_thinner_needs_a_doctor_today():
    found = sort({"after_bruise": "small"}, anticoagulant=True)
    assert ids(found) == ["ae_bruise_large", "ae_bruise_small"]
    assert found.disposition is Disposition.SAME_DAY_MEDICAL
    assert found.locks


def test_what_was_there_before_is_no_event():
    assert ids(sort(pain(1, 5), calf_tender=True, numbness=True, numb_regions=["calf"])) == ["ae_soreness"]
    assert ids(sort(pain(1, 5), signs=("numbness",), numbness=True, numb_regions=["calf"])) == [
        "ae_neuro", "ae_soreness"
    ]  # fmt: skip


def test_any_new_sign_locks_the_plan_also_one_that_is_no_event():
    found = sort(signs=("unwell",))
    assert (found.events, found.grade, found.locks) == ((), None, True)


def test_who_needed_a_doctor_before_is_not_locked_for_being_sore():
    found = sort(pain(1, 5), cancer_history="past")
    assert found.disposition is Disposition.DOCTOR_BEFORE_MASSAGE
    assert not found.locks


def test_a_new_sign_takes_away_what_vouched_for_it():
    stable = {"bladder_change": True, "ces_assessed_stable": True}
    assert sort(pain(1, 5), **stable).disposition < Disposition.EMERGENCY_NOW
    assert sort(signs=("bladder_change",), **stable).emergency


def test_follow_ups_of_a_new_sign_speak_of_how_it_was_and_count_no_more():
    steady = [*KNOWLEDGE.findings["bilateral_change"].values][-1]
    before = {"bilateral_leg_symptoms": True, "bilateral_change": steady}
    found = sort(signs=("bilateral_leg_symptoms",), **before)
    assert found.emergency


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"answers": {"age": 40}}, "answers"),
        ({"signs": ("sadle_numbness",)}, "signs"),
        ({"places": ("elbow",)}, "places"),
        ({"answers": pain(2)}, "after_worse_hours"),
        ({"answers": pain(1) | {"after_worse_hours": None}}, "after_worse_hours"),
    ],
)
def test_what_cannot_be_is_a_problem(given, names):
    with pytest.raises(Problem) as problem:
        sort(**given)
    assert problem.value.field == names


def test_what_an_event_does_is_data():
    assert sort(pain(1, 5)).lower_pressure_by == 1
    longer = sort(pain(2, 50))
    assert (longer.pause_days, longer.limits.require) == (7, ("test_session_first",))
    assert sort({"after_skin_reaction": "local"}).limits.no_oils
    bruised = sort({"after_bruise": "small"}, places=("calf",))
    assert bruised.limits.forbid_regions == ("calf",)
    assert set(sort({"after_bruise": "small"}).limits.forbid_regions) == set(KNOWLEDGE.regions)


def report(hours, answers=None, grade="moderate", gone=False, signs=()):
    return Report(
        at=at(0) + timedelta(hours=hours), after=After(answers=answers or {}, signs=signs), grade=grade, gone=gone
    )


def asked(*reports):
    standing = following(reports, KNOWLEDGE)
    hours = (standing.ask_at - at(0)) / timedelta(hours=1) if standing.ask_at else None
    return hours, standing.closed


def test_it_is_asked_at_24_and_72_hours():
    assert asked(report(0)) == (24, False)
    assert asked(report(0), report(30)) == (72, False)
    assert asked(report(0), report(30, grade=None, gone=True)) == (72, False)
    assert asked(report(0), report(72, grade=None, gone=True)) == (None, True)
    assert asked(report(0), report(73)) == (None, False)
    assert asked(report(0), report(73), report(200, grade=None, gone=True)) == (None, True)


def test_a_mild_event_is_closed_as_soon_as_it_is_gone():
    assert asked(report(0, grade="mild"), report(5, grade=None, gone=True)) == (None, True)


def test_a_serious_event_is_asked_for_its_outcome_at_7_and_30_days():
    gone = {"grade": None, "gone": True}
    assert asked(report(0, grade="serious"), report(80, **gone)) == (7 * 24, False)
    assert asked(report(0, grade="serious"), report(7 * 24, **gone)) == (30 * 24, False)
    assert asked(report(0, grade="serious"), report(30 * 24, **gone)) == (None, True)
    assert asked(report(0), report(24, grade="serious"), report(80, **gone)) == (7 * 24, False)


def test_what_was_found_holds_until_it_is_asked_again_at_72_hours():
    worse, better = {"after_pain_change": 4, "after_pain_moved_down": True}, {"after_pain_moved_down": False}
    first = report(0, worse)
    assert following([first], KNOWLEDGE).answers == worse
    assert following([first, report(48, better, gone=True)], KNOWLEDGE).answers == worse
    assert following([first, report(72, better)], KNOWLEDGE).answers == better
    assert following([first, report(72, better, gone=True)], KNOWLEDGE).answers == {}
    unsure = {"after_bruise": "small"}, {"after_bruise": None}
    assert following([report(0, unsure[0]), report(24, unsure[1])], KNOWLEDGE).answers == {"after_bruise": None}


def told_next(**told):
    return next_question(case_of(), Told(**told), DAY, KNOWLEDGE)


def test_three_taps_tell_everything():
    assert told_next() == "what"
    assert told_next(what="more_pain") == "how"
    assert told_next(what="more_pain", how="for_days") == "signs"
    assert told_next(what="more_pain", how="for_days", signs=()) == "done"
    assert told_next(what="nerve") == "signs"
    assert told_next(what="other") == "signs"


def test_once_it_is_an_emergency_nothing_more_is_asked():
    assert told_next(what="dark_urine") == "done"
    assert told_next(what="skin", how="widespread") == "done"
    assert told_next(what="skin", how="not_sure") == "done"


def test_what_was_not_looked_through_is_never_a_no():
    assert after_of(Told(what="dark_urine"), KNOWLEDGE).answers == {"after_dark_urine": True}
    looked = after_of(Told(what="bruise", how="small", signs=()), KNOWLEDGE).answers
    assert looked == {"after_bruise": "small", "after_pain_moved_down": False, "after_dark_urine": False}


def test_a_tick_on_the_list_wins_over_what_was_tapped_before():
    said = after_of(Told(what="gone", signs=("after_pain_moved_down", "numbness")), KNOWLEDGE)
    assert said.answers["after_pain_moved_down"] is True
    assert said.signs == ("numbness",)


def test_every_choice_that_can_be_tapped_is_sorted():
    telling, before = KNOWLEDGE.telling_events, case_of()
    hows = {how.id: how for how in telling.how}
    for what in (*telling.what.choices, telling.what.gone):
        first = Told(what=what.id, signs=())
        for how in offered(hows.get(what.how), first) or (None,):
            told = first.model_copy(update={"how": how and how.id})
            found = sort_event(before, after_of(told, KNOWLEDGE), DAY, KNOWLEDGE)
            assert bool(found.events) is (what.id not in ("other", "gone")), told


@pytest.mark.parametrize("wrong", [{"what": "pain"}, {"what": "bruise", "how": "a_little"}, {"signs": ("age",)}])
def test_a_tap_that_is_not_offered_is_a_problem(wrong):
    with pytest.raises(Problem):
        after_of(Told(**wrong), KNOWLEDGE)


def test_the_second_question_offers_no_more_pain_only_where_the_pain_moved():
    hows = {how.id: how for how in KNOWLEDGE.telling_events.how}
    assert "no_more" in [each.id for each in offered(hows["pain"], Told(what="moved_down"))]
    assert "no_more" not in [each.id for each in offered(hows["pain"], Told(what="more_pain"))]
