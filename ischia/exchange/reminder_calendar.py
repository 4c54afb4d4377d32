"""Reminders as a calendar (RFC 5545) that rings: one event for each, with an alarm at its start.

An event keeps its id however often it is handed out, and its number rises when something changed, so that a calendar
moves what it has and shows nothing twice. Times are moments in UTC: each calendar shows them on its own clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

NAMESPACE = UUID("0b0f6b5e-4f0e-4a39-9a53-6c1c0a3f3e57")  # of these event ids: a random UUID, fixed for good
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
LASTS = timedelta(minutes=15)
ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Ring:
    """One reminder: a name of its own for good, its words, and its moment."""

    key: str
    title: str
    details: str
    at: datetime


def reminder_calendar(rings: Iterable[Ring], *, whose: str, changed: datetime, private: bool = True) -> bytes:
    """Write reminders as a calendar.

    Args:
        rings: the reminders.
        whose: tells one person's events from another's; goes into their ids and cannot be read out of them.
        changed: when anything that leads to these events last changed.
        private: titles hide what it is about; then the events are not marked as health.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Ischia//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for ring in sorted(rings, key=lambda each: (each.at, each.key)):
        calendar.add_component(_event(ring, whose, changed, private))
    return bytes(calendar.to_ical())


def _event(ring: Ring, whose: str, changed: datetime, private: bool) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE, f"{whose}/{ring.key}")))
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("sequence", (changed - COUNTED_FROM) // timedelta(seconds=1))
    event.add("summary", ring.title)
    event.add("description", ring.details)
    event.add("categories", ["Personal" if private else "Health"])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("dtstart", ring.at.astimezone(UTC))
    event.add("duration", LASTS)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", ring.title)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    return event
