"""Hold a time, book it, move it, cancel it, take that back: each may be sent twice and happens once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ischia.accounts.models import User
from ischia.core.problems import Problem
from ischia.practice.booking.free import next_free
from ischia.practice.booking.holding import HOLD, Ask, Taken, hold_time
from ischia.practice.booking.safety import Refused
from ischia.practice.booking.usecases import Details, book, bring_back, cancel, let_go, move
from ischia.practice.models import BusyTime, Clinic, DayHours, Room
from tests.practice.practices import MONDAY, NOW, again, ask, at, person, service, therapist

pytestmark = pytest.mark.django_db
WHO = Details(name="Pat Example", email="pat@example.org")
LATER = timedelta(minutes=5)


@pytest.fixture
def offered(db):
    return service(therapist())


@pytest.fixture
def pat(db):
    return person()


@pytest.fixture
def booked(offered, pat):
    return book(hold_time(ask(offered, keeper=pat), NOW), WHO, NOW)


def sent(appointment):
    appointment.messages.update(sent_at=NOW)


def kinds(appointment):
    return sorted({each.kind for each in appointment.messages.filter(sent_at=None)})


def test_a_time_that_is_held_is_nobody_elses(offered):
    held = hold_time(ask(offered), NOW)
    assert held.state == "held"
    with pytest.raises(Taken):
        hold_time(ask(offered), NOW)


def test_asking_twice_holds_once(offered):
    once = ask(offered)
    assert hold_time(once, NOW) == hold_time(once, NOW)


def test_an_id_that_names_something_else_is_refused(offered):
    once = ask(offered)
    hold_time(once, NOW)
    with pytest.raises(Problem, match="another appointment"):
        hold_time(Ask(once.id, (offered,), at(12)), NOW)


def test_who_comes_too_late_hears_of_the_nearest_times(offered):
    hold_time(ask(offered, at(12)), NOW)
    with pytest.raises(Taken) as late:
        hold_time(ask(offered, at(12)), NOW)
    assert late.value.nearest == (at(10, 30), at(10, 45), at(11), at(13), at(13, 15))


def test_where_the_days_around_are_full_the_nearest_time_is_further_away(offered):
    days = timedelta(days=20)
    BusyTime.objects.create(listing=offered.listing, starts=at(0) - days, ends=at(0) + days)
    with pytest.raises(Taken) as late:
        hold_time(ask(offered), NOW)
    assert late.value.nearest[0] == at(9, day=MONDAY + days)


@pytest.mark.parametrize("starts", [at(3), at(10, 7), at(16, 30)])
def test_a_time_that_never_was_free_cannot_be_held(offered, starts):
    with pytest.raises(Taken):
        hold_time(ask(offered, starts), NOW)


def test_a_hold_that_ran_out_gives_its_time_to_the_next(offered):
    first = hold_time(ask(offered), NOW)
    assert hold_time(ask(offered), NOW + HOLD).state == "held"
    assert again(first).state == "let_go"


def test_a_hold_that_is_given_back_is_free_at_once(offered):
    let_go(hold_time(ask(offered), NOW))
    hold_time(ask(offered), NOW)


def test_booking_twice_books_once(offered, pat):
    held = hold_time(ask(offered, keeper=pat), NOW)
    first, second = book(held, WHO, NOW), book(held, WHO, NOW + LATER)
    assert first == second
    assert first.messages.filter(kind="confirmed").count() == 2  # the person and the therapist


def test_the_screening_travels_with_the_booking(booked, pat):
    assert booked.screening == pat.screenings.first()


def test_a_hold_that_ran_out_is_booked_where_nobody_came_between(offered, pat):
    held = hold_time(ask(offered, keeper=pat), NOW)
    assert book(held, WHO, NOW + HOLD + LATER).state == "booked"


def test_a_hold_that_ran_out_is_not_booked_over_somebody_else(offered, pat):
    held = hold_time(ask(offered, keeper=pat), NOW)
    hold_time(ask(offered), NOW + HOLD)
    with pytest.raises(Taken) as late:
        book(held, WHO, NOW + HOLD + LATER)
    assert late.value.nearest


def test_nobody_books_a_treatment_before_the_safety_questions(offered):
    held = hold_time(ask(offered, keeper=person(None)), NOW)
    refused = book(held, WHO, NOW)
    assert isinstance(refused, Refused)
    assert (refused.why, again(held).state) == ("screen_first", "held")  # the time waits while they answer


@pytest.mark.parametrize("slug", ["ella", "finn", "greta", "amina"])
def test_a_warning_sign_gives_the_time_back_and_sends_to_care(offered, slug):
    held = hold_time(ask(offered, keeper=person(slug)), NOW)
    refused = book(held, WHO, NOW)
    assert (refused.why, again(held).state) == ("see_someone", "let_go")
    hold_time(ask(offered), NOW)


def test_a_kind_that_the_answers_rule_out_is_not_booked(pat):
    row = pat.screenings.first()
    row.result["limits"]["forbid_techniques"] = ["deep_tissue"]
    row.save()
    held = hold_time(ask(service(therapist(), technique="deep_tissue"), keeper=pat), NOW)
    assert book(held, WHO, NOW).why == "other_kind"


def test_a_therapist_without_a_tick_is_not_booked_for_a_treatment(offered, pat):
    offered.listing.credentials.update(expires_on=NOW.date() - timedelta(days=1))
    refused = book(hold_time(ask(offered, keeper=pat), NOW), WHO, NOW)
    assert (refused.why, refused.about) == ("not_qualified", ("licensed_therapist",))


def test_moving_frees_the_first_time_and_tells_both(booked, offered):
    sent(booked)
    moved = move(booked, at(14), NOW)
    assert (moved.starts, moved.ends, moved.sequence) == (at(14), at(15), 1)
    assert kinds(moved) == ["moved"]
    hold_time(ask(offered), NOW)


def test_moving_onto_its_own_old_time_is_allowed(booked):
    assert move(booked, at(10, 30), NOW).starts == at(10, 30)


def test_moving_twice_to_the_same_time_moves_once(booked):
    move(booked, at(14), NOW)
    assert move(booked, at(14), NOW).sequence == 1


def test_who_moves_onto_a_taken_time_keeps_their_own(booked, offered):
    hold_time(ask(offered, at(14)), NOW)
    with pytest.raises(Taken):
        move(booked, at(14), NOW)
    assert again(booked).starts == at(10)


def test_within_three_minutes_nobody_hears_of_a_booking_that_was_cancelled(booked, offered):
    cancel(booked, NOW + timedelta(minutes=2))
    assert kinds(booked) == []
    hold_time(ask(offered), NOW)


def test_later_both_hear_that_it_is_cancelled(booked):
    sent(booked)
    gone = cancel(booked, NOW + LATER)
    assert (gone.state, gone.sequence, kinds(gone)) == ("cancelled", 1, ["cancelled"])


def test_cancelling_can_be_taken_back_while_nobody_has_the_time(booked):
    sent(booked)
    gone = cancel(booked, NOW)
    back = bring_back(gone, NOW + timedelta(minutes=1))
    assert (back.state, back.sequence) == ("booked", 2)
    assert kinds(back) == ["moved"]


def test_cancelling_cannot_be_taken_back_over_somebody_else(booked, offered):
    gone = cancel(booked, NOW)
    hold_time(ask(offered), NOW)
    with pytest.raises(Taken):
        bring_back(gone, NOW)


def test_cancelling_cannot_be_taken_back_after_three_minutes(booked):
    gone = cancel(booked, NOW)
    with pytest.raises(Problem):
        bring_back(gone, NOW + LATER)


def test_a_full_day_takes_no_more(pat):
    listing = therapist(daily_cap=1)
    offered = service(listing)
    hold_time(ask(offered), NOW)
    with pytest.raises(Taken) as late:
        hold_time(ask(offered, at(14)), NOW)
    assert MONDAY not in {each.date() for each in late.value.nearest}


def test_one_day_can_be_closed_or_opened_without_touching_the_week(offered):
    day = DayHours.objects.create(listing=offered.listing, day=MONDAY, hours=[])
    with pytest.raises(Taken):
        hold_time(ask(offered), NOW)
    day.hours = [["19:00", "00:00"]]
    day.save()
    assert hold_time(ask(offered, at(23)), NOW)


def test_busy_times_of_another_calendar_are_not_free(offered):
    BusyTime.objects.create(listing=offered.listing, starts=at(9), ends=at(10, 30), from_feed="uid")
    with pytest.raises(Taken):
        hold_time(ask(offered), NOW)


def test_the_time_kept_free_around_an_appointment_is_kept(pat):
    offered = service(therapist(), before_minutes=15, after_minutes=15)
    hold_time(ask(offered, at(10)), NOW)
    for near in (at(11), at(11, 15), at(8, 45)):
        with pytest.raises(Taken):
            hold_time(ask(offered, near), NOW)
    hold_time(ask(offered, at(11, 30)), NOW)


def test_anyone_means_whoever_is_free_and_has_least_to_do():
    clinic = Clinic.objects.create(slug="house", name="House")
    house = [therapist("Ada Example"), therapist("Ben Example")]
    offered = []
    for listing in house:
        listing.clinic = clinic
        listing.save()
        offered.append(service(listing))
    held = [hold_time(Ask(uuid4(), tuple(offered), at(10)), NOW).listing for _ in range(2)]
    assert set(held) == set(house)
    with pytest.raises(Taken):
        hold_time(Ask(uuid4(), tuple(offered), at(10)), NOW)


def test_two_therapists_share_one_room_by_turns():
    clinic = Clinic.objects.create(slug="house", name="House")
    Room.objects.create(clinic=clinic, name="Blue")
    offered = []
    for name in ("Ada Example", "Ben Example"):
        listing = therapist(name)
        listing.clinic = clinic
        listing.save()
        offered.append(service(listing, needs_room=True))
    assert hold_time(ask(offered[0]), NOW).room.name == "Blue"
    with pytest.raises(Taken):
        hold_time(ask(offered[1]), NOW)
    hold_time(ask(offered[1], at(11)), NOW)


def test_the_next_free_time_stands_in_a_list(offered):
    closed = therapist("Zoe Example")
    found = next_free([offered.listing, closed], NOW)
    assert found == {offered.listing.pk: NOW + timedelta(hours=1), closed.pk: None}


def test_an_account_with_visits_to_come_is_not_deleted_over_their_heads(booked):
    owner = User.objects.create_user("ada", "correct horse battery")
    listing = booked.listing
    listing.owner = owner
    listing.save()
    client = Client()
    client.force_login(owner)
    refused = client.post(reverse("account_delete"), {"password": "correct horse battery"})
    assert refused.status_code == 422
    assert "Move or cancel them first" in refused.text
    cancel(booked, NOW)
    assert client.post(reverse("account_delete"), {"password": "correct horse battery"}).status_code == 302
    assert not type(listing).objects.filter(pk=listing.pk).exists()
