"""Reminders by mail: sent once, stopped by what is done, discreet, put off and turned off without signing in."""

import re
import smtplib
import uuid
from datetime import time, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from ischia.accounts.models import Keeper, User
from ischia.care.events import report_event
from ischia.care.reminding import sending
from ischia.care.reminding.feed import feed_of
from ischia.care.reminding.models import ReminderWishes, SentReminder
from ischia.care.reminding.sending import send_due
from ischia.care.reminding.usecases import Chosen, confirm_mail, keep_wishes
from ischia.care.versions import change_plan
from ischia.core import adapting
from ischia.core.adverse import Told
from tests.web.reminding import HEALTH, WORDS, link, massaged, now_is, plan, text, today, wish, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.EMAIL_URL, settings.ADDRESS = "memorymail://", "https://ischia.example"
    cache.clear()


@pytest.fixture
def keeper():
    return Keeper.objects.create(user=User.objects.create_user("anna", WORDS))


def test_a_reminder_comes_at_its_time_and_once(keeper):
    wish(keeper, diary=time(20))
    assert send_due(today(19, 59)) == {"nothing": 1}
    assert send_due(today(20)) == {"sent": 1}
    assert send_due(today(20)) == {}
    assert send_due(today(23)) == {}
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]


def test_it_comes_at_the_persons_own_time(keeper):
    wish(keeper, diary=time(20), zone="Asia/Kolkata")
    assert send_due(today(14, 29)) == {"nothing": 1}
    assert send_due(today(14, 30)) == {"sent": 1}


def test_what_is_done_is_not_reminded_of_and_asked_for_again_tomorrow(keeper):
    wish(keeper, diary=time(20))
    write(keeper, today(8))
    assert send_due(today(20)) == {"nothing": 1}
    assert send_due(today(20, days=1)) == {"sent": 1}


def test_done_after_the_first_reminder_there_is_no_second(keeper):
    wish(keeper, diary=time(18), repeat=True)
    send_due(today(18))
    write(keeper, today(19))
    assert send_due(today(20)) == {"nothing": 1}


def test_where_nothing_was_written_it_comes_once_more_and_then_no_more(keeper):
    wish(keeper, diary=time(18), repeat=True)
    assert [send_due(today(hour))["sent"] for hour in (18, 19, 20, 22, 23)] == [1, 0, 1, 0, 0]


def test_all_that_is_due_at_one_time_comes_in_one_mail(keeper):
    plan(keeper)
    wish(keeper, session=time(18), exercise=time(18), diary=time(18), titles="plain")
    assert send_due(today(18)) == {"sent": 1}
    body = mail.outbox[0].body
    assert "Your diary" in body
    assert SentReminder.objects.count() == len(re.findall(r"^- ", body, re.MULTILINE)) > 2


def test_the_session_of_the_plan_stops_reminding_once_it_was_done(keeper):
    row = plan(keeper)
    wish(keeper, session=time(18))
    massaged(row, today(9))
    assert send_due(today(18)) == {"nothing": 1}


def test_a_session_that_is_due_is_reminded_of(keeper):
    plan(keeper)
    wish(keeper, session=time(18))
    assert send_due(today(18)) == {"sent": 1}


def test_while_the_plan_is_paused_nothing_comes(keeper):
    row = plan(keeper)
    wish(keeper, session=time(18), diary=time(18), exercise=time(18))
    day = timezone.localdate()
    change_plan(row, lambda now, _case, known: adapting.pause(now, day, day, known), id=uuid.uuid4(), today=day)
    assert send_due(today(18)) == {"nothing": 1}
    assert send_due(today(18, days=1)) == {"sent": 1}


@pytest.fixture
def locked(keeper):
    """A plan that is locked since this morning, because something went wrong after a massage."""
    plan(keeper)
    told = Told(what="more_pain", how="much", signs=())
    report = report_event(keeper, told, id=uuid.uuid4(), now=today(8))
    assert report.locks
    return report


def test_while_the_plan_is_locked_one_kind_word_comes_instead_and_only_once(keeper, locked):
    wish(keeper, session=time(18), diary=time(20), titles="plain")
    assert send_due(today(18)) == {"nothing": 1}
    assert send_due(today(18, days=1)) == {"sent": 1}
    assert mail.outbox[0].subject == "Your plan waits for the safety questions"
    assert [send_due(today(hour, days=days))["sent"] for days in (1, 2, 3) for hour in (19, 20, 21)] == [0] * 9


def test_what_went_wrong_is_asked_after_at_24_and_72_hours_also_while_the_plan_is_locked(keeper, locked):
    wish(keeper, event=time(7))
    came = {hours: send_due(today(8) + timedelta(hours=hours))["sent"] for hours in (23, 24, 25, 48, 71, 72, 96)}
    assert came == {23: 0, 24: 1, 25: 0, 48: 0, 71: 0, 72: 1, 96: 0}


