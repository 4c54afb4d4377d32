"""The diary over HTTP: written in a few fields, changed with history, deleted with undo, lost never."""

import csv
import io
import json
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ischia.care.diary.models import DiaryEntry, EntryVersion
from ischia.core.diary import read_entry
from ischia.core.knowledge import load_knowledge
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
DIARY = "/diary/"
KNOWLEDGE = load_knowledge()


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def add(client, status=302, **said):
    answer = client.post(DIARY, {"id": str(uuid.uuid4()), "base": "0", **said})
    assert answer.status_code == status, answer.content.decode()
    return EntryVersion.objects.order_by("written_at").last() if status == 302 else answer


def change(client, version, base=None, **said):
    return client.post(
        f"{DIARY}{version.entry_id}/", {"id": str(version.entry_id), "base": base or version.number, **said}
    )


def yesterday():
    return (timezone.localdate() - timedelta(days=1)).isoformat()


def newest():
    return EntryVersion.objects.get(newest=True)


def test_one_number_is_an_entry_of_now(client):
    version = add(client, leg_pain_left="6")
    assert version.said["scores"] == {"leg_pain:left": 6}
    assert (version.day, version.number) == (timezone.localdate(), 1)
    page = text(client.get(DIARY))
    assert "Leg pain, left" in page
    assert "6 of 10" in page


def test_a_day_takes_many_entries(client):
    for pain in "3", "5", "4":
        add(client, leg_pain_left=pain)
    assert text(client.get(DIARY)).count('class="diary-entry"') == 3


def test_every_part_is_kept_as_it_was_said(client):
    version = add(
        client, leg_pain_left="0", tingling_right="2", reach_left="calf", care=["doctor", "medicine"],
        care_note="one tablet at noon", note="Long drive.\nBad seat.", day=yesterday(), at="21:15",
    )  # fmt: skip
    entry = read_entry(version.said, KNOWLEDGE)
    assert (entry.scores, entry.reach) == ({"leg_pain:left": 0, "tingling:right": 2}, {"left": "calf"})
    assert (entry.care, entry.care_note) == (("medicine", "doctor"), "one tablet at noon")
    assert entry.note.splitlines() == ["Long drive.", "Bad seat."]
    assert (version.day.isoformat(), version.at.isoformat("minutes")) == (yesterday(), "21:15")


def test_sent_twice_it_is_kept_once(client):
    said = {"id": str(uuid.uuid4()), "base": "0", "leg_pain_left": "6", "day": yesterday(), "at": "09:00"}
    for _ in range(5):
        assert client.post(DIARY, said).status_code == 302
    assert EntryVersion.objects.count() == 1


def test_gone_back_and_sent_with_another_number_it_is_a_change_and_both_are_kept(client):
    said = {"id": str(uuid.uuid4()), "base": "0", "day": yesterday(), "at": "09:00"}
    client.post(DIARY, {**said, "leg_pain_left": "6"})
    client.post(DIARY, {**said, "leg_pain_left": "4"})
    assert [each.said["scores"]["leg_pain:left"] for each in EntryVersion.objects.order_by("number")] == [6, 4]
    assert newest().number == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose at least one number, or write a note."),
        ({"leg_pain_left": "11", "note": "kept"}, "Choose a number from 0 to 10."),
        ({"reach_left": "toe", "note": "kept"}, "Choose one of the places shown."),
        ({"day": "2099-01-01", "at": "10:00", "note": "kept"}, "Choose a day and a time up to now."),
        ({"day": "2026-11-01", "note": "kept"}, "Add a time. A guess is fine."),
        ({"at": "10:00", "note": "kept"}, "Add the day."),
        ({"day": "never", "at": "10:00", "note": "kept"}, "Enter a valid date."),
    ],
)
def test_what_has_to_be_put_right_is_said_beside_its_field_and_nothing_typed_is_lost(client, said, words):
    answer = client.post(DIARY, {"id": str(uuid.uuid4()), "base": "0", **said})
    page = text(answer, 422)
    assert page.count(words) == 2  # on top, and beside the field
    assert said.get("note", "") in page
    assert not EntryVersion.objects.exists()


