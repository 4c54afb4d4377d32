"""The page of an appointment: undo, move, cancel, say that one comes, and what is new; all by its secret address."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ischia.practice.models import Appointment, BusyTime, Clinic
from tests.practice.practices import MONDAY, at, service, therapist
from tests.practice.visiting import WHO, booked, held_and_answered, hold, pressed, times_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(db):
    return service(therapist(), price=6000, currency="GBP", first_minutes=90)


@pytest.fixture
def visitor(db):
    return Client()


def test_booked_leads_to_a_page_of_its_own(visitor, offered):
    answer = visitor.post(held_and_answered(visitor, offered), WHO)
    row = Appointment.objects.get()
    assert answer.url == reverse("booking:appointment", args=[row.link_word])
    page = Client().get(answer.url).text  # from any device, without an account
    assert "You are booked" in page
    assert "Undo: I did not mean to book" in page
    assert (row.name, row.email, row.reason, row.state) == ("Pat Example", "pat@example.org", "My back", "booked")


def test_sent_twice_it_is_booked_once(visitor, offered):
    url = held_and_answered(visitor, offered)
    assert visitor.post(url, WHO).url == visitor.post(url, WHO).url
    assert Appointment.objects.filter(state="booked").count() == 1


def test_a_hold_that_ran_out_is_explained_and_what_was_typed_comes_along(visitor, offered):
    url = held_and_answered(visitor, offered)
    row = Appointment.objects.get()
    Appointment.objects.update(held_until=row.made_at - timedelta(minutes=1))
    assert "are over" in visitor.get(url).text
    other = Client()
    hold(other, offered)
    page = visitor.post(url, WHO)
    assert page.status_code == 409
    assert "What you typed is kept" in page.text
    again = hold(visitor, offered, at(14))
    assert "Pat Example" in visitor.get(again.url).text


def test_undo_within_three_minutes_leaves_nothing_behind(visitor, offered):
    row = booked(visitor, offered)
    visitor.post(reverse("booking:undo", args=[row.link_word]))
    row.refresh_from_db()
    assert (row.state, row.messages.filter(sent_at=None).count()) == ("cancelled", 0)
    visitor.post(reverse("booking:undo", args=[row.link_word]))
    row.refresh_from_db()
    assert row.state == "booked"


def test_undo_of_a_move_puts_it_back(visitor, offered):
    row = booked(visitor, offered)
    visitor.post(reverse("booking:move", args=[row.link_word]), {"starts": at(14).isoformat()})
    row.refresh_from_db()
    assert row.starts == at(14)
    assert "back to the old time" in visitor.get(reverse("booking:appointment", args=[row.link_word])).text
    visitor.post(reverse("booking:undo", args=[row.link_word]))
    row.refresh_from_db()
    assert row.starts == at(10)


def test_the_policy_stands_before_moving_and_cancelling(visitor, offered):
    row = booked(visitor, offered)
    for page, button in (("move", 'name="starts"'), ("cancel", "Yes, cancel")):
        shown = visitor.get(reverse(f"booking:{page}", args=[row.link_word])).text
        assert shown.index("costs nothing until 24 hours before") < shown.index(button)


def test_moving_onto_a_taken_time_changes_nothing_and_offers_the_nearest(visitor, offered):
    row = booked(visitor, offered)
    hold(Client(), offered, at(14))
    page = visitor.post(reverse("booking:move", args=[row.link_word]), {"starts": at(14).isoformat()})
    assert page.status_code == 409
    assert page.context["nearest"]
    row.refresh_from_db()
    assert row.starts == at(10)


def test_cancelled_by_its_link_without_an_account(visitor, offered):
    row = booked(visitor, offered)
    page = Client().post(reverse("booking:cancel", args=[row.link_word]), follow=True)
    assert "This appointment is cancelled" in page.text


def test_one_says_that_one_will_be_there(visitor, offered):
    row = booked(visitor, offered)
    visitor.post(reverse("booking:attend", args=[row.link_word]))
    row.refresh_from_db()
    assert row.attending_at


def test_ones_own_appointments_stand_in_a_list(visitor, offered):
    row = booked(visitor, offered)
    assert row.link_word in visitor.get(reverse("booking:mine")).text
    assert row.link_word not in Client().get(reverse("booking:mine")).text


def test_a_referral_goes_along(visitor, offered):
    session = visitor.session
    session["referral"] = "From Dr Example: six visits"
    session.save()
    url = held_and_answered(visitor, offered)
    assert "From Dr Example" in visitor.get(url).text
    assert Appointment.objects.get().referral == "From Dr Example: six visits"


def test_everything_taken_leads_to_the_waiting_list(visitor, offered):
    listing = offered.listing
    BusyTime.objects.create(listing=listing, starts=at(0) - timedelta(days=30), ends=at(0) + timedelta(days=200))
    page = visitor.get(times_url(offered)).text
    assert "Everything is taken for now" in page
    assert reverse("booking:waiting", args=[listing.slug]) in page


def test_anyone_books_whoever_is_free(visitor):
    house = Clinic.objects.create(slug="house", name="House of Example")
    for name in ("Ada Example", "Ben Example"):
        listing = therapist(name)
        listing.clinic = house
        listing.save()
        offered = service(listing)
    assert visitor.get("/book/at/house/").text.count("Gentle massage") == 1
    page = visitor.get(f"/book/at/house/times/?service=massage&been=yes&day={MONDAY}")
    assert page.status_code == 200
    took = [Client().post("/book/at/house/hold/", pressed(offered)).status_code for _ in range(3)]
    assert took == [302, 302, 409]


def test_a_kind_that_is_ruled_out_is_refused_in_words_with_a_way_on(visitor, offered):
    url = held_and_answered(visitor, offered)
    row = Appointment.objects.get()
    offered.technique = "deep_tissue"
    offered.save()
    screening = row.keeper.screenings.first()
    screening.result["limits"]["forbid_techniques"] = ["deep_tissue"]
    screening.save()
    page = visitor.get(url)
    assert page.status_code == 409
    assert "Your answers ask for another kind of massage" in page.text
    assert "Choose something else here" in page.text


def test_before_the_visit_something_new_leads_to_the_questions(visitor, offered):
    row = booked(visitor, offered)
    url = reverse("booking:anything_new", args=[row.link_word])
    assert "Is anything new since you booked?" in Client().get(url).text
    answer = Client().post(url, {"new": "yes"})
    assert re.match(r"/check/", answer.url)
    row.refresh_from_db()
    assert row.something_new_at
    visitor.post(url, {"new": "no"})
    row.refresh_from_db()
    assert row.nothing_new_at


def test_the_file_for_a_calendar(visitor, offered):
    row = booked(visitor, offered)
    file = visitor.get(reverse("booking:file", args=[row.link_word]))
    assert file["Content-Type"].startswith("text/calendar")
    assert str(row.pk) in file.text
