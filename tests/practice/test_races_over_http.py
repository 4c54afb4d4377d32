"""A hundred people want one time at once, over real HTTP: exactly one gets it, whatever they ask in whatever way.

ISCHIA_RACE_ROUNDS says how often each race is run; `bench/races.py` runs 50 of each on both databases.
"""

import json
import os
import random
from collections import Counter
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.timezone import now

from ischia.practice.models import Appointment, Clinic, Message, Room
from tests.practice.practices import MONDAY, at, service, therapist
from tests.practice.racing import ROUNDS, Visitor, at_once, database_url, serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("races over HTTP"),
]
PEOPLE = 100
TEN = at(10)


@pytest.fixture(scope="module", params=range(ROUNDS))
def number(request):
    """The number of the round: every race is run once before any is run again."""
    return request.param


@pytest.fixture(scope="module")
def server(django_db_setup, tmp_path_factory):
    with serving(tmp_path_factory.mktemp("races"), database_url()) as found:
        yield found


@pytest.fixture(scope="module")
def people(server, django_db_setup, django_db_blocker):
    found = [Visitor(server.port).arrive() for _ in range(PEOPLE)]
    yield found
    for each in found:
        each.leave()


@pytest.fixture
def race(server, people, request):
    """Have each of some people send something at once; notes how long it took where ISCHIA_RACE_NOTES names a file."""

    def run(sent):
        before = server.work()
        answers = at_once(
            [lambda who=who, what=what: who.ask("POST", *what) for who, what in zip(people, sent, strict=False)]
        )
        _note(request, server.work() - before, answers)
        assert max(each.status for each in answers) < 500, [each.said for each in answers if each.status >= 500]
        return answers

    return run


def _note(request, work, answers):
    if file := os.environ.get("ISCHIA_RACE_NOTES"):
        kind = f"{connection.vendor} {request.node.originalname}"
        note = {"kind": kind, "work": work, "waited": max(each.waited for each in answers), "requests": len(answers)}
        with Path(file).open("a") as notes:
            notes.write(json.dumps(note) + "\n")


def hold(offered, starts=TEN, **more):
    named = (
        {"service": str(offered.pk)} if not isinstance(offered, Clinic) else {"clinic": offered.slug, "code": "massage"}
    )
    return "/api/holds/", {"id": str(uuid4()), "starts": starts.isoformat(), **named, **more}


def statuses(answers):
    return Counter(each.status for each in answers)


def clinic_of(*listings, rooms=0):
    clinic = Clinic.objects.create(slug=uuid4().hex, name="House")
    for number in range(rooms):
        Room.objects.create(clinic=clinic, name=f"Room {number}")
    for listing in listings:
        listing.clinic = clinic
        listing.save()
    return clinic


def booked(offered, starts):
    ends = starts + timedelta(hours=1)
    times = {"starts": starts, "ends": ends, "blocked_from": starts, "blocked_until": ends}
    return Appointment.objects.create(listing=offered.listing, service=offered, state="booked", **times)


def nobody_overlaps():
    spans = list(Appointment.objects.filter(state__in=Appointment.COUNTS))
    return not any(
        one.listing_id == other.listing_id and one.starts < other.ends and other.starts < one.ends
        for one, other in combinations(spans, 2)
    )


def test_of_a_hundred_who_want_one_time_one_gets_it_and_the_others_hear_what_is_near(race, number):
    answers = race(_all(service(therapist())))
    assert statuses(answers) == {201: 1, 409: PEOPLE - 1}
    lost = [each.said for each in answers if each.status == 409]
    assert {each["field"] for each in lost} == {"starts"}
    for each in lost:
        near = [time["starts"] for time in each["nearest"]]
        assert len(near) == 5
        assert "T10:00:00Z" not in "".join(near)
    assert Appointment.objects.count() == 1


def _all(offered, starts=TEN):
    return [hold(offered, starts) for _ in range(PEOPLE)]


def test_of_times_that_overlap_no_two_are_given_and_nobody_is_refused_for_nothing(race, number):
    listing, chance = therapist(), random.Random(number)
    lengths = [service(listing, f"for-{minutes}", minutes) for minutes in (30, 60, 90)]
    wanted = [(chance.choice(lengths), at(9) + timedelta(minutes=15 * chance.randrange(16))) for _ in range(PEOPLE)]
    answers = race([hold(offered, starts) for offered, starts in wanted])
    assert set(statuses(answers)) == {201, 409}
    assert nobody_overlaps()
    given = list(Appointment.objects.all())
    assert len(given) == statuses(answers)[201]
    for (offered, starts), answer in zip(wanted, answers, strict=True):
        ends = starts + timedelta(minutes=offered.minutes)
        assert answer.status == 201 or any(starts < each.ends and each.starts < ends for each in given)


