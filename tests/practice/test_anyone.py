"""Asking for anyone looks at a few therapists, and answers as if it had looked at all of them."""

import random
from datetime import time, timedelta

import pytest

from ischia.core.booking import Window
from ischia.practice.booking import anyone
from ischia.practice.booking.anyone import line_of_anyone
from ischia.practice.booking.free import free_lines, union
from ischia.practice.booking.holding import services_of_anyone
from ischia.practice.models import BusyTime, Clinic, DayHours, Room, WeeklyHours
from tests.practice.practices import MONDAY, NOW, at, service, therapist

pytestmark = pytest.mark.django_db
WINDOW = Window(at(0), 4 * 1440)


@pytest.fixture
def looked_at(monkeypatch):
    """How many therapists were looked at."""
    seen, schedules_of = [], anyone.schedules_of
    monkeypatch.setattr(anyone, "AT_ONCE", 3)

    def counted(offers, *args, **named):
        seen.extend(offers)
        return schedules_of(offers, *args, **named)

    monkeypatch.setattr(anyone, "schedules_of", counted)
    return seen


def house(number, chance):
    """A clinic of therapists who differ in everything that decides when they are free."""
    clinic = Clinic.objects.create(slug=f"house-{number}", name="House")
    Room.objects.create(clinic=clinic, name="Blue")
    for _ in range(chance.randrange(1, 11)):
        listing = therapist(
            zone=chance.choice(("UTC", "UTC", "Asia/Kathmandu")),
            step_minutes=chance.choice((15, 15, 20)),
            daily_cap=chance.choice((None, None, 0)),
        )
        listing.clinic = clinic
        listing.is_published = chance.random() < 0.9
        listing.save()
        service(
            listing,
            minutes=chance.choice((60, 60, 45)),
            first_minutes=chance.choice((None, 90)),
            needs_room=chance.random() < 0.2,
        )
        WeeklyHours.objects.filter(listing=listing, weekday=chance.randrange(7)).update(
            ends=time(chance.choice((11, 13, 0)))
        )
        for day in range(chance.randrange(3)):
            hours = chance.choice(([], [["07:00", "12:00"]], [["18:00", "00:00"]]))
            DayHours.objects.create(listing=listing, day=MONDAY + timedelta(days=day), hours=hours)
        for _ in range(chance.randrange(4)):
            starts = at(chance.randrange(8, 16), day=MONDAY + timedelta(days=chance.randrange(4)))
            BusyTime.objects.create(
                listing=listing, starts=starts, ends=starts + timedelta(hours=chance.randrange(1, 12))
            )
    return clinic


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("first_visit", [False, True])
def test_it_equals_looking_at_everyone(looked_at, number, first_visit):
    clinic = house(number, random.Random(number))
    plain = free_lines(services_of_anyone(clinic, "massage"), WINDOW, NOW, first_visit=first_visit)
    assert line_of_anyone(clinic, "massage", WINDOW, NOW, first_visit=first_visit) == union(plain.values())


def test_where_many_are_free_a_few_are_looked_at(looked_at):
    clinic = Clinic.objects.create(slug="house", name="House")
    for _ in range(9):
        listing = therapist()
        listing.clinic = clinic
        listing.save()
        service(listing)
    assert line_of_anyone(clinic, "massage", WINDOW, NOW, first_visit=False)
    assert len(looked_at) == 3
