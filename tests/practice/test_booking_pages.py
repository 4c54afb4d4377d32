"""Booking on pages: what is wanted, when, held, who comes, booked; and every way in which that can go wrong."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from ischia.accounts.models import Keeper
from ischia.care.demo import made_up_people
from ischia.care.usecases import begin_check, record_screening
from ischia.practice.models import Appointment, BusyTime, Clinic
from tests.practice.practices import MONDAY, at, service, therapist

pytestmark = pytest.mark.django_db
WHO = {"name": "Pat Example", "email": "pat@example.org", "phone": "", "reason": "My back", "booked_by": ""}


@pytest.fixture
def offered(db):
    return service(therapist(), price=6000, currency="GBP", first_minutes=90)


@pytest.fixture
def visitor(db):
    return Client()


def pressed(offered, starts=None, page=None, been="yes"):
    return {
        "service": offered.code,
        "been": been,
        "page": str(page or uuid4()),
        "starts": (starts or at(10)).isoformat(),
    }


def hold(client, offered, starts=None, **more):
    return client.post(reverse("booking:hold", args=[offered.listing.slug]), pressed(offered, starts, **more))


def answered(client, slug="carlos"):
    """Give the visitor of this browser the answers of a made-up person."""
    keeper = Appointment.objects.latest("made_at").keeper
    record_screening(begin_check(keeper, made_up_people()[slug].answers, slug), localdate())


def held_and_answered(client, offered, slug="carlos", starts=None):
    answer = hold(client, offered, starts)
    answered(client, slug)
    return answer.url


def booked(client, offered):
    client.post(held_and_answered(client, offered), WHO)
    return Appointment.objects.latest("made_at")


def times_url(offered, **more):
    said = {"service": offered.code, "been": "yes", **more}
    return reverse("booking:times", args=[offered.listing.slug]) + "?" + "&".join(f"{k}={v}" for k, v in said.items())


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
