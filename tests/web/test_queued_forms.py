"""A form that waited on a device: kept once, as of when it was filled in, and answered in JSON."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care.diary.models import DiaryEntry, EntryVersion, MeasureAnswers

pytestmark = pytest.mark.django_db


def send(client, url="/diary/", waited="0", owner="", id=None, **said):
    form = {"id": str(id or uuid.uuid4()), "base": "0", **said}
    return client.post(url, form, headers={"X-Ischia-Waited": waited, "X-Ischia-Owner": owner})


def test_what_waited_is_answered_with_its_own_id_and_kept_once(client):
    id = uuid.uuid4()
    for _ in range(5):
        answer = send(client, id=id, leg_pain_left="4")
        assert answer.status_code == 201
        assert answer.json() == {"record": {"id": str(id), "revision": 1}}
    assert EntryVersion.objects.get().said["scores"] == {"leg_pain:left": 4}


def test_it_counts_from_when_it_was_filled_in(client):
    then = timezone.localtime() - timedelta(days=2, minutes=3)
    send(client, waited=str(2 * 86400 + 180), leg_pain_left="4")
    version = EntryVersion.objects.get()
    assert (version.day, version.at.hour) == (then.date(), then.hour)
    send(client, "/measures/nrs_leg/", waited=str(2 * 86400 + 180), value_pain="5")
    assert MeasureAnswers.objects.get().day == then.date()


@pytest.mark.parametrize("waited", ["-5", "soon", "", "9" * 30])
def test_a_wait_that_is_none_counts_as_none_and_loses_nothing(client, waited):
    assert send(client, waited=waited, leg_pain_left="4").status_code == 201
    assert EntryVersion.objects.get().day == timezone.localdate()


def test_what_has_to_be_put_right_is_said_and_not_kept(client):
    answer = send(client, leg_pain_left="44")
    assert answer.status_code == 422
    assert set(answer.json()) == {"field", "got", "allowed"}
    assert not DiaryEntry.objects.exists()


def test_it_is_not_kept_under_another_name(client):
    assert send(client, owner="somebody-else", leg_pain_left="4").status_code == 401
    assert not DiaryEntry.objects.exists()


def test_the_very_first_thing_whose_answer_was_lost_is_still_theirs(client):
    client.get("/api/ticket/")
    before, id = client.cookies.copy(), uuid.uuid4()
    send(client, id=id, leg_pain_left="4")
    client.cookies = before  # the answer, and with it its cookie, never arrived
    assert send(client, id=id, leg_pain_left="4").status_code == 201
    assert Keeper.objects.count() == 1
    assert "Leg pain, left" in client.get("/diary/").content.decode().split("What you wrote")[1]


def test_asking_who_one_is_keeps_nothing(client):
    client.get("/api/ticket/")
    assert not Keeper.objects.exists()


def test_a_page_that_is_sent_from_the_page_is_answered_with_a_page(client):
    answer = client.post("/diary/", {"id": str(uuid.uuid4()), "base": "0", "leg_pain_left": "4"})
    assert answer.status_code == 302


def test_the_diary_may_be_kept_by_the_device_that_showed_it(client):
    said = client.get("/diary/")["Cache-Control"]
    assert "private" in said
    assert "no-store" not in said
