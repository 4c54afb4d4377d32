"""The waiting list: what comes free is held for the first whom it fits, until a deadline; then for the next."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ischia.practice.booking.holding import Taken, hold_time
from ischia.practice.booking.usecases import Details, book, cancel, let_go
from ischia.practice.booking.waiting import DEADLINE, Wish, join, leave, offer_freed, pass_on
from ischia.practice.models import BusyTime, WaitingPlace
from ischia.practice.telling.sending import send_due_messages
from tests.practice.practices import MONDAY, NOW, again, ask, at, person, service, therapist

pytestmark = pytest.mark.django_db
WEEK = Wish(MONDAY, MONDAY + timedelta(days=6))
LATER = NOW + DEADLINE + timedelta(minutes=1)


@pytest.fixture
def offered(db):
    """A therapist whose Monday is open, and everything else taken."""
    listing = therapist()
    BusyTime.objects.create(listing=listing, starts=NOW - timedelta(days=1), ends=at(10))
    BusyTime.objects.create(listing=listing, starts=at(11), ends=at(11) + timedelta(days=300))
    return service(listing)


@pytest.fixture
def taken(offered):
    who = Details("Sam Example", "sam@example.org")
    return book(hold_time(ask(offered, keeper=person()), NOW), who, NOW)


def wait(offered, name="Pat Example", wish=WEEK, keeper=None):
    who = {"name": name, "email": f"{name.split()[0].lower()}@example.org", "phone": ""}
    return join(offered, keeper or person(), wish, who, first_visit=False)


def state(place):
    place.refresh_from_db()
    return place.state


def test_nothing_is_offered_while_nothing_is_free(offered, taken):
    place = wait(offered)
    assert offer_freed(NOW) == 0
    assert state(place) == "waiting"


def test_a_time_that_is_cancelled_is_held_for_the_first_in_turn(offered, taken):
    first, second = wait(offered), wait(offered, "Kim Example")
    cancel(taken, NOW)
    assert offer_freed(NOW) == 1
    assert (state(first), state(second)) == ("offered", "waiting")
    assert (first.offer.starts, first.offer.held_until) == (at(10), NOW + DEADLINE)
    with pytest.raises(Taken):
        hold_time(ask(offered), NOW)


def test_looking_again_offers_nothing_twice(offered):
    wait(offered)
    assert [offer_freed(NOW), offer_freed(NOW)] == [1, 0]


def test_an_offer_that_nobody_takes_in_time_goes_to_the_next(offered):
    first, second = wait(offered), wait(offered, "Kim Example")
    offer_freed(NOW)
    offer_freed(LATER)
    assert (state(first), state(second)) == ("waiting", "offered")
    offer_freed(LATER + DEADLINE + timedelta(minutes=1))
    assert (state(first), state(second)) == ("waiting", "waiting")  # each was asked once


def test_what_is_passed_on_goes_to_the_next_at_once(offered):
    first, second = wait(offered), wait(offered, "Kim Example")
    offer_freed(NOW)
    pass_on(first)
    offer_freed(NOW)
    assert (state(first), state(second)) == ("waiting", "offered")


def test_who_leaves_gives_the_time_back(offered):
    place = wait(offered)
    offer_freed(NOW)
    leave(place)
    assert state(place) == "left"
    hold_time(ask(offered), NOW)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(MONDAY + timedelta(days=1), MONDAY + timedelta(days=9)),
        Wish(MONDAY, MONDAY, (1, 2)),
        Wish(MONDAY, MONDAY, part_of_day="afternoon"),
    ],
)
def test_what_does_not_fit_is_not_offered(offered, wish):
    wait(offered, wish=wish)
    assert offer_freed(NOW) == 0


def test_what_fits_a_weekday_and_a_part_of_the_day_is_offered(offered):
    wait(offered, wish=Wish(MONDAY, MONDAY, (0,), "morning"))
    assert offer_freed(NOW) == 1


def test_hours_that_are_opened_and_holds_that_are_let_go_come_free_too(offered):
    held = hold_time(ask(offered), NOW)
    place = wait(offered)
    assert offer_freed(NOW) == 0
    let_go(held)
    assert offer_freed(NOW) == 1
    assert state(place) == "offered"


def test_nobody_is_offered_what_their_answers_rule_out(offered):
    sent_to_care, fine = wait(offered, keeper=person("ella")), wait(offered, "Kim Example")
    offer_freed(NOW)
    assert (state(sent_to_care), state(fine)) == ("waiting", "offered")


def test_joining_twice_is_one_place(offered):
    keeper = person()
    assert wait(offered, keeper=keeper) == wait(offered, keeper=keeper)


def test_the_offer_comes_by_mail_with_its_deadline(offered, settings):
    settings.EMAIL_URL, settings.ADDRESS = "smtp://mail.example", "https://ischia.example"
    place = wait(offered)
    offer_freed(NOW)
    mail.outbox.clear()
    send_due_messages(NOW)
    assert mail.outbox[0].to == ["pat@example.org"]
    assert f"/book/waiting/{place.link_word}/" in mail.outbox[0].body
    assert "It is held for you until" in mail.outbox[0].body


def test_an_offer_is_taken_from_any_device_through_the_same_form(offered):
    place = wait(offered)
    offer_freed(timezone.now())
    place.refresh_from_db()
    visitor = Client()
    went = visitor.post(reverse("booking:take", args=[place.link_word]))
    form = visitor.get(went.url)
    assert "Pat Example" in form.text
    visitor.post(went.url, {"name": "Pat Example", "email": "pat@example.org"})
    assert (again(place.offer).state, state(place)) == ("booked", "booked")


def test_a_place_is_taken_on_a_page_and_found_again_by_its_word(offered):
    visitor, url = Client(), reverse("booking:waiting", args=[offered.listing.slug])
    asked = f"{url}?service={offered.code}&been=yes"
    said = {"from_day": MONDAY, "to_day": MONDAY, "weekdays": ["0"], "name": "Pat Example", "email": "p@example.org"}
    wrong = visitor.post(asked, {**said, "to_day": "2001-01-01", "email": ""})
    assert wrong.status_code == 422
    assert "Pat Example" in wrong.text
    page = visitor.post(asked, said, follow=True)
    assert "You are on the waiting list" in page.text
    place = WaitingPlace.objects.get()
    assert place.weekdays == [0]
    visitor.post(reverse("booking:decline", args=[place.link_word]), {"leave": "1"})
    assert state(place) == "left"


def test_an_offer_that_is_over_says_so(offered):
    place = wait(offered)
    offer_freed(NOW)
    let_go(WaitingPlace.objects.get().offer)
    page = Client().post(reverse("booking:take", args=[place.link_word]), follow=True)
    assert "The time for this offer is over" in page.text
