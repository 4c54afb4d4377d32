"""A therapist's calendars: the private feed out, busy times in, and nothing fetched from inside."""

import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from ischia.accounts.models import User
from ischia.core.problems import Problem
from ischia.exchange.busy_times import read_busy
from ischia.practice.booking.busy import keep_file, read_address, read_due
from ischia.practice.booking.fetching import fetch
from ischia.practice.booking.holding import Taken, hold_time
from ischia.practice.booking.usecases import Details, book, cancel
from ischia.practice.models import BusyTime
from tests.practice.practices import MONDAY, NOW, again, ask, at, person, service, therapist

FIRST, LAST = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)


def calendar(*events):
    body = "".join(f"BEGIN:VEVENT\r\nDTSTAMP:20270101T000000Z\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n{body}END:VCALENDAR\r\n".encode()


def event(day=MONDAY, hour=10, *more):
    return "\r\n".join(
        [f"UID:lunch-{hour}", f"DTSTART:{day:%Y%m%d}T{hour:02}0000Z", f"DTEND:{day:%Y%m%d}T{hour + 1:02}0000Z", *more]
    )


def spans(data, zone="Europe/London"):
    return [(each.starts, each.ends) for each in read_busy(data, zone, FIRST, LAST)]


def test_a_weekly_event_is_busy_each_week_by_the_clock_on_the_wall():
    said = "UID:a\r\nDTSTART;TZID=Europe/London:20270315T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=4"
    assert [start.hour for start, _end in spans(calendar(said))] == [9, 9, 8, 8]  # summer time from 28 March


def test_a_day_left_out_of_a_series_is_free():
    said = "UID:a\r\nDTSTART:20270315T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:20270316T090000Z"
    assert [start.day for start, _end in spans(calendar(said))] == [15, 17]


@pytest.mark.parametrize(
    "free", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
             "X-MICROSOFT-CDO-INTENDEDSTATUS:FREE"]
)  # fmt: skip
def test_what_says_that_it_is_free_is_free(free):
    assert spans(calendar(f"UID:a\r\nDTSTART:20270315T090000Z\r\nDURATION:PT1H\r\n{free}")) == []


def test_a_whole_day_is_a_day_where_the_therapist_lives():
    found = spans(calendar("UID:a\r\nDTSTART;VALUE=DATE:20270402\r\nDTEND;VALUE=DATE:20270403"), "Pacific/Auckland")
    assert found == [(datetime(2027, 4, 1, 11, tzinfo=UTC), datetime(2027, 4, 2, 11, tzinfo=UTC))]


def test_a_time_without_a_zone_is_by_the_therapists_clock():
    assert spans(calendar("UID:a\r\nDTSTART:20270402T090000\r\nDURATION:PT30M"), "America/New_York") == [
        (datetime(2027, 4, 2, 13, tzinfo=UTC), datetime(2027, 4, 2, 13, 30, tzinfo=UTC))
    ]


def test_events_of_our_own_are_not_read_back():
    said = "UID:0b0f6b5e-4f0e-4a39-9a53-6c1c0a3f3e57@appointment.ischia\r\nDTSTART:20270315T090000Z\r\nDURATION:PT1H"
    assert spans(calendar(said)) == []


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xfe\x00",
        b"<html></html>",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        calendar("UID:a\r\nDTSTART:20270315T090000Z\r\nRRULE:FREQ=SECONDLY"),
        b"x" * 2_000_001,
    ],
)
def test_what_is_no_calendar_is_refused_in_one_sentence(bad):
    with pytest.raises(Problem, match="calendar"):
        read_busy(bad, "UTC", FIRST, LAST)


def test_an_event_that_cannot_be_read_hides_no_other():
    fine = "UID:b\r\nDTSTART:20270402T090000Z\r\nDURATION:PT30M"
    assert len(spans(calendar("UID:a\r\nDTSTART:soon\r\nDURATION:PT1H", fine))) == 1


@pytest.fixture
def owner(db):
    return User.objects.create_user("ada", password="a long word of hers")


@pytest.fixture
def offered(owner):
    listing = therapist()
    listing.owner = owner
    listing.save()
    return service(listing)


@pytest.fixture
def ada(owner):
    client = Client()
    client.force_login(owner)
    return client


def test_busy_times_of_a_file_are_not_free_and_a_new_file_takes_their_place(offered):
    rules = offered.listing.rules
    assert keep_file(rules, calendar(event()), NOW) == 1
    with pytest.raises(Taken):
        hold_time(ask(offered), NOW)
    keep_file(rules, calendar(event(hour=14)), NOW)
    hold_time(ask(offered), NOW)
    assert BusyTime.objects.count() == 1


