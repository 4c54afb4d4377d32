"""Booking on pages until it is booked: what, when, held, who comes; and every way in which that goes wrong."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ischia.accounts.models import Keeper
from ischia.practice.models import Appointment
from tests.practice.practices import MONDAY, at, service, therapist
from tests.practice.visiting import WHO, answered, held_and_answered, hold, pressed, times_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(db):
    return service(therapist(), price=6000, currency="GBP", first_minutes=90)


@pytest.fixture
def visitor(db):
    return Client()


def test_free_times_are_shown_to_anybody(visitor, offered):
    page = visitor.get(times_url(offered, day=MONDAY))
    assert page.status_code == 200
    assert at(10) in [each.moment for day in page.context["days"] for each in day.times]
    assert not Keeper.objects.exists()


def test_what_is_taken_is_not_shown(visitor, offered):
    hold(Client(), offered)
    page = visitor.get(times_url(offered, day=MONDAY))
    assert at(10) not in [each.moment for day in page.context["days"] for each in day.times]


def test_a_first_visit_is_longer(visitor, offered):
    page = visitor.get(times_url(offered, been="no", day=MONDAY))
    assert page.context["minutes"] == 90
    assert at(16) not in [each.moment for day in page.context["days"] for each in day.times]


@pytest.mark.parametrize(
    "wrong",
    [{"service": "other"}, {"been": "perhaps"}, {"day": "tomorrow"}, {"day": "9999-12-31"}, {"day": "0001-01-01"}],
)
def test_what_makes_no_sense_is_asked_again(visitor, offered, wrong):
    page = visitor.get(times_url(offered, **wrong))
    assert page.status_code == 422
    assert "There is something to put right" in page.text


def test_the_times_stand_in_both_zones_where_they_differ(visitor, offered):
    visitor.cookies["ischia_clock"] = "Europe%2FRome%2012"
    page = visitor.get(times_url(offered, day=MONDAY)).text
    assert "Below each stands the time in Rome." in page
    assert "11:00 am" in page
    visitor.cookies["ischia_clock"] = "UTC%2024"
    assert "in Rome" not in visitor.get(times_url(offered, day=MONDAY)).text


def test_pressing_twice_holds_once(visitor, offered):
    visitor.get(times_url(offered))
    page = uuid4()
    first, second = (hold(visitor, offered, page=page) for _ in range(2))
    assert first.url == second.url
    assert Appointment.objects.count() == 1


def test_choosing_another_time_gives_the_first_one_back(visitor, offered):
    hold(visitor, offered, at(10))
    hold(visitor, offered, at(10, 30))
    assert Appointment.objects.get(state="held").starts == at(10, 30)


def test_a_lost_time_is_explained_with_the_nearest_as_buttons(visitor, offered):
    hold(Client(), offered)
    page = hold(visitor, offered)
    assert page.status_code == 409
    assert [each.moment for each in page.context["nearest"]]
    assert page.text.count('name="starts"') == 5


@pytest.mark.parametrize("wrong", [{"starts": "soon"}, {"starts": "2026-13-01T10:00:00+00:00"}, {"page": "x"}, {}])
def test_a_button_that_is_none_of_ours_holds_nothing(visitor, offered, wrong):
    said = {**pressed(offered), **wrong} if wrong else {}
    answer = visitor.post(reverse("booking:hold", args=[offered.listing.slug]), said)
    assert answer.status_code == 422
    assert not Appointment.objects.exists()


def test_the_safety_questions_come_before_the_form(visitor, offered):
    answer = hold(visitor, offered)
    page = visitor.get(answer.url)
    assert "First a few questions for your safety" in page.text
    went = visitor.post(reverse("booking:questions", args=[Appointment.objects.get().pk]))
    assert went.url == reverse("screening:start")
    back = visitor.get(reverse("screening:start")).text
    assert "Go on with your booking" in back
    assert answer.url in back


def test_with_answers_the_form_shows_price_and_policy_before_the_button(visitor, offered):
    page = visitor.get(held_and_answered(visitor, offered)).text
    assert page.index("Cancelling or moving costs nothing until 24 hours before") < page.index("Book for £60")
    assert "minutes left" in page


def test_a_warning_sign_gives_the_time_back_and_leads_to_care(visitor, offered):
    url = held_and_answered(visitor, offered, "ella")
    page = visitor.get(url)
    assert page.status_code == 409
    assert "See what to do now" in page.text
    assert Appointment.objects.get().state == "let_go"
    hold(Client(), offered)
    assert Appointment.objects.filter(state="held").exists()


def test_the_time_is_given_back_at_once_when_the_answers_are_sent(visitor, offered):
    hold(visitor, offered)
    answered(visitor, "ella")
    visitor.post("/look/", {"look": "dark"})
    assert Appointment.objects.get().state == "let_go"
    assert "Go on with your booking" not in visitor.get("/").text


def test_a_name_and_one_way_to_reach_somebody_are_needed_and_nothing_is_lost(visitor, offered):
    url = held_and_answered(visitor, offered)
    page = visitor.post(url, {**WHO, "name": "", "email": ""})
    assert page.status_code == 422
    assert "one of them is enough" in page.text
    assert "My back" in page.text
    assert "My back" in visitor.get(url).text
