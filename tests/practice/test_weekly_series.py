"""The same time every week: booked at once, clashes told with what is near; each visit stays one of its own."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ischia.practice.booking.holding import hold_time
from ischia.practice.booking.series import book_series, cancel_later, later_ones, look_ahead
from ischia.practice.booking.usecases import Details, book, cancel
from ischia.practice.models import Appointment, BusyTime
from tests.practice.practices import MONDAY, NOW, again, ask, at, person, service, therapist

pytestmark = pytest.mark.django_db
WHO = Details("Pat Example", "pat@example.org")


def week(number, hour=10):
    return at(hour, day=MONDAY + timedelta(weeks=number))


@pytest.fixture
def first(db):
    offered = service(therapist())
    return book(hold_time(ask(offered, keeper=person()), NOW), WHO, NOW)


@pytest.fixture
def clash(first):
    return BusyTime.objects.create(listing=first.listing, starts=week(1, 9), ends=week(1, 12))


def test_weeks_that_clash_are_told_with_the_nearest_times(first, clash):
    found = look_ahead(first, 4, NOW)
    assert found.free == (week(2), week(3))
    assert [each.wanted for each in found.clashes] == [week(1)]
    assert week(1, 12) in found.clashes[0].nearest


def test_all_are_booked_at_once_in_one_series(first):
    came = book_series(first, look_ahead(first, 4, NOW).free, NOW)
    assert [each.starts for each in came.appointments] == [week(1), week(2), week(3)]
    assert [each.starts for each in later_ones(again(first))] == [week(0), week(1), week(2), week(3)]
    assert all(each.screening_id for each in came.appointments)


def test_booking_the_series_twice_books_it_once(first):
    for _ in range(2):
        book_series(again(first), [week(1), week(2)], NOW)
    assert Appointment.objects.filter(state="booked").count() == 3


def test_a_week_that_was_lost_meanwhile_takes_no_other_with_it(first):
    hold_time(ask(first.service, week(1)), NOW)
    came = book_series(first, [week(1), week(2)], NOW)
    assert [each.starts for each in came.appointments] == [week(2)]
    assert [each.wanted for each in came.clashes] == [week(1)]


def test_answers_that_rule_it_out_stop_the_series(first):
    first.listing.credentials.all().delete()
    came = book_series(first, [week(1), week(2)], NOW)
    assert (came.appointments, came.refused.why) == ((), "not_qualified")
    assert not Appointment.objects.filter(state="held").exists()


def test_one_is_cancelled_alone_or_with_all_that_come_later(first):
    book_series(first, [week(1), week(2), week(3)], NOW)
    second = Appointment.objects.get(starts=week(1))
    cancel(second, NOW)
    third = Appointment.objects.get(starts=week(2))
    cancel_later(third, NOW)
    assert [each.state for each in Appointment.objects.order_by("starts")] == [
        "booked", "cancelled", "cancelled", "cancelled"
    ]  # fmt: skip


def test_a_week_that_was_cancelled_can_be_booked_again(first):
    book_series(first, [week(1)], NOW)
    cancel(Appointment.objects.get(starts=week(1)), NOW)
    assert len(book_series(again(first), [week(1)], NOW).appointments) == 1


def test_the_page_shows_the_clashes_and_books_what_was_chosen(first, clash):
    url = reverse("booking:every_week", args=[first.link_word])
    page = Client().get(url, {"times": "3"})
    assert "10:00 is not free" in page.text
    assert "Leave this week out" in page.text
    said = {"times": "3", "starts": week(2).isoformat(), "starts_1": week(1, 12).isoformat()}
    done = Client().post(url, said, follow=True)
    assert "2 more visits are booked." in done.text
    assert [each.starts for each in later_ones(again(first))] == [week(0), week(1, 12), week(2)]


@pytest.mark.parametrize(
    "said", [{"times": "1"}, {"times": "many"}, {"times": "999"}, {"times": "3", "starts": "soon"}]
)
def test_what_makes_no_sense_is_asked_again(first, said):
    page = Client().post(reverse("booking:every_week", args=[first.link_word]), said)
    assert page.status_code == 422


def test_all_later_ones_are_cancelled_from_the_page(first):
    book_series(first, [week(1), week(2)], NOW)
    url = reverse("booking:cancel", args=[first.link_word])
    assert "This one and 2 that come later" in Client().get(url).text
    Client().post(url, {"which": "later"})
    assert set(Appointment.objects.values_list("state", flat=True)) == {"cancelled"}