def test_what_is_blocked_by_hand_stays_when_a_file_is_read(offered):
    BusyTime.objects.create(listing=offered.listing, starts=at(9), ends=at(10))
    keep_file(offered.listing.rules, calendar(), NOW)
    assert BusyTime.objects.count() == 1


@pytest.fixture
def elsewhere():
    """A calendar on this machine, and what it answers."""
    said = {"body": calendar(event()), "status": 200, "to": ""}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(said["status"])
            if said["to"]:
                self.send_header("Location", said["to"])
            self.end_headers()
            self.wfile.write(said["body"])

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    said["url"] = f"http://127.0.0.1:{server.server_port}/mine.ics"
    yield said
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]/x", "http://169.254.169.254/latest", "http://10.0.0.1/",
     "file:///etc/passwd", "ftp://example.org/", "http://", "http://0x7f000001/", "http://[::ffff:127.0.0.1]/"],
)  # fmt: skip
def test_nothing_is_fetched_from_inside(address):
    with pytest.raises(Problem):
        fetch(address)


def test_where_it_is_allowed_a_calendar_of_the_same_network_is_read(elsewhere, settings):
    settings.PRIVATE_CALENDARS = True
    assert fetch(elsewhere["url"]).startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("wrong", [{"status": 404}, {"body": b"x" * 2_000_001}, {"status": 302, "to": "file:///etc"}])
def test_an_answer_that_is_no_calendar_is_refused(elsewhere, settings, wrong):
    settings.PRIVATE_CALENDARS = True
    elsewhere.update(wrong)
    with pytest.raises(Problem):
        fetch(elsewhere["url"])


def test_going_round_in_circles_ends(elsewhere, settings):
    settings.PRIVATE_CALENDARS = True
    elsewhere.update(status=302, to=elsewhere["url"])
    with pytest.raises(Problem, match="redirections"):
        fetch(elsewhere["url"])


def test_an_address_is_read_again_when_its_time_has_come_and_a_fault_loses_nothing(offered, elsewhere, settings):
    settings.PRIVATE_CALENDARS = True
    rules = offered.listing.rules
    rules.busy_from = elsewhere["url"]
    rules.save()
    assert read_due(NOW) == 1
    assert read_due(NOW + timedelta(minutes=5)) == 0
    elsewhere["status"] = 500
    assert read_due(NOW + timedelta(minutes=20)) == 0
    assert BusyTime.objects.count() == 1
    with pytest.raises(Problem):
        read_address(rules, NOW)


def test_the_feed_shows_what_is_booked_and_takes_out_what_is_cancelled(offered):
    booked = book(hold_time(ask(offered, keeper=person()), NOW), Details("Pat Example", "p@example.org"), NOW)
    url = reverse("booking:feed", args=[offered.listing.rules.feed_word])
    found = Calendar.from_ical(Client().get(url).content)
    shown = found.walk("VEVENT")[0]
    assert (found["METHOD"], shown["STATUS"], shown["SUMMARY"]) == (
        "PUBLISH", "CONFIRMED", "Appointment with Pat Example"
    )  # fmt: skip
    assert booked.link_word not in Client().get(url).text
    cancel(booked, NOW)
    shown = Calendar.from_ical(Client().get(url).content).walk("VEVENT")[0]
    assert (shown["STATUS"], int(shown["SEQUENCE"])) == ("CANCELLED", again(booked).sequence)


def test_a_feed_that_is_renewed_has_another_address(offered, ada):
    old = reverse("booking:feed", args=[offered.listing.rules.feed_word])
    ada.post(reverse("booking:renew_feed", args=[offered.listing.pk]))
    assert Client().get(old).status_code == 404


def test_the_page_takes_a_file_and_says_what_is_wrong_with_another(offered, ada):
    url = reverse("booking:busy_file", args=[offered.listing.pk])
    fine = ada.post(url, {"file": SimpleUploadedFile("mine.ics", calendar(event()))}, follow=True)
    assert "Read: 1 busy time to come." in fine.text
    wrong = ada.post(url, {"file": SimpleUploadedFile("mine.ics", b"no calendar")})
    assert wrong.status_code == 422
    assert "a calendar file (.ics)" in wrong.text


def test_the_page_reads_an_address_before_it_keeps_it(offered, ada, elsewhere, settings):
    url = reverse("booking:calendars_of", args=[offered.listing.pk])
    refused = ada.post(url, {"busy_from": elsewhere["url"]})
    assert (refused.status_code, elsewhere["url"] in refused.text) == (422, True)
    settings.PRIVATE_CALENDARS = True
    ada.post(url, {"busy_from": elsewhere["url"]})
    assert BusyTime.objects.count() == 1
    ada.post(url, {"busy_from": ""})
    assert BusyTime.objects.count() == 0
