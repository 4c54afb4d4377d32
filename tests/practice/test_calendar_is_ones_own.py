"""Nobody sees a calendar that is not theirs: every address, as nobody, a person, the therapist and another one."""

from uuid import uuid4

import pytest
from django.test import Client

from ischia.accounts.models import User
from ischia.practice.calendar.urls import urlpatterns
from ischia.practice.models import BusyTime
from tests.practice.calendars import owned, path, signed_in, visit
from tests.practice.practices import MONDAY, again, at

pytestmark = pytest.mark.django_db
LOOKED_AT = ("today", "day", "sheet", "week", "add", "move", "cancel", "block")
DONE = ("undo", "state", "back", "unblock", "add", "move", "cancel", "block")


@pytest.fixture
def listing(db):
    return owned()


@pytest.fixture
def booked(listing):
    return visit(listing, reason="A secret reason")


def paths(listing, booked) -> dict[str, str]:
    blocked, _new = BusyTime.objects.get_or_create(listing=listing, starts=at(15), ends=at(16), note="Private")
    known = {"slug": listing.slug, "day": MONDAY, "id": booked.pk}
    found = {}
    for each in urlpatterns:
        rest = str(each.pattern)
        for converter in ("<slug:slug>/", "<calendar_day:day>", "<uuid:id>"):
            value = {"<slug:slug>/": "", "<calendar_day:day>": known["day"], "<uuid:id>": known["id"]}[converter]
            rest = rest.replace(converter, str(blocked.pk if each.name == "unblock" and "id" in converter else value))
        found[each.name] = path(listing, rest)
    return found


def test_every_address_is_tried(listing, booked):
    assert {*LOOKED_AT, *DONE, "home"} == set(paths(listing, booked))


@pytest.mark.parametrize("name", LOOKED_AT)
def test_only_the_owner_looks(listing, booked, name):
    where = paths(listing, booked)[name]
    assert Client().get(where).url.startswith("/account/sign-in/")
    for other in (User.objects.create_user("person"), owned("ben").owner):
        assert signed_in(other).get(where).status_code == 404
    answer = signed_in(listing.owner).get(where)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", DONE)
def test_only_the_owner_does(listing, booked, name):
    where, said = paths(listing, booked)[name], {"state": "arrived", "day": MONDAY, "at": "14:00"}
    assert Client().post(where, said).url.startswith("/account/sign-in/")
    for other in (User.objects.create_user("person"), owned("ben").owner):
        assert signed_in(other).post(where, said).status_code == 404
    assert (again(booked).state, again(booked).starts, BusyTime.objects.count()) == ("booked", at(10), 1)


@pytest.mark.parametrize("name", ["state", "move", "cancel", "back", "unblock"])
def test_what_is_somebody_elses_is_not_reached_through_ones_own_calendar(listing, booked, name):
    other = owned("ben")
    where = paths(listing, booked)[name].replace(listing.slug, other.slug)
    answer = signed_in(other.owner).post(where, {"state": "arrived", "day": MONDAY, "at": "14:00"})
    assert answer.status_code == (302 if name == "unblock" else 404)  # what is gone already is gone
    assert (again(booked).state, again(booked).starts, BusyTime.objects.count()) == ("booked", at(10), 1)


def test_a_hold_is_nobodys_visit_yet(listing):
    held = visit(listing, state="let_go")
    assert signed_in(listing.owner).get(path(listing, f"visit/{held.pk}/move/")).status_code == 404
    assert signed_in(listing.owner).get(path(listing, f"visit/{uuid4()}/move/")).status_code == 404


def test_undo_of_one_calendar_does_nothing_in_another(listing, booked):
    other = owned("ben")
    other.owner = listing.owner
    other.save()
    ada = signed_in(listing.owner)
    ada.post(path(listing, f"visit/{booked.pk}/move/"), {"day": MONDAY, "at": "14:00"})
    ada.post(path(other, "undo/"))
    assert again(booked).starts == at(14)


def test_on_a_computer_of_ones_own_there_is_no_calendar(listing, settings):
    settings.PERSONAL = True
    assert Client().get("/practice/calendar/").status_code == 404


def test_who_has_no_listing_reads_where_calendars_come_from(db):
    answer = signed_in(User.objects.create_user("person")).get("/practice/calendar/")
    assert "comes with your listing" in answer.content.decode()


def test_the_account_page_leads_a_therapist_to_the_calendar_and_nobody_else(listing):
    assert "/practice/calendar/" in signed_in(listing.owner).get("/account/").content.decode()
    for other in (signed_in(User.objects.create_user("person")), Client()):
        assert "/practice/calendar/" not in other.get("/account/").content.decode()
