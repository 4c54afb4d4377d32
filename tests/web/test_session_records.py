"""What devices send: kept once, never over one another, only one's own, and bad input said well."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from ischia.accounts.models import Keeper, User
from ischia.care.models import HomeSession, Screening, SessionVersion
from ischia.care.recording import choose_version
from tests.web.people import open_demo

URL = "/api/sessions/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_made_up_people(settings):
    settings.DEMO = True


@pytest.fixture
def record(client):
    """A record of the first thing in the plan of a made-up person on this device."""
    return record_of(client)


def record_of(client, **more):
    open_demo(client, "carlos")
    screening = Screening.objects.latest("made_at")
    return {
        "id": str(uuid.uuid4()),
        "revision": 1,
        "screening": str(screening.id),
        "day": "2026-11-21",
        "item": screening.plan["exercise"][0]["exercise"],
        "started": "2026-11-21T19:02:11+01:00",
        "ended": "2026-11-21T19:12:40+01:00",
        "done": "partly",
        "steps": {"s1": "done", "s2": "not"},
        "pain_before": 5,
        "answers": [{"question": "comfort_check", "answer": "less", "at_ms": 300000}],
        **more,
    }


def send(client, record, **headers):
    return client.post(URL, json.dumps(record), content_type="application/json", headers=headers)


def test_what_is_new_is_kept_in_utc_with_the_devices_offset(client, record):
    answer = send(client, record)
    assert answer.status_code == 201
    row = HomeSession.objects.get()
    assert row.ended_at == datetime(2026, 11, 21, 18, 12, 40, tzinfo=UTC)
    assert (row.offset_minutes, row.done, row.steps, row.pain_before) == (60, "partly", {"s1": "done", "s2": "not"}, 5)
    assert str(row.id) == record["id"]
    assert answer.json()["record"].items() >= {k: v for k, v in record.items() if k not in ("started", "ended")}.items()


def test_sent_five_times_it_is_one_row_and_the_answer_is_the_same_to_the_letter(client, record):
    answers = [send(client, record) for _ in range(5)]
    assert [each.status_code for each in answers] == [201, 200, 200, 200, 200]
    assert len({each.content for each in answers}) == 1
    assert (HomeSession.objects.count(), SessionVersion.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_sent_by_five_at_once_it_is_one_row(client, record):
    key = client.cookies

    def once(_):
        other = Client()
        other.cookies = key
        try:
            return send(other, record).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(once, range(5)))
    assert sorted(answers) == [200, 200, 200, 200, 201]
    assert (HomeSession.objects.count(), SessionVersion.objects.count()) == (1, 1)


def test_the_next_revision_comes_into_force_and_the_one_before_is_kept(client, record):
    send(client, record)
    answer = send(client, {**record, "revision": 2, "pain_24h": 3})
    assert answer.status_code == 201
    assert HomeSession.objects.get().pain_24h == 3
    assert [each.record["pain_24h"] for each in SessionVersion.objects.all()] == [None, 3]


def test_two_devices_that_change_the_same_record_both_stay_and_the_second_is_told(client, record):
    send(client, record)
    phone, laptop = ({**record, "revision": 2, "pain_24h": pain} for pain in (3, 7))
    send(client, phone)
    answers = [send(client, laptop) for _ in range(2)]
    assert [each.status_code for each in answers] == [409, 409]
    said = answers[0].json()
    assert said["both_kept"]
    assert (said["kept"]["pain_24h"], said["other"]["pain_24h"]) == (3, 7)
    assert HomeSession.objects.get().pain_24h == 3
    assert [each.record["pain_24h"] for each in HomeSession.objects.get().beside] == [7]
    assert SessionVersion.objects.count() == 3


def test_choosing_between_two_versions_is_one_more_revision(client, record):
    for each in ({}, {"revision": 2, "pain_24h": 3}, {"revision": 2, "pain_24h": 7}):
        send(client, {**record, **each})
    row = HomeSession.objects.get()
    [other] = row.beside
    assert choose_version(row, other).what == "new"
    row = HomeSession.objects.get()
    assert (row.pain_24h, row.revision, row.beside) == (7, 3, [])
    assert SessionVersion.objects.count() == 4


def test_a_revision_that_comes_late_is_kept_beside_the_newer_one(client, record):
    send(client, {**record, "revision": 3, "notes": "newer"})
    assert send(client, {**record, "revision": 2, "notes": "older"}).status_code == 409
    assert HomeSession.objects.get().notes == "newer"


def test_an_old_version_sent_again_changes_nothing(client, record):
    send(client, record)
    send(client, {**record, "revision": 2, "notes": "more"})
    assert send(client, record).status_code == 200
    assert HomeSession.objects.get().notes == "more"


WRONG = {
    "pain_before": (11, "a whole number from 0 to 10, or null"),
    "ended": ("2026-11-21T19:02:10+01:00", "2026-11-21T19:02:11+01:00 or later, when it began"),
    "done": ("maybe", "done, partly or not"),
    "day": ("tomorrow", "a day like 2026-11-21"),
    "revision": (0, "a whole number from 1 to 10000"),
    "id": ("mine", "a UUID made on the device"),
}


@pytest.mark.parametrize("field", WRONG)
def test_what_cannot_be_is_answered_with_field_got_and_allowed(client, record, field):
    got, allowed = WRONG[field]
    answer = send(client, {**record, field: got})
    assert answer.status_code == 422
    said = answer.json()
    assert (said["field"], said["allowed"]) == (field, allowed)
    assert str(got) in str(said["got"])
    assert not HomeSession.objects.exists()


@pytest.mark.parametrize(
    "body", ["{", "[" * 60_000, '{"id": NaN}', '{"id": 1e999}', "[]", "null", '{"notes": "\\ud800"}']
)
def test_what_is_no_record_at_all_is_answered_too(client, body):
    answer = client.post(URL, body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert set(answer.json()) == {"field", "got", "allowed"}


def test_a_record_that_is_too_large_is_refused(client, record):
    answer = send(client, {**record, "notes": "x" * 70_000})
    assert (answer.status_code, answer.json()["field"]) == (413, "body")


def test_letters_that_no_database_keeps_are_dropped_and_the_rest_of_the_note_stays(client, record):
    assert send(client, {**record, "notes": "a\0b\ud800c – ä"}).status_code == 201
    assert HomeSession.objects.get().notes == "ab?c – ä"


def test_only_what_is_in_the_plan_can_have_been_done_of_it(client, record):
    answer = send(client, {**record, "item": "ex_handstand"})
    assert (answer.status_code, answer.json()["field"]) == (422, "item")


def test_nobody_writes_into_or_reads_somebody_elses(client, record):
    send(client, record)
    stranger = Client()
    answer = send(stranger, {**record, "revision": 2})
    assert (answer.status_code, answer.json()["field"]) == (422, "screening")
    other = record_of(stranger, id=record["id"])
    answer = send(stranger, other)
    assert (answer.status_code, answer.json()["field"]) == (422, "id")
    assert stranger.get(URL).json() == {"sessions": []}
    assert Client().get(URL).json() == {"sessions": []}


def test_a_day_lists_ones_own_with_what_was_kept_beside(client, record):
    send(client, record)
    send(client, {**record, "notes": "from the other device"})
    send(client, {**record, "id": str(uuid.uuid4()), "day": "2026-11-22"})
    (only,) = client.get(URL, {"day": "2026-11-21"}).json()["sessions"]
    assert only["record"]["id"] == record["id"]
    assert [each["notes"] for each in only["beside"]] == ["from the other device"]
    assert len(client.get(URL).json()["sessions"]) == 2


@pytest.mark.parametrize("day", ["2026-02-30", "today", ""])
def test_a_day_that_is_none_is_said(client, day):
    answer = client.get(URL, {"day": day})
    assert (answer.status_code, answer.json()["field"]) == (422, "day")


def test_what_was_entered_in_an_account_is_not_sent_under_another_name(client, record):
    anna = User.objects.create_user("anna", "four calm words here")
    client.force_login(anna)
    label = client.get(reverse("ticket")).json()["owner"]
    mine = record_of(client)
    client.logout()
    assert send(client, mine, X_Ischia_Owner=label).status_code == 401
    client.force_login(anna)
    assert send(client, mine, X_Ischia_Owner=label).status_code == 201
    assert HomeSession.objects.get().keeper.user == anna


def test_without_the_word_of_a_form_nothing_is_kept_and_a_ticket_gives_it(record, client):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert send(strict, record).status_code == 403
    csrf = strict.get(reverse("ticket")).json()["csrf"]
    assert send(strict, record, X_CSRFToken=csrf).status_code == 201


def test_deleting_everything_deletes_the_sessions_too(client, record):
    send(client, record)
    Keeper.objects.get().delete()
    assert (HomeSession.objects.count(), SessionVersion.objects.count()) == (0, 0)


IMPOSSIBLE = [{"pain_end": 11}, {"ended_at": datetime(2026, 11, 21, tzinfo=UTC)}, {"done": "x"}, {"revision": 0}]


@pytest.mark.parametrize("columns", IMPOSSIBLE, ids=str)
def test_the_database_itself_keeps_nothing_impossible(client, record, columns):
    send(client, record)
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeSession.objects.update(**columns)


def test_the_database_itself_never_rewrites_a_version(client, record):
    send(client, record)
    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        SessionVersion.objects.update(record={})


def test_the_database_itself_keeps_a_version_once(client, record):
    send(client, record)
    version = SessionVersion.objects.get()
    version.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
