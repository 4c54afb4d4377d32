"""Messages of an appointment: what a calendar makes of them, that each goes out once, and what is tried again."""

import smtplib
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from icalendar import Calendar

from ischia.practice import rounds
from ischia.practice.booking.holding import hold_time
from ischia.practice.booking.undoing import undo
from ischia.practice.booking.usecases import Details, book, cancel, move
from ischia.practice.models import Message
from ischia.practice.telling import sending
from ischia.practice.telling.sending import CLAIM_LASTS, TRIES, claim, send_due_messages
from tests.practice.practices import NOW, again, ask, at, person, service, therapist

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=5)
HEALTH = ("massage", "sciatica", "pain", "back", "health", "therap")


@pytest.fixture(autouse=True)
def with_mail(settings):
    settings.EMAIL_URL, settings.ADDRESS = "smtp://mail.example", "https://ischia.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Ischia <bookings@ischia.example>"


@pytest.fixture
def booked(db):
    listing = therapist(zone="Europe/London", remind_hours=[48, 2])
    listing.email, listing.street = "ada@example.org", "1 Example Street"
    listing.save()
    who = Details("Pat Example", "pat@example.org", reason="pain in my leg")
    return book(hold_time(ask(service(listing), keeper=person()), NOW), who, NOW)


def go(minutes):
    """Send what is due so many minutes after now; the mails that went out."""
    mail.outbox.clear()
    send_due_messages(NOW + timedelta(minutes=minutes))
    return mail.outbox


def calendar_in(sent):
    parts = message_from_bytes(sent.message().as_bytes(), policy=policy.default).walk()
    part = next(each for each in parts if each.get_content_type() == "text/calendar")
    return part.get_param("method"), Calendar.from_ical(part.get_content())


class Client:
    """A calendar as people have one: takes invitations by UID, and only a later word replaces an earlier one."""

    def __init__(self):
        self.events = {}

    def take(self, sent):
        method, calendar = calendar_in(sent)
        assert calendar["METHOD"] == method
        for event in calendar.walk("VEVENT"):
            uid, number = str(event["UID"]), int(event["SEQUENCE"])
            if uid in self.events and self.events[uid][0] >= number:
                continue
            self.events[uid] = (number, None if method == "CANCEL" else event.decoded("DTSTART"))

    @property
    def shown(self):
        return [starts for _number, starts in self.events.values() if starts]


def to_pat(sent):
    return [each for each in sent if each.to == ["pat@example.org"]]


def test_nothing_goes_out_for_three_minutes(booked):
    assert go(2) == []
    assert {each.to[0] for each in go(4)} == {"pat@example.org", "ada@example.org"}


def test_one_calendar_sees_it_booked_moved_and_gone(booked):
    client = Client()
    client.take(to_pat(go(4))[0])
    assert client.shown == [at(10)]
    move(booked, at(14), NOW + timedelta(minutes=10))
    client.take(to_pat(go(14))[0])
    assert client.shown == [at(14)]
    cancel(booked, NOW + timedelta(minutes=20))
    client.take(to_pat(go(24))[0])
    assert client.shown == []
    assert len(client.events) == 1


def test_the_invitation_is_one_that_calendars_believe(booked):
    sent = to_pat(go(4))[0]
    method, calendar = calendar_in(sent)
    event = calendar.walk("VEVENT")[0]
    assert method == "REQUEST"
    assert event["ORGANIZER"] == "mailto:bookings@ischia.example"
    assert sent.from_email == "Ischia <bookings@ischia.example>"
    assert event["ATTENDEE"] == "mailto:pat@example.org"
    assert [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    assert event["DTSTART"].params["TZID"] == "Europe/London"


def test_titles_and_subjects_say_nothing_of_anybodys_health(booked):
    for sent in go(4):
        event = calendar_in(sent)[1].walk("VEVENT")[0]
        said = f"{event['SUMMARY']} {sent.subject}".lower()
        assert not [word for word in HEALTH if word in said]
        assert "pain in my leg" not in sent.body


def test_the_mail_says_what_one_needs(booked):
    body = to_pat(go(4))[0].body
    assert f"https://ischia.example/appointment/{booked.link_word}/" in body
    assert "1 Example Street" in body
    assert "costs nothing until" in body


def test_a_booking_that_is_undone_is_never_told(booked):
    undo(booked, NOW + timedelta(minutes=2))
    assert go(60) == []


def test_a_move_that_is_undone_is_never_told(booked):
    go(4)
    move(booked, at(14), NOW + timedelta(minutes=10))
    undo(again(booked), NOW + timedelta(minutes=11))
    assert go(60) == []
    assert again(booked).messages.filter(kind="reminder", sent_at=None).count() == 2


def test_reminders_come_before_the_visit_with_the_question_what_is_new(booked):
    go(4)
    two_hours_before = int((at(8, 5) - NOW) / timedelta(minutes=1))
    sent = go(two_hours_before)
    assert len(sent) == 2
    assert f"/appointment/{booked.link_word}/anything-new/" in sent[0].body


def test_no_reminder_of_what_is_cancelled(booked):
    go(4)
    cancel(booked, NOW + LATER)
    go(10)
    assert go(60 * 24 * 30) == []


def test_sent_again_nothing_goes_out_twice(booked):
    assert len(go(4)) == 2
    assert go(5) == []


def test_what_one_sender_has_claimed_the_others_leave_alone(booked):
    later = NOW + timedelta(minutes=4)
    mine = [claim(later), claim(later)]
    assert None not in mine
    assert go(4) == []


def test_a_sender_that_died_leaves_a_claim_that_runs_out(booked):
    claim(NOW + timedelta(minutes=4))
    assert len(go(5)) == 1
    assert len(go(5 + CLAIM_LASTS // timedelta(minutes=1))) == 1


def test_a_mail_server_that_says_no_is_asked_again_and_given_up_in_the_end(booked, monkeypatch):
    def refuse(*_args, **_more):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    Message.objects.exclude(kind="confirmed").delete()
    came, minutes = [], 4
    for _ in range(TRIES):
        came.append(send_due_messages(NOW + timedelta(minutes=minutes)))
        assert send_due_messages(NOW + timedelta(minutes=minutes)) == {}
        minutes += 300
    assert [sum(each.values()) for each in came] == [2] * TRIES
    assert came[-1] == {"gave up": 2}
    assert Message.objects.filter(sent_at=None, dropped_at=None).count() == 0


def test_one_message_that_cannot_be_written_keeps_no_other_waiting(booked, monkeypatch):
    written = sending.letter_of

    def stumble(message):
        if message.to == "person":
            raise ValueError("cannot be written")
        return written(message)

    monkeypatch.setattr(sending, "letter_of", stumble)
    assert [each.to for each in go(4)] == [["ada@example.org"]]


def test_a_fault_in_another_step_keeps_no_message_waiting(booked, monkeypatch):
    def stumble(_now):
        raise ValueError("a calendar that nobody can read")

    monkeypatch.setattr(rounds, "read_due", stumble)
    assert rounds.go_round(NOW + LATER)["sent"] == 2


def test_without_a_mail_server_messages_are_dropped_and_nothing_fails(booked, settings):
    settings.EMAIL_URL = ""
    assert send_due_messages(NOW + LATER) == {"dropped": 2}
    assert Message.objects.filter(sent_at__isnull=False).count() == 0


def test_who_gave_no_address_is_not_written_to(booked):
    again(booked).listing.__class__.objects.update(email="")
    assert [each.to for each in go(4)] == [["pat@example.org"]]