def test_of_many_who_move_onto_one_time_one_does_and_the_others_keep_their_own(race, number):
    offered = service(therapist())
    theirs = [booked(offered, at(9, day=MONDAY + timedelta(days=1 + day))) for day in range(20)]
    answers = race([(f"/api/appointments/{each.link_word}/move/", {"starts": TEN.isoformat()}) for each in theirs])
    assert statuses(answers) == {200: 1, 409: 19}
    assert all(each.said["nearest"] for each in answers if each.status == 409)
    stands = Counter(Appointment.objects.values_list("starts", flat=True))
    assert stands[TEN] == 1
    assert sum(stands[each.starts] for each in theirs) == 19


def test_moving_and_holding_race_for_the_same_time(race, number):
    offered = service(therapist())
    theirs = [booked(offered, at(9, day=MONDAY + timedelta(days=1 + day))) for day in range(10)]
    moves = [(f"/api/appointments/{each.link_word}/move/", {"starts": TEN.isoformat()}) for each in theirs]
    answers = race(moves + [hold(offered, at(10, quarter)) for quarter in (0, 15, 30, 45) for _ in range(10)])
    assert statuses(answers)[200] + statuses(answers)[201] == 1
    assert nobody_overlaps()


def test_anyone_of_three_is_given_to_exactly_three(race, number):
    house = [therapist(name) for name in ("Ada Example", "Ben Example", "Cleo Example")]
    clinic = clinic_of(*house)
    for listing in house:
        service(listing)
    answers = race(_all(clinic))
    assert statuses(answers) == {201: 3, 409: PEOPLE - 3}
    assert {each.listing for each in Appointment.objects.all()} == set(house)
    assert all(each.said["nearest"] for each in answers if each.status == 409)


def test_two_rooms_are_given_to_exactly_two(race, number):
    house = [therapist(name) for name in ("Ada Example", "Ben Example", "Cleo Example")]
    clinic_of(*house, rooms=2)
    offered = [service(listing, needs_room=True) for listing in house]
    answers = race([hold(offered[turn % 3]) for turn in range(PEOPLE)])
    assert statuses(answers) == {201: 2, 409: PEOPLE - 2}
    assert len({each.room_id for each in Appointment.objects.all()}) == 2


def test_an_ask_that_is_sent_again_and_again_at_once_holds_once(people, number):
    offered, who = service(therapist()), people[number % PEOPLE]
    sent = hold(offered)
    same_device = [Visitor(who.port, who.cookies, who.token) for _ in range(10)]
    answers = at_once([lambda each=each: each.ask("POST", *sent) for each in same_device])
    assert statuses(answers) == {201: 1, 200: 9}
    assert len({json.dumps(each.said) for each in answers}) == 1
    assert Appointment.objects.count() == 1


def test_a_retry_after_a_lost_answer_makes_one_booking(people, number):
    offered, who = service(therapist(), is_treatment=False), people[number % PEOPLE]
    sent = hold(offered)
    who.hang_up_after(*sent)
    held = who.ask("POST", *sent)
    assert held.status in (200, 201)
    book = f"/api/holds/{held.said['id']}/book/", {"name": "Pat Example", "email": "pat@example.org"}
    who.hang_up_after(*book)
    same_device = [Visitor(who.port, who.cookies, who.token) for _ in range(5)]
    answers = at_once([lambda each=each: each.ask("POST", *book) for each in same_device])
    assert statuses(answers) == {200: 5}
    assert {each.state for each in Appointment.objects.all()} == {"booked"}
    assert Appointment.objects.count() == 1
    assert Message.objects.filter(kind="confirmed").count() == 2  # the person and the therapist, once each


def test_who_books_a_hold_that_ran_out_races_those_who_want_its_time(race, people, number):
    offered = service(therapist(), is_treatment=False)
    held = people[0].ask("POST", *hold(offered)).said
    Appointment.objects.update(held_until=now() - timedelta(minutes=1))
    book = f"/api/holds/{held['id']}/book/", {"name": "Pat Example", "phone": "020 7946 0000"}
    answers = race([book, *[hold(offered, at(9) + timedelta(minutes=after)) for after in (15, 30, 60, 90) * 10]])
    assert nobody_overlaps()
    assert statuses(answers)[201] + statuses(answers)[200] in (1, 2)