def test_the_last_numbers_are_offered_and_taken_with_one_press(client):
    add(client, leg_pain_left="6", back_pain_left="3", note="bad night", care=["medicine"])
    page = text(client.get(DIARY))
    assert "last time 6" in page
    assert "Same as last time" in page
    add(client, go="same", back_pain_left="5")
    kept = EntryVersion.objects.latest("written_at").said
    assert kept["scores"] == {"leg_pain:left": 6, "back_pain:left": 5}
    assert (kept["note"], kept["care"]) == ("", [])


def test_a_change_keeps_the_version_before_and_can_be_taken_back(client):
    version = add(client, leg_pain_left="6", note="typo")
    change(client, version, leg_pain_left="5", note="typo", day=version.day, at=version.at)
    page = text(client.get(f"{DIARY}{version.entry_id}/"))
    assert "6 of 10" in page
    assert "5 of 10" in page
    client.post(f"{DIARY}{version.entry_id}/restore/", {"version": 1})
    assert (newest().number, newest().said["scores"]) == (3, {"leg_pain:left": 6})


def test_two_windows_lose_nothing_of_each_other(client):
    version = add(client, leg_pain_left="6")
    when = {"day": version.day, "at": version.at}
    change(client, version, base=1, leg_pain_left="6", note="from the phone", **when)
    change(client, version, base=1, leg_pain_left="4", **when)
    assert newest().said["scores"] == {"leg_pain:left": 4}
    assert newest().said["note"] == "from the phone"


def test_where_two_windows_differ_the_last_one_holds_and_the_person_is_told(client):
    version = add(client, leg_pain_left="6")
    when = {"day": version.day, "at": version.at}
    change(client, version, base=1, leg_pain_left="2", **when)
    answer = change(client, version, base=1, leg_pain_left="4", **when)
    assert "also changed in another window" in text(client.get(answer["Location"]))
    assert [each.said["scores"]["leg_pain:left"] for each in EntryVersion.objects.order_by("number")] == [6, 2, 4]


def test_what_is_deleted_can_be_brought_back(client):
    version = add(client, leg_pain_left="6", note="the drive")
    answer = client.post(f"{DIARY}{version.entry_id}/delete/")
    page = text(client.get(answer["Location"]))
    assert "Undo" in page
    assert "the drive" not in page
    assert "the drive" in text(client.get(f"{DIARY}deleted/"))
    client.post(f"{DIARY}{version.entry_id}/restore/")
    assert "the drive" in text(client.get(DIARY))


def test_who_goes_on_writing_in_a_deleted_entry_gets_it_back(client):
    version = add(client, leg_pain_left="6")
    client.post(f"{DIARY}{version.entry_id}/delete/")
    change(client, version, leg_pain_left="5", day=version.day, at=version.at)
    assert not DiaryEntry.objects.exclude(deleted_at=None).exists()


