"""Saying by hand what was done: the same record, through the same use-case, without a script."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from ischia.care.models import HomeSession, Screening
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(client, settings):
    """The form of the first thing in a made-up person's plan."""
    settings.DEMO = True
    open_demo(client, "carlos")
    row = Screening.objects.get()
    return reverse("did:did", args=[row.pk, row.plan["exercise"][0]["exercise"]])


def told(**more):
    day = localdate().isoformat()
    return {"id": str(uuid.uuid4()), "number": "1", "day": day, "ended": "08:15", "done": "done", **more}


def test_sent_twice_it_is_kept_once_and_shown(client, address):
    said = told(pain_before="5", pain_end="3", notes="better")
    for _ in range(2):
        answer = client.post(address, said, follow=True)
    page = answer.content.decode()
    assert "3 out of 10" in page
    row = HomeSession.objects.get()
    assert (str(row.id), row.pain_before, row.started_at, row.notes) == (said["id"], 5, None, "better")
    assert row.versions.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"done": ""}, "Say whether you did it"),
        ({"pain_end": "14"}, "Please use a whole number from 0 to 10. You wrote 14."),
        ({"day": (localdate() + timedelta(days=2)).isoformat()}, "That day is still to come."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_written_stays(client, address, wrong, words):
    answer = client.post(address, told(notes="my words", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "my words" in page
    assert not HomeSession.objects.exists()


def test_two_devices_at_once_are_both_shown_and_the_person_chooses(client, address):
    client.post(address, told(day=(localdate() - timedelta(days=2)).isoformat()))
    row = HomeSession.objects.get()
    page = reverse("did:session", args=[row.pk])
    for pain in ("2", "6"):
        client.post(page, {"revision": "2", "pain_24h": pain, "signs_24h": "none", "notes": ""})
    said = client.get(page).content.decode()
    assert "This was written on two devices at once" in said
    assert "2 out of 10" in said
    assert "6 out of 10" in said
    [other] = row.beside
    client.post(reverse("did:choose", args=[row.pk]), {"version": other.pk})
    row.refresh_from_db()
    assert (row.pain_24h, row.revision, row.versions.count()) == (6, 3, 4)
    assert "This was written on two devices" not in client.get(page).content.decode()


def test_a_version_waits_for_a_choice_whatever_is_added_in_the_meantime(client, address):
    client.post(address, told(day=(localdate() - timedelta(days=2)).isoformat()))
    row = HomeSession.objects.get()
    page = reverse("did:session", args=[row.pk])
    for revision, pain in (("2", "2"), ("2", "6"), ("3", "4")):
        client.post(page, {"revision": revision, "pain_24h": pain, "signs_24h": "none", "notes": ""})
    assert "This was written on two devices at once" in client.get(page).content.decode()
    row.refresh_from_db()
    in_force = row.in_force
    client.post(reverse("did:choose", args=[row.pk]), {"version": in_force.pk})
    row.refresh_from_db()
    assert (row.beside, row.pain_24h) == ([], 4)


@pytest.mark.parametrize("version", ["", "x", "99999"])
def test_a_version_that_is_not_there_cannot_be_chosen(client, address, version):
    client.post(address, told())
    row = HomeSession.objects.get()
    assert client.post(reverse("did:choose", args=[row.pk]), {"version": version}).status_code == 404


def test_nobody_else_sees_or_changes_it(client, address):
    client.post(address, told())
    row = HomeSession.objects.get()
    stranger = Client()
    for url in (address, reverse("did:session", args=[row.pk])):
        assert stranger.get(url).status_code == 404
        assert stranger.post(url, told()).status_code == 404
    assert stranger.post(reverse("did:choose", args=[row.pk]), {"version": "1"}).status_code == 404


def test_what_is_not_in_the_plan_has_no_form(client, address):
    assert client.get(address.replace(address.split("/")[-2], "ex_handstand")).status_code == 404


def test_each_thing_in_the_plan_leads_to_its_form(client, address):
    assert address in client.get(reverse("plan:today")).content.decode()
