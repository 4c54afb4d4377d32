"""Invitations and feeds as files: what every calendar needs to take one in, move it and take it out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from ischia.core.problems import Problem
from ischia.exchange.invitations import OURS, Party, Visit, feed, invitation

STARTS = datetime(2027, 3, 28, 8, tzinfo=UTC)  # summer time began in the night
VISIT = Visit(
    key="0b0f6b5e",
    sequence=3,
    starts=STARTS,
    ends=STARTS + timedelta(hours=1),
    zone="Europe/London",
    title="Appointment with Ada; Example, jr",
    details="To move or cancel: https://ischia.example/x",
    place="1 Example Street, Bath",
    link="https://ischia.example/x",
    changed=datetime(2027, 1, 1, tzinfo=UTC),
    organiser=Party("Ada Example", "bookings@ischia.example"),
    attendee=Party("Pat Example", "pat@example.org"),
)


def event_of(data):
    return Calendar.from_ical(data).walk("VEVENT")[0]


def test_an_invitation_is_read_back_as_it_was_written():
    found = event_of(invitation(VISIT, "REQUEST"))
    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == (f"0b0f6b5e{OURS}", 3, "CONFIRMED")
    assert found.decoded("DTSTART") == STARTS
    assert found.decoded("DTSTART").hour == 9
    assert found["SUMMARY"] == "Appointment with Ada; Example, jr"
    assert found["ATTENDEE"].params["CN"] == "Pat Example"


def test_taking_back_names_the_same_event_as_cancelled():
    first, last = invitation(VISIT, "REQUEST"), invitation(replace(VISIT, sequence=4), "CANCEL")
    assert event_of(first)["UID"] == event_of(last)["UID"]
    assert (event_of(last)["STATUS"], event_of(last)["SEQUENCE"]) == ("CANCELLED", 4)
    assert Calendar.from_ical(last)["METHOD"] == "CANCEL"


def test_the_zone_travels_with_it():
    zones = Calendar.from_ical(invitation(VISIT, "REQUEST")).walk("VTIMEZONE")
    assert [str(each["TZID"]) for each in zones] == ["Europe/London"]


def test_what_is_published_names_nobody_who_is_invited():
    found = event_of(feed([VISIT], "Appointments"))
    assert "ATTENDEE" not in found
    assert "ORGANIZER" not in found


def test_an_invitation_needs_somebody_who_is_invited():
    with pytest.raises(Problem, match="attendee"):
        invitation(replace(VISIT, attendee=None), "REQUEST")


def test_lines_are_no_longer_than_calendars_allow():
    data = invitation(replace(VISIT, details="é" * 500), "REQUEST")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