def test_places_are_touched_first_and_then_scored_one_by_one(client):
    version = add(client, leg_pain_left="6")
    url = f"{DIARY}{version.entry_id}/places/"
    page = text(client.post(url, {"base": 1, "where": ["buttock:left", "calf:left"]}))
    assert "Buttock, left" in page
    refused = client.post(url, {"base": 1, "where": ["buttock:left", "calf:left"], "scored": 1, "at_calf_left": "7"})
    assert "Choose a number." in text(refused, 422)
    sent = {"base": 1, "where": ["buttock:left", "calf:left"], "scored": 1, "at_calf_left": "7", "at_buttock_left": "0"}
    assert client.post(url, sent).status_code == 302
    assert newest().said["places"] == {"buttock:left": 0, "calf:left": 7}
    assert newest().said["scores"] == {"leg_pain:left": 6}
    change(client, newest(), leg_pain_left="3", day=version.day, at=version.at)
    assert newest().said["places"] == {"buttock:left": 0, "calf:left": 7}


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ({"reach_left": "thigh"}, {"reach_left": "calf"}, "It reaches further down the leg than before."),
        ({"leg_pain_left": "5"}, {"leg_pain_left": "5", "leg_pain_right": "1"}, "Both legs are affected now."),
        ({"weakness_left": "0"}, {"weakness_left": "1"}, "A leg is weak that was not"),
    ],
)
def test_what_gets_worse_leads_to_the_safety_questions_and_stays_until_they_are_answered(
    client, settings, before, now, words
):
    settings.DEMO = True
    then = "Stop massage for now and answer the safety questions again."
    add(client, **before)
    assert then not in text(client.get(DIARY))
    add(client, **now)
    page = text(client.get(DIARY))
    assert then in page
    assert words in page
    assert page.count('data-kind="primary"') == 1
    open_demo(client, "sam")
    assert then not in text(client.get(DIARY))


def test_moving_up_the_leg_is_no_alarm(client):
    add(client, reach_left="foot", day=yesterday(), at="09:00")
    add(client, reach_left="thigh")
    assert "answer the safety questions again" not in text(client.get(DIARY))


def test_nobody_else_sees_changes_or_deletes_an_entry(client):
    version = add(client, leg_pain_left="6", note="for my eyes")
    other = Client()
    other.post(DIARY, {"id": str(uuid.uuid4()), "base": "0", "leg_pain_left": "1"})
    for way in "", "places/":
        assert other.get(f"{DIARY}{version.entry_id}/{way}").status_code == 404
    for way in "", "places/", "delete/", "restore/":
        assert other.post(f"{DIARY}{version.entry_id}/{way}").status_code == 404
    assert other.post(DIARY, {"id": str(version.entry_id), "base": "0", "leg_pain_left": "1"}).status_code == 404
    assert "for my eyes" not in text(other.get(DIARY)) + other.get(f"{DIARY}diary.json").content.decode()


def test_the_table_holds_every_entry_and_an_empty_cell_is_no_0(client):
    add(client, leg_pain_left="0", day=yesterday(), at="08:00", note="=1+1")
    add(client, back_pain_right="4")
    answer = client.get(reverse("diary:export", args=["csv"]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(row["leg_pain_left"], row["back_pain_right"]) for row in rows] == [("0", ""), ("", "4")]
    assert rows[0]["note"] == "'=1+1"  # no spreadsheet takes it for a formula
    assert "attachment" in answer["Content-Disposition"]


def test_the_json_reads_back_as_it_was_written(client):
    add(client, leg_pain_left="2", reach_left="foot", note="“ünï”")
    document = json.loads(client.get(reverse("diary:export", args=["json"])).content)
    (written,) = document["entries"]
    assert read_entry(written["entry"], KNOWLEDGE) == read_entry(newest().said, KNOWLEDGE)


def test_before_the_first_entry_and_after_it_the_page_says_what_comes(client):
    assert "Nothing yet" in text(client.get(DIARY))
    add(client, leg_pain_left="6")
    assert "3 more days within a week" in text(client.get(DIARY))


def test_no_word_counts_days_in_a_row_or_blames_a_gap(client):
    add(client, leg_pain_left="6", day=(timezone.localdate() - timedelta(days=20)).isoformat(), at="09:00")
    page = text(client.get(DIARY)).lower()
    assert not [word for word in ("streak", "in a row", "missed", "forgot", "you should have") if word in page]


def test_the_database_itself_keeps_one_newest_version(client):
    version = add(client, leg_pain_left="6")
    with pytest.raises(IntegrityError), transaction.atomic():
        version.entry.versions.create(number=2, day=date(2026, 1, 1), at=version.at, zone="UTC", said={})
    with pytest.raises(IntegrityError), transaction.atomic():
        version.entry.versions.create(number=1, newest=False, day=date(2026, 1, 1), at=version.at, zone="UTC", said={})
