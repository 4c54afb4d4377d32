"""The therapist's calendar: what a day says, what one press does, and how it is taken back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from ischia.practice.booking.usecases import GRACE
from ischia.practice.models import Appointment, WaitingPlace
from tests.practice.calendars import day_of, just_now, owned, path, signed_in, text, undo, visit
from tests.practice.practices import MONDAY, again, at, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(db):
    return owned()


@pytest.fixture
def ada(listing):
    return signed_in(listing.owner)


def say(ada, visit, state):
    return ada.post(path(visit.listing, f"visit/{visit.pk}/state/"), {"state": state})


def move(ada, visit, **to):
    return ada.post(path(visit.listing, f"visit/{visit.pk}/move/"), to)


def test_it_opens_on_today_with_the_line_of_now(ada, listing):
    page = text(ada.get(path(listing)))
    assert "Now, " in page
    assert "data-now" in page
    assert "Now, " not in day_of(ada, listing)


def test_an_empty_day_says_so(ada, listing):
    assert "Nobody is booked on this day" in day_of(ada, listing)
    listing.weekly_hours.all().delete()
    assert "You are closed on this day" in day_of(ada, listing)


def test_a_visit_says_who_when_why_and_what_to_keep_free(ada, listing):
    visit(listing, reason="My leg hurts", first_visit=True, referral="Dr Example", after=15)
    page = day_of(ada, listing)
    for words in ("10:00 – 11:00", "Pat Example", "My leg hurts", "First visit", "Dr Example", "15 min after"):
        assert words in page


def test_a_hold_shows_faintly_until_it_runs_out(ada, listing):
    held = visit(listing, state="held", held_until=timezone.now() + timedelta(minutes=5))
    assert "somebody is booking it right now" in day_of(ada, listing)
    Appointment.objects.filter(pk=held.pk).update(held_until=timezone.now())
    assert "somebody is booking it" not in day_of(ada, listing)


def test_the_week_shows_each_day_and_leads_to_it(ada, listing):
    booked = visit(listing)
    page = text(ada.get(path(listing, f"week/{MONDAY + timedelta(days=3)}/")))
    assert f"{path(listing, f'day/{MONDAY}/')}#visit-{booked.pk}" in page
    assert page.count("Nobody is booked.") == 6


def test_the_sheet_holds_what_is_needed_on_paper(ada, listing):
    visit(listing, phone="020 7946 0000", email="pat@example.org")
    page = text(ada.get(path(listing, f"day/{MONDAY}/sheet/")))
    assert "020 7946 0000" in page
    assert "pat@example.org" not in page


def test_a_day_is_found_by_its_date(ada, listing):
    assert ada.get(path(listing), {"day": "2030-02-03"}).url == path(listing, "day/2030-02-03/")
    for wrong in ("2030-02-31", "", "soon", "0001-01-01"):
        assert "Use a day such as" in text(ada.get(path(listing), {"day": wrong}), 422)
    for far in ("day/0001-01-01/", "week/9999-12-31/", "day/2030-02-31/", "day/1999-01-01/sheet/"):
        assert ada.get(path(listing, far)).status_code == 404


@pytest.mark.parametrize(
    ("first", "then"), [("arrived", "done"), ("done", "arrived"), ("no_show", "booked"), ("arrived", "booked")]
)
def test_who_came_is_said_in_one_press_and_taken_back_in_one(ada, listing, first, then):
    booked = visit(listing, just_now(-30))
    assert say(ada, booked, first).status_code == 302
    assert again(booked).state == first
    assert say(ada, booked, then).status_code == 302
    assert again(booked).state == then


def test_undo_goes_back_to_exactly_what_was_said_before(ada, listing):
    booked = visit(listing, just_now(-30))
    say(ada, booked, "done")
    undo(ada, listing)
    assert again(booked).state == "booked"
    text(ada.get(undo(ada, listing).url))
    assert again(booked).state == "booked"


def test_said_twice_is_said_once(ada, listing):
    booked = visit(listing, just_now(-30))
    say(ada, booked, "arrived")
    assert say(ada, booked, "arrived").status_code == 302
    undo(ada, listing)
    assert again(booked).state == "booked"


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("arrived", "no_show"), ("no_show", "done"), ("cancelled", "arrived"), ("booked", "held"), ("booked", "nonsense")],
)
def test_states_move_only_as_makes_sense(ada, listing, state, wanted):
    booked = visit(listing, just_now(-30), state=state)
    page = text(say(ada, booked, wanted), 409)
    assert "This cannot be said of Pat Example now." in page
    assert again(booked).state == state


@pytest.mark.parametrize("state", ["arrived", "done", "no_show"])
def test_nothing_is_said_of_a_visit_before_its_day(ada, listing, state):
    booked = visit(listing)
    assert say(ada, booked, state).status_code == 409
    assert f'value="{state}"' not in day_of(ada, listing)


def test_nobody_fails_to_come_before_the_visit_begins(ada, listing):
    by_day = 6 <= timezone.now().hour < 18
    listing.zone = "UTC" if by_day else "Etc/GMT+12"  # so that it is far from midnight there
    listing.save()
    soon = visit(listing, just_now(20))
    assert say(ada, soon, "no_show").status_code == 409
    assert say(ada, soon, "arrived").status_code == 302


def test_a_cancelling_tells_the_person_and_can_be_taken_back_for_three_minutes(ada, listing):
    booked = visit(listing, email="pat@example.org")
    booked.messages.create(kind="confirmed", to="person", key="c", due_at=timezone.now(), sent_at=timezone.now())
    where = path(listing, f"visit/{booked.pk}/cancel/")
    assert "told by mail" in text(ada.get(where))
    assert again(booked).state == "booked"
    for _twice in range(2):
        assert ada.post(where).status_code == 302
    told = booked.messages.get(kind="cancelled", to="person")
    assert told.told["by_therapist"] is True
    assert "cancelled just now" in day_of(ada, listing)
    ada.post(path(listing, f"visit/{booked.pk}/back/"))
    assert again(booked).state == "booked"


def test_after_three_minutes_a_cancelling_stands(ada, listing):
    booked = visit(listing, state="cancelled", undo_until=timezone.now() - GRACE)
    assert "three minutes are over" in text(ada.post(path(listing, f"visit/{booked.pk}/back/")), 409)
    assert again(booked).state == "cancelled"


def test_a_visit_moves_and_moves_back(ada, listing):
    booked = visit(listing)
    assert move(ada, booked, day=MONDAY, at="14:00").url.startswith(path(listing, f"day/{MONDAY}/"))
    assert again(booked).starts == at(14)
    undo(ada, listing)
    assert again(booked).starts == at(10)


def test_a_drag_says_only_where_to(ada, listing):
    booked = visit(listing)
    assert move(ada, booked, starts=at(14).isoformat()).status_code == 302
    assert again(booked).starts == at(14)


def test_a_move_onto_somebody_else_is_refused_with_the_nearest_times(ada, listing):
    booked, _other = visit(listing), visit(listing, at(12), name="Max Example")
    page = text(move(ada, booked, starts=at(12, 30).isoformat()), 409)
    assert "This time is taken" in page
    assert 'value="12:30"' in page  # what was asked stays in the box
    assert f'name="starts" value="{at(13).isoformat()}"' in page
    assert again(booked).starts == at(10)


def test_a_move_outside_the_hours_asks_once_more(ada, listing):
    booked = visit(listing)
    page = text(move(ada, booked, day=MONDAY, at="19:00"), 422)
    assert "This is outside your hours." in page
    told = re.search(r'name="anyway" value="([^"]*)"', page).group(1)
    assert again(booked).starts == at(10)
    assert move(ada, booked, day=MONDAY, at="19:00", anyway=told).status_code == 302
    assert again(booked).starts == at(19)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ({"day": "", "at": "10:00"}, "Use a day such as"),
        ({"day": "2030-01-01", "at": "noon"}, "Use a time such as"),
        ({"day": "9999-12-31", "at": "10:00"}, "Use a day from"),
        ({"day": "0001-01-01", "at": "00:00"}, "Use a day from"),
        ({"starts": "9999-12-31T23:59:59-23:00"}, "Use a day such as"),
        ({"starts": "nonsense", "day": "2030-01-01", "at": ""}, "Use a time such as"),
        ({}, "Use a day such as"),
    ],
)
def test_a_move_to_no_time_says_what_is_wrong(ada, listing, to, words):
    assert words in text(move(ada, visit(listing), **to), 422)


def test_only_who_is_booked_is_moved_or_cancelled(ada, listing):
    done = visit(listing, just_now(-30), state="done")
    assert move(ada, done, day=MONDAY, at="14:00").status_code == 409
    assert ada.post(path(listing, f"visit/{done.pk}/cancel/")).status_code == 409


def test_who_waits_stands_beside_the_day_with_the_gap_that_would_do(ada, listing):
    wishes = {"weekdays": [0], "part_of_day": "afternoon", "from_day": MONDAY, "to_day": MONDAY + timedelta(days=7)}
    WaitingPlace.objects.create(
        listing=listing, service=listing.services.first(), name="Una Example", keeper=person(None), **wishes
    )
    visit(listing, at(12, 30))
    page = day_of(ada, listing)
    assert "Una Example" in page
    assert "Monday, in the afternoon" in page
    assert "13:30 on this day would do." in page
    assert "would do" not in day_of(ada, listing, MONDAY + timedelta(days=1))


def test_a_therapist_with_several_listings_chooses(ada, listing):
    assert ada.get("/practice/calendar/").url == path(listing)
    other = owned("ben")
    other.owner = listing.owner
    other.save()
    assert path(other) in text(ada.get("/practice/calendar/"))
