"""Double booking is impossible by rules of the database, whatever program writes to it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from ischia.practice.apart import RULES
from ischia.practice.models import Appointment, Clinic, Listing, Room

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


@pytest.fixture
def therapist():
    return Listing.objects.create(name="Ada Example", slug="ada-example")


def book(listing, starts=NINE, length=60, *, before=0, after=0, **more) -> Appointment:
    said = {"state": "booked", "starts": starts, "ends": starts + minutes(length), **more}
    said |= {"blocked_from": starts - minutes(before), "blocked_until": said["ends"] + minutes(after)}
    return Appointment.objects.create(listing=listing, **said)


@pytest.mark.parametrize(
    ("offset", "length"), [(0, 60), (30, 60), (-30, 60), (15, 15), (-30, 120), (59, 60), (-59, 60)]
)
def test_no_time_that_overlaps_can_be_booked(therapist, offset, length):
    book(therapist)
    with pytest.raises(IntegrityError, match="appointments_of_a_therapist_never_overlap"), transaction.atomic():
        book(therapist, NINE + minutes(offset), length)
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(("offset", "length"), [(60, 60), (-60, 60), (-15, 15)])
def test_one_may_begin_when_another_ends(therapist, offset, length):
    book(therapist)
    book(therapist, NINE + minutes(offset), length)


def test_the_time_kept_free_around_counts(therapist):
    book(therapist, after=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        book(therapist, NINE + minutes(60))
    with pytest.raises(IntegrityError), transaction.atomic():
        book(therapist, NINE - minutes(30), 30, after=10)


@pytest.mark.parametrize("state", ["cancelled", "let_go"])
def test_what_is_over_takes_no_time(therapist, state):
    book(therapist, state=state)
    book(therapist)


@pytest.mark.parametrize("state", ["held", "arrived", "done", "no_show"])
def test_every_state_that_counts_takes_its_time(therapist, state):
    book(therapist, state=state, held_until=NINE)
    with pytest.raises(IntegrityError), transaction.atomic():
        book(therapist)


def test_moving_or_bringing_back_onto_a_taken_time_is_refused(therapist):
    book(therapist)
    later = book(therapist, NINE + minutes(60))
    gone = book(therapist, state="cancelled")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=later.pk).update(blocked_from=NINE + minutes(30))
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=gone.pk).update(state="booked")


def test_two_therapists_may_work_at_once_but_not_in_one_room(therapist):
    other = Listing.objects.create(name="Ben Example", slug="ben-example")
    room = Room.objects.create(clinic=Clinic.objects.create(slug="house", name="House"), name="Blue")
    book(therapist, room=room)
    with pytest.raises(IntegrityError, match="appointments_in_a_room_never_overlap"), transaction.atomic():
        book(other, NINE + minutes(30), room=room)
    book(other)


def rules_in_the_database() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = 'practice_appointment'::regclass")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = {name for (name,) in cursor.fetchall()}
    return {rule for rule in RULES if any(name.startswith(rule) for name in names)}


def test_the_rules_are_there_after_migrate():
    assert rules_in_the_database() == set(RULES)


def test_a_migration_that_drops_them_puts_them_back():
    with connection.cursor() as cursor:
        for rule in RULES:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE practice_appointment DROP CONSTRAINT {rule}")
            else:
                cursor.execute(f"DROP TRIGGER {rule}_insert")
                cursor.execute(f"DROP TRIGGER {rule}_update")
    assert rules_in_the_database() == set()
    call_command("migrate", verbosity=0)
    assert rules_in_the_database() == set(RULES)
