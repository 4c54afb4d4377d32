"""Reminders that ring in a calendar: the same events under the same ids, gone once done, behind a secret address."""

import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from ischia.accounts.models import Keeper
from ischia.care.events import report_event
from ischia.care.reminding.feed import feed_of
from ischia.care.reminding.models import ReminderWishes
from ischia.care.reminding.usecases import Chosen, change_feed_address, keep_wishes, put_off
from ischia.care.versions import change_plan
from ischia.core import adapting
from ischia.core.adverse import Told
from tests.web.reminding import massaged, plan, today

pytestmark = pytest.mark.django_db
PAGE = "/reminders/"
ALL_AT_SIX = dict.fromkeys(("session", "exercise", "diary", "review"), time(18))


@pytest.fixture
def keeper():
    return Keeper.objects.create()


@pytest.fixture
def row(keeper):
    """A plan of this morning, and wishes for six o'clock."""
    plan(keeper)
    return wish(keeper)


def wish(keeper, made=None, titles="discreet", zone="UTC", **at):
    chosen = Chosen(at or ALL_AT_SIX, None, False, zone, titles, None)
    return keep_wishes(keeper, chosen, made or today(1))


def events(row, now=None):
    return Calendar.from_ical(feed_of(row, now or today(8))).walk("VEVENT")


def days_of(row, title, now=None):
    return [each.decoded("dtstart").date() for each in events(row, now) if each["summary"] == title]


def test_each_reminder_rings_at_its_moment(row):
    found = events(row)
    assert {each.decoded("dtstart").timetz() for each in found} == {time(18, tzinfo=UTC)}
    for each in found:
        (alarm,) = each.walk("VALARM")
        assert (alarm["action"], alarm.decoded("trigger")) == ("DISPLAY", timedelta())
        assert each["class"] == "PRIVATE"


def test_what_rings_at_one_moment_rings_once_for_each_kind(row):
    titles = [each["summary"] for each in events(row) if each.decoded("dtstart") == today(18)]
    assert sorted(titles) == ["A note for today", "Time for yourself", "Time to move"]


def test_it_rings_at_the_persons_own_time_also_after_the_clocks_change(keeper):
    row = wish(keeper, zone="Europe/Rome", made=datetime(2026, 10, 20, tzinfo=UTC), diary=time(18))
    hours = {
        each.decoded("dtstart").date().day: each.decoded("dtstart").hour
        for each in events(row, datetime(2026, 10, 24, 6, tzinfo=UTC))
    }
    assert (hours[24], hours[25], hours[26]) == (16, 17, 17)


def test_ids_stay_and_the_number_rises_only_when_something_changed(row):
    first, again = events(row), events(row)
    assert [each["uid"] for each in first] == [each["uid"] for each in again]
    assert [each["sequence"] for each in first] == [each["sequence"] for each in again]
    later = events(wish(row.keeper, made=today(2)))
    assert {each["uid"] for each in later} == {each["uid"] for each in first}
    assert min(each["sequence"] for each in later) > max(each["sequence"] for each in first)
    assert len({each["uid"] for each in first}) == len(first)


def test_two_people_never_share_an_id(row):
    other = wish(Keeper.objects.create())
    assert not {each["uid"] for each in events(row)} & {each["uid"] for each in events(other)}


def test_what_is_done_vanishes_and_comes_again_on_its_next_day(row):
    title, day = "Time for yourself", timezone.localdate()
    assert day in days_of(row, title)
    massaged(row.keeper.screenings.get(), today(7))
    assert day not in days_of(row, title)
    assert days_of(row, title)


def test_while_the_plan_is_paused_there_is_nothing_on_those_days(row):
    day = timezone.localdate()
    last = day + timedelta(days=3)
    screening = row.keeper.screenings.get()
    change_plan(screening, lambda now, _case, known: adapting.pause(now, day, last, known), id=uuid.uuid4(), today=day)
    found = [each.decoded("dtstart").date() for each in events(row)]
    assert min(found) == last + timedelta(days=1)


def test_while_the_plan_is_locked_one_kind_word_stands_on_one_day(row):
    report_event(row.keeper, Told(what="more_pain", how="much", signs=()), id=uuid.uuid4(), now=today(8))
    for days in (0, 1, 2):
        found = events(row, today(9, days=days))
        assert [(each["summary"], each.decoded("dtstart")) for each in found] == [
            ("Some questions are waiting for you", today(18, days=1))
        ]


def test_put_off_it_rings_later_and_the_number_rises(row):
    before = events(row)
    put_off(row, ["diary"], timezone.localdate(), today(20), today(9))
    (moved,) = [each for each in events(row, today(10)) if each.decoded("dtstart") == today(20)]
    assert moved["uid"] in {each["uid"] for each in before}
    assert moved["sequence"] > before[0]["sequence"]


def test_the_feed_needs_its_secret_address_and_nothing_else(row):
    answer = Client().get(f"{PAGE}feed/{row.word}.ics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"BEGIN:VALARM" in answer.content
    assert "no-store" in answer["Cache-Control"]
    change_feed_address(row)
    assert Client().get(f"{PAGE}feed/{row.word}.ics").status_code == 404


def test_the_file_is_its_owners_alone(client):
    assert client.get(f"{PAGE}reminders.ics").status_code == 404
    client.post(PAGE, {"titles": "discreet", "zone": "UTC", "on_diary": "on", "at_diary": "18:00"})
    answer = client.get(f"{PAGE}reminders.ics")
    assert "attachment" in answer["Content-Disposition"]
    assert ReminderWishes.objects.get().word in client.get(PAGE).content.decode()
    assert Client().get(f"{PAGE}reminders.ics").status_code == 404
