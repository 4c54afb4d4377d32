"""After a session: what follows from how it was stopped, what was answered, and the pain told afterwards."""

import pytest

from ischia.core.session.after import follows, pain_went_up
from ischia.core.session.record import read_record
from tests.core.test_session_record import RECORD
from tests.sessions import KNOWLEDGE, session


def after(**said):
    return follows(read_record({**RECORD, **said}), KNOWLEDGE)


def answered(question, *answers):
    return [{"question": question, "answer": each, "at_ms": 180_000} for each in answers]


def test_nothing_follows_from_a_session_that_went_well_or_was_simply_stopped():
    assert after(pain_before=3, pain_end=4) == ()
    assert after(stopped="S7", done="partly") == ()


def test_a_rule_that_was_pressed_is_followed_in_the_order_of_doing():
    assert after(stopped="S5") == ("call_an_ambulance", "screen_again", "record", "no_more_today")


def test_worse_twice_is_no_more_today_and_once_is_nothing():
    assert after(answers=answered("pain", "worse", "same")) == ()
    assert after(answers=answered("pain", "worse", "worse")) == ("record", "no_more_today")


def test_a_difference_between_the_calves_asks_for_the_safety_questions():
    leg = {"item": "script_leg_self"}
    assert after(**leg, answers=answered("s1", "yes")) == ("screen_again", "no_more_today")
    assert after(answers=answered("s1", "yes")) == ()  # another session asks no such thing


@pytest.mark.parametrize(("before", "end", "stops"), [(3, 5, True), (6, 7, True), (3, 4, False), (7, 8, False)])
def test_pain_at_the_end_that_breaks_the_rule_of_pain_is_no_more_today(before, end, stops):
    assert after(pain_before=before, pain_end=end) == (("record", "no_more_today") if stops else ())


@pytest.mark.parametrize("when", ["pain_end", "pain_24h", "pain_48h"])
def test_pain_that_went_up_is_seen_whenever_it_is_told(when):
    def went_up(**pain):
        return pain_went_up(read_record({**RECORD, **pain}), KNOWLEDGE)

    assert went_up(pain_before=3, **{when: 5})
    assert not went_up(pain_before=3, **{when: 4})
    assert not went_up(**{when: 9})  # nobody knows what it was before


def test_the_pain_of_another_day_takes_nothing_from_the_day_of_the_session():
    assert after(pain_before=3, pain_24h=9) == ()


def test_a_warning_sign_that_is_new_a_day_later_asks_for_the_safety_questions():
    assert after(signs_24h="new") == ("screen_again",)
    assert after(signs_24h="none") == ()


def test_a_script_carries_the_numbers_of_the_rule_of_pain():
    stops = {stop.id: (stop.rises_by, stop.goes_over) for stop in session("script_self_low_back").stops}
    assert stops.pop("S2") == (2, 6)
    assert set(stops.values()) == {(None, None)}
