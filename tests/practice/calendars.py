"""A therapist who is signed in, with somebody booked: for tests of the calendar."""

import re

from django.test import Client
from django.utils import timezone

from ischia.accounts.models import User
from ischia.core.booking.timeline import MINUTE
from ischia.practice.models import Appointment, Listing
from tests.practice.practices import MONDAY, at, service, therapist

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def owned(name: str = "ada", **more: object) -> Listing:
    """A therapist's listing with one service, owned by a user of that name."""
    listing = therapist(**more)
    listing.owner = User.objects.create_user(name)
    listing.save()
    service(listing)
    return listing


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def visit(listing: Listing, starts=None, minutes: int = 60, *, before: int = 0, after: int = 0, **more) -> Appointment:
    """Somebody who is booked."""
    starts = starts or at(10)
    said = {
        "state": "booked",
        "name": "Pat Example",
        "service": listing.services.first(),
        "service_name": "Gentle massage",
        "starts": starts,
        "ends": starts + minutes * MINUTE,
        "blocked_from": starts - before * MINUTE,
        "blocked_until": starts + (minutes + after) * MINUTE,
        **more,
    }
    return Appointment.objects.create(listing=listing, **said)


def just_now(minutes: int = 0):
    """A time so many minutes from now, on a whole minute."""
    return timezone.now().replace(second=0, microsecond=0) + minutes * MINUTE


def path(listing: Listing, rest: str = "") -> str:
    return f"/practice/calendar/{listing.slug}/{rest}"


def text(answer, status=200) -> str:
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return re.sub(r"\s+", " ", answer.content.decode())


def day_of(ada, listing, day=MONDAY) -> str:
    return text(ada.get(path(listing, f"day/{day}/")))


def undo(ada, listing):
    return ada.post(path(listing, "undo/"))
