"""What a therapist writes in by hand: time that is blocked, and visits that somebody asked for by phone."""

import re
from uuid import uuid4

import pytest

from ischia.practice.models import Appointment, BusyTime
from tests.practice.calendars import day_of, owned, path, signed_in, text, undo, visit
from tests.practice.practices import MONDAY, again, at, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(db):
    return owned()


@pytest.fixture
def ada(listing):
    return signed_in(listing.owner)


def asked(listing, **more) -> dict:
    offered = listing.services.first()
    said = {"id": uuid4(), "service": offered.code, "day": MONDAY, "at": "11:00", "name": "Pat Example"}
    return {**said, "phone": "020 7946 0000", **more}


def test_time_is_blocked_and_made_free_again_and_each_is_taken_back(ada, listing):
    said = {"id": uuid4(), "day": MONDAY, "at": "12:00", "last_day": MONDAY, "until": "13:00", "note": "Lunch"}
    for _twice in range(2):
        assert ada.post(path(listing, "block/"), said).status_code == 302
    blocked = BusyTime.objects.get()
    assert (blocked.starts, blocked.ends, blocked.note) == (at(12), at(13), "Lunch")
    assert "Blocked: Lunch" in day_of(ada, listing)
    remove = path(listing, f"block/{blocked.pk}/remove/")
    for _twice in range(2):
        assert ada.post(remove).status_code == 302
    assert not BusyTime.objects.exists()
    undo(ada, listing)
    assert BusyTime.objects.get().note == "Lunch"


def test_blocking_over_a_visit_asks_once_more_and_leaves_the_visit(ada, listing):
    booked = visit(listing)
    said = {"id": uuid4(), "day": MONDAY, "at": "09:00", "last_day": MONDAY, "until": "12:00"}
    page = text(ada.post(path(listing, "block/"), said), 422)
    assert "Pat Example is booked" in page
    assert not BusyTime.objects.exists()
    said["anyway"] = re.search(r'name="anyway" value="([^"]*)"', page).group(1)
    assert ada.post(path(listing, "block/"), said).status_code == 302
    assert (BusyTime.objects.count(), again(booked).state) == (1, "booked")


def test_a_block_that_ends_before_it_starts_is_refused(ada, listing):
    said = {"id": uuid4(), "day": MONDAY, "at": "12:00", "last_day": MONDAY, "until": "11:00"}
    assert "The end has to be after the start." in text(ada.post(path(listing, "block/"), said), 422)


def test_what_came_from_ones_own_calendar_is_not_removed_here(ada, listing):
    read = BusyTime.objects.create(listing=listing, starts=at(12), ends=at(13), from_feed="uid")
    ada.post(path(listing, f"block/{read.pk}/remove/"))
    assert BusyTime.objects.exists()


def test_a_visit_by_phone_is_kept_once_and_marked_until_the_questions_are_answered(ada, listing):
    said = asked(listing)
    for _twice in range(2):
        assert ada.post(path(listing, "visit/new/"), said).status_code == 302
    booked = Appointment.objects.get()
    assert (booked.starts, booked.ends, booked.state, booked.keeper) == (at(11), at(12), "booked", None)
    page = day_of(ada, listing)
    assert "Safety questions not answered yet" in page
    assert "/check/" in page
    assert undo(ada, listing).status_code == 302
    assert again(booked).state == "cancelled"


def test_a_visit_by_phone_never_overlaps_and_hears_of_the_nearest_times(ada, listing):
    visit(listing, at(11, 30))
    page = text(ada.post(path(listing, "visit/new/"), asked(listing)), 409)
    assert re.search(r'id="id_at-error">This time is taken, [^<]*10:30', page)
    assert 'value="020 7946 0000"' in page
    assert Appointment.objects.count() == 1


def test_a_visit_outside_the_hours_asks_once_more(ada, listing):
    page = text(ada.post(path(listing, "visit/new/"), asked(listing, at="20:00")), 422)
    told = re.search(r'name="anyway" value="([^"]*)"', page).group(1)
    assert not Appointment.objects.exists()
    assert ada.post(path(listing, "visit/new/"), asked(listing, at="20:00", anyway=told)).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Write a name."),
        ({"email": "pat"}, "Use an address such as"),
        ({"service": "x"}, "Choose one of the services shown."),
        ({"name": "x" * 201}, "Use at most 200 letters."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(ada, listing, wrong, words):
    page = text(ada.post(path(listing, "visit/new/"), asked(listing, **wrong)), 422)
    assert re.search(rf'class="field-error"[^>]*>{re.escape(words)}', page)
    assert not Appointment.objects.exists()


def test_a_service_of_somebody_else_cannot_be_booked_here(ada, listing):
    other = service(owned("ben"), "talk")
    assert "Choose one of" in text(ada.post(path(listing, "visit/new/"), asked(listing, service=other.code)), 422)


def test_without_a_service_or_rules_the_page_says_what_is_lacking(ada, listing):
    listing.rules.delete()
    assert "nothing that can be booked yet" in text(ada.get(path(listing, "visit/new/")))
    assert ada.post(path(listing, "visit/new/"), asked(listing)).status_code == 422
    assert "You are closed on this day" in day_of(ada, listing)
