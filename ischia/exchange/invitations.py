"""Appointments as calendar entries (RFC 5545, RFC 5546): an invitation that a calendar takes in, moves and takes out.

An appointment keeps its UID for good, and its SEQUENCE rises with each change, so a calendar knows which word is the
last. The organiser is the address that the mail comes from (RFC 6047). Titles are the caller's:
no health words in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from ischia.core.problems import Problem

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
OURS = (
    "@appointment.ischia"  # ends every UID of ours, so that a calendar read back is not taken for other people's time
)
ASK_AGAIN = timedelta(minutes=15)


@dataclass(frozen=True)
class Party:
    """Somebody at an appointment: a name, and a mail address."""

    name: str
    mail: str


@dataclass(frozen=True)
class Visit:
    """One appointment as a calendar shows it. `key` names it for good; `zone`: where it happens."""

    key: str
    sequence: int
    starts: datetime
    ends: datetime
    zone: str
    title: str
    details: str
    place: str
    link: str
    changed: datetime
    organiser: Party
    attendee: Party | None = None
    cancelled: bool = False


def invitation(visit: Visit, method: Method) -> bytes:
    """One appointment as a file: an invitation, its taking back, or just the entry.

    Raises:
        Problem: an invitation without anybody who is invited.
    """
    if method != "PUBLISH" and visit.attendee is None:
        raise Problem("attendee", None, "somebody who is invited")
    return _calendar([visit], method)


def feed(visits: Iterable[Visit], name: str) -> bytes:
    """Many appointments as a calendar that is asked for again and again."""
    return _calendar(visits, "PUBLISH", name)


def _calendar(visits: Iterable[Visit], method: Method, name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Ischia//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT15M")
    for visit in visits:
        calendar.add_component(_event(visit, method))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(visit: Visit, method: Method) -> Event:
    zone = ZoneInfo(visit.zone)
    gone = visit.cancelled or method == "CANCEL"
    event = Event()
    event.add("uid", f"{visit.key}{OURS}")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.changed.astimezone(UTC))
    event.add("dtstart", visit.starts.astimezone(zone))
    event.add("dtend", visit.ends.astimezone(zone))
    event.add("summary", visit.title)
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if gone else "OPAQUE")
    event.add("class", "PRIVATE")
    for name, said in {"description": visit.details, "location": visit.place, "url": visit.link}.items():
        if said:
            event.add(name, said)
    _add_parties(event, visit, method)
    return event


def _add_parties(event: Event, visit: Visit, method: Method) -> None:
    """Who invites and who comes; a published calendar names neither (RFC 5546, 3.2.1)."""
    if method == "PUBLISH" or visit.attendee is None:
        return
    organiser = _address(visit.organiser)
    event.add("organizer", organiser)
    attendee = _address(visit.attendee)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")  # they booked it themselves: nothing is left to answer
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee)


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.mail}")
    if party.name:
        address.params["CN"] = vText(party.name)
    return address
