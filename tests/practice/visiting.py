"""A visitor's browser that books: presses the button of a time, answers the safety questions, sends the form."""

from uuid import uuid4

from django.urls import reverse
from django.utils.timezone import localdate

from ischia.care.demo import made_up_people
from ischia.care.usecases import begin_check, record_screening
from ischia.practice.models import Appointment
from tests.practice.practices import at

WHO = {"name": "Pat Example", "email": "pat@example.org", "phone": "", "reason": "My back", "booked_by": ""}


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