def test_nobody_is_written_to_before_the_address_has_answered(keeper):
    row = keep_wishes(keeper, Chosen({"diary": time(20)}, None, False, "UTC", "discreet", "anna@example.org"), today(1))
    assert send_due(today(20)) == {}
    confirm_mail(row, today(2))
    assert send_due(today(20)) == {"sent": 1}


def test_a_mail_server_that_says_no_is_asked_again(keeper, monkeypatch):
    wish(keeper, diary=time(20))
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", _refuse)
        assert send_due(today(20)) == {"failed": 1}
    assert not SentReminder.objects.exists()
    assert send_due(today(20, 10)) == {}
    assert send_due(today(20, 15)) == {"sent": 1}


def _refuse(_message):
    raise smtplib.SMTPServerDisconnected


def test_a_fault_with_one_person_keeps_nobody_else_waiting(keeper, monkeypatch):
    other = Keeper.objects.create(user=User.objects.create_user("ben", WORDS))
    for each in (keeper, other):
        wish(each, diary=time(20), mail=f"{each.user}@example.org")
    due = sending.due_today

    def fails_for_anna(who, *args):
        if who == keeper:
            raise ValueError
        return due(who, *args)

    monkeypatch.setattr(sending, "due_today", fails_for_anna)
    assert send_due(today(20)) == {"failed": 1, "sent": 1}
    assert [message.to for message in mail.outbox] == [["ben@example.org"]]


def test_the_database_keeps_each_reminder_once(keeper):
    row = wish(keeper, diary=time(20))
    said = {"key": "diary/1", "task": "diary", "day": timezone.localdate(), "claimed_at": timezone.now()}
    row.sent.create(**said)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.sent.create(**said)


def test_a_discreet_mail_says_nothing_about_health(keeper):
    plan(keeper)
    wish(keeper, **dict.fromkeys(("session", "exercise", "diary", "measure", "review"), time(18)))
    send_due(today(18))
    message = mail.outbox[0]
    assert message.subject == "A reminder"
    assert not HEALTH.search(re.sub(r"https://\S+", "", message.subject + message.body))
    assert "streak" not in message.body


def test_plain_words_come_only_where_they_were_wished_for(keeper):
    wish(keeper, diary=time(20), titles="plain")
    send_due(today(20))
    assert mail.outbox[0].subject == "Your diary: how is it now?"


def test_each_mail_can_turn_all_off_without_signing_in(keeper):
    row = wish(keeper, diary=time(20))
    send_due(today(20))
    message, stranger = mail.outbox[0], Client(enforce_csrf_checks=True)
    path = link(message, "stop")
    assert message.extra_headers["List-Unsubscribe"] == f"<https://ischia.example{path}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Turn all reminders off?" in text(stranger.get(path))
    assert ReminderWishes.objects.get(pk=row.pk).on
    assert "All reminders are off" in text(stranger.post(path, {"List-Unsubscribe": "One-Click"}))
    row.refresh_from_db()
    assert (row.on, row.mail, row.confirmed_at) == (False, "", None)
    assert send_due(today(20, days=1)) == {}
    assert b"BEGIN:VEVENT" not in feed_of(row, today(8, days=1))
    assert "All reminders are off" in text(stranger.get(path))


def test_a_link_that_was_tampered_with_turns_nothing_off(keeper):
    row = wish(keeper, diary=time(20))
    send_due(today(20))
    path = link(mail.outbox[0], "stop")
    Client().post(f"{path[:-2]}{'a' if path[-2] != 'a' else 'b'}/")
    assert ReminderWishes.objects.get(pk=row.pk).on


def test_put_off_from_the_mail_it_comes_once_more_that_day(keeper, monkeypatch):
    wish(keeper, diary=time(12))
    send_due(today(12))
    path = link(mail.outbox[0], "later")
    now_is(monkeypatch, today(13))
    assert "1 hour" in text(Client().get(path))
    assert "Until 15:00" in text(Client().post(path, {"hours": "2"}))
    assert [send_due(today(hour))["sent"] for hour in (14, 15, 16, 18)] == [0, 1, 0, 0]
    assert "/later/" not in mail.outbox[1].body


def test_late_in_the_day_it_cannot_be_put_off_into_the_night(keeper, monkeypatch):
    wish(keeper, diary=time(20), quiet=(time(22), time(7)))
    send_due(today(20))
    path = link(mail.outbox[0], "later")
    now_is(monkeypatch, today(21, 30))
    assert "That was the last one for today" in text(Client().get(path))
    Client().post(path, {"hours": "1"})
    assert not ReminderWishes.objects.get().snoozed.exists()
