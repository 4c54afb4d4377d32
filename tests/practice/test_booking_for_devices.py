"""Booking by JSON: free times by both clocks, a hold, a booking, a move and a cancel, and bad input said well."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import jsonschema
import pytest
from django.test import Client
from django.utils.timezone import now

from ischia.practice.models import Appointment, Clinic, DayHours
from tests.practice.practices import MONDAY, at, person, service, therapist

pytestmark = pytest.mark.django_db
NOBODYS = "7d3f3c1e-0000-4000-8000-000000000000"  # a service that there is not
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
WHO = {"name": "Pat Example", "email": "pat@example.org"}


def keeps_to(name, document):
    jsonschema.validate(document, json.loads((SCHEMAS / f"{name}.json").read_text()))
    return document


@pytest.fixture
def device(client):
    client.get("/api/ticket/")
    return client


@pytest.fixture
def offered(db):
    return service(therapist(zone="Europe/London"), is_treatment=False)


def post(client, path, document, status):
    answer = client.post(path, json.dumps(document), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def ask(offered, **more):
    return {"id": str(uuid4()), "service": str(offered.pk), "starts": at(10).isoformat(), **more}


def held(device, offered):
    return post(device, "/api/holds/", ask(offered, zone="Asia/Kathmandu"), 201)


def test_free_times_are_told_in_utc_and_by_both_clocks(client, offered):
    asked = {"service": offered.pk, "from": MONDAY.isoformat(), "days": 1, "zone": "Asia/Kathmandu"}
    told = keeps_to("free-times", client.get("/api/times/", asked).json())
    first = told["times"][0]
    assert (first["there"][10:], first["here"][10:]) == (("T09:00:00+00:00", "T14:45:00+05:45"))
    assert (len(told["times"]), told["minutes"], told["zone"]) == (29, 60, "Europe/London")


def test_anyone_of_a_clinic_is_free_when_one_of_them_is(client, offered):
    clinic, other = Clinic.objects.create(slug="house", name="House"), service(therapist(), is_treatment=False)
    for each in (offered, other):
        each.listing.clinic = clinic
        each.listing.save()
    DayHours.objects.create(listing=offered.listing, day=MONDAY, hours=[["18:00", "20:00"]])
    asked = {"clinic": "house", "code": "massage", "from": MONDAY.isoformat(), "days": 1}
    told = keeps_to("free-times", client.get("/api/times/", asked).json())
    assert told["times"][-1]["starts"].endswith("T19:00:00Z")
    assert len(told["times"]) == 29 + 5
    kept = post(
        client,
        "/api/holds/",
        {"id": str(uuid4()), "clinic": "house", "code": "massage", "starts": at(9).isoformat()},
        201,
    )
    assert kept["therapist"] == other.listing.slug


def test_a_time_is_held_booked_moved_and_cancelled_each_sent_twice_and_done_once(device, offered):
    asked = ask(offered)
    kept = keeps_to("kept-time", post(device, "/api/holds/", asked, 201))
    assert post(device, "/api/holds/", asked, 200) == kept
    booked = keeps_to("kept-time", post(device, f"/api/holds/{kept['id']}/book/", WHO, 200))
    assert post(device, f"/api/holds/{kept['id']}/book/", WHO, 200) == booked
    assert (booked["state"], booked["held_until"]) == ("booked", None)
    path = f"/api/appointments/{booked['word']}"
    for _ in range(2):
        moved = post(device, f"{path}/move/", {"starts": at(14).isoformat()}, 200)
        assert (moved["time"]["starts"], moved["sequence"]) == (at(14).strftime("%Y-%m-%dT%H:%M:%SZ"), 1)
    assert post(device, f"{path}/cancel/", {}, 200)["state"] == "cancelled"
    assert post(device, f"{path}/cancel/", {}, 200)["state"] == "cancelled"
    assert Appointment.objects.count() == 1


def test_a_lost_time_comes_with_the_nearest_by_both_clocks(device, offered):
    held(device, offered)
    lost = keeps_to("lost-time", post(Client(), "/api/holds/", ask(offered, zone="Asia/Kathmandu"), 409))
    assert lost["field"] == "starts"
    assert [each["there"][11:16] for each in lost["nearest"]] == ["09:00", "11:00", "11:15", "11:30", "11:45"]
    assert lost["nearest"][0]["here"].endswith("+05:45")


def test_a_hold_is_booked_only_by_who_holds_it(device, offered):
    kept = held(device, offered)
    assert post(Client(), f"/api/holds/{kept['id']}/book/", WHO, 404)["field"] == "id"
    post(Client(), "/api/holds/", ask(offered, id=kept["id"]), 422)


def test_a_treatment_waits_for_the_safety_questions_and_stays_held(device, offered):
    offered.is_treatment = True
    offered.save()
    kept = held(device, offered)
    refused = post(device, f"/api/holds/{kept['id']}/book/", WHO, 422)
    assert (refused["field"], refused["got"]) == ("screening", "screen_first")
    assert Appointment.objects.get().state == "held"


def test_a_warning_sign_is_told_and_gives_the_time_back(device, offered):
    offered.is_treatment = True
    offered.save()
    kept = held(device, offered)
    sick = person("ella")
    theirs = Appointment.objects.get()
    sick.screenings.update(keeper=theirs.keeper)
    assert post(device, f"/api/holds/{kept['id']}/book/", WHO, 409)["got"] == "see_someone"
    assert Appointment.objects.get().state == "let_go"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("id", "1"), ("id", None), ("service", NOBODYS), ("service", 7), ("service", "a\0"), ("starts", "soon"),
        ("starts", "2026-12-01T09:00:00"), ("starts", "9999-12-31T23:59:00Z"), ("starts", "0001-01-01T00:00:00+14:00"),
        ("starts", "2026-12-01T09:00:30Z"), ("starts", ["x"]), ("first_visit", "maybe"), ("first_visit", []),
        ("zone", "Mars/Base"), ("zone", "../../etc/passwd"), ("zone", "Europe"), ("zone", 3), ("colour", "red"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_ask_is_named(device, offered, field, wrong):
    assert post(device, "/api/holds/", ask(offered, **{field: wrong}), 422)["field"] == field
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("from", "tomorrow"), ("from", "2026-02-30"), ("from", "9999-12-31"), ("days", "0"), ("days", "63"), ("days", "٣"),
     ("zone", "x"), ("first_visit", "2"), ("service", ""), ("sort", "up")],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_named(client, offered, field, wrong):
    answer = client.get("/api/times/", {"service": str(offered.pk), field: wrong})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("name", ""), ("name", "x" * 201), ("email", "nobody"), ("phone", 5), ("reason", "\ud800"), ("name", "a\0b")],
)
def test_what_is_wrong_with_the_details_is_named(device, offered, field, wrong):
    kept = held(device, offered)
    assert post(device, f"/api/holds/{kept['id']}/book/", {**WHO, field: wrong}, 422)["field"] == field


@pytest.mark.parametrize("text", ["", "{", "[]", "NaN", '{"a": ' * 5000, "\x00", '"x"'])
def test_what_is_no_ask_at_all_is_refused(device, offered, text):
    answer = device.post("/api/holds/", text, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["field"] == "body"


def test_without_the_word_of_a_form_nothing_is_held(offered, settings):
    settings.STORAGES = PLAIN
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/api/holds/", json.dumps(ask(offered)), content_type="application/json").status_code == 403


def test_to_who_does_not_know_the_word_there_is_no_appointment(device, offered):
    post(device, "/api/appointments/guess/cancel/", {}, 404)
    post(device, "/api/appointments/guess/move/", {"starts": at(9).isoformat()}, 404)


def test_nothing_is_left_of_who_came_too_late(device, offered):
    held(device, offered)
    before = Appointment.objects.get().keeper
    late = Client()
    late.get("/api/ticket/")
    post(late, "/api/holds/", ask(offered), 409)
    assert list(type(before).objects.all()) == [before]


def test_a_time_in_the_past_is_nobodys(device, offered):
    past = (now() - timedelta(days=2)).replace(second=0, microsecond=0)
    near = post(device, "/api/holds/", ask(offered, starts=past.isoformat()), 409)["nearest"]
    assert all(datetime.fromisoformat(each["starts"]) > now() for each in near)
