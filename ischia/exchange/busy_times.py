"""When somebody is busy, read from a calendar of theirs (RFC 5545): each time of each event, and what is free left out.

Free are events that say so: TRANSP:TRANSPARENT, STATUS:CANCELLED, X-MICROSOFT-CDO-BUSYSTATUS or -INTENDEDSTATUS FREE.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

from ischia.core.problems import Problem
from ischia.exchange.invitations import OURS

AT_MOST_BYTES = 2_000_000
AT_MOST_TIMES = 5_000
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}  # no appointment comes so often; expanding such a rule takes for ever
FREE_WORDS = ("X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS")
ALLOWED = "a calendar file (.ics) of at most 2 MB"


@dataclass(frozen=True)
class Busy:
    """One time that is taken, in UTC, and the UID of its event."""

    uid: str
    starts: datetime
    ends: datetime


def read_busy(data: bytes, zone: str, first: datetime, last: datetime) -> tuple[Busy, ...]:
    """The busy times between two moments, in order.

    Args:
        data: the calendar.
        zone: where its owner lives: all-day events and times without a zone are by the clock there.
        first: the first moment looked at.
        last: the first moment no longer looked at.

    Raises:
        Problem: it is no calendar, or one that is too large or repeats too often.
    """
    if len(data) > AT_MOST_BYTES:
        raise Problem("calendar", f"{len(data)} bytes", ALLOWED)
    try:
        found = _read(data, ZoneInfo(zone), first, last)
    except Problem:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError, RecursionError) as error:
        raise Problem("calendar", type(error).__name__, ALLOWED) from error
    return found


def _read(data: bytes, zone: ZoneInfo, first: datetime, last: datetime) -> tuple[Busy, ...]:
    calendar = Calendar.from_ical(data)
    for event in calendar.walk("VEVENT"):
        _check_rule(event)
    events = recurring_ical_events.of(calendar, skip_bad_series=True).between(first, last)
    if len(events) > AT_MOST_TIMES:
        raise Problem("calendar", f"{len(events)} events", f"at most {AT_MOST_TIMES} of them to come")
    spans = (_span(event, zone) for event in events if not _is_free(event))
    found = {each for each in spans if each and each.ends > first and each.starts < last}
    return tuple(islice(sorted(found, key=lambda each: (each.starts, each.ends, each.uid)), AT_MOST_TIMES))


def _check_rule(event: Component) -> None:
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if TOO_OFTEN & {str(each).upper() for each in rule.get("FREQ", [])}:
            raise Problem("calendar", "an event that comes more often than daily", "events that come daily at most")


def _is_free(event: Component) -> bool:
    said = {str(event.get(name, "")).upper() for name in ("TRANSP", "STATUS", *FREE_WORDS)}
    return bool(said & {"TRANSPARENT", "CANCELLED", "FREE"}) or str(event.get("UID", "")).endswith(OURS)


def _span(event: Component, zone: ZoneInfo) -> Busy | None:
    starts = event.decoded("DTSTART")
    ends = _end(event, starts)
    begins, over = _moment(starts, zone), _moment(ends, zone)
    return Busy(str(event.get("UID", "")).replace("\0", "")[:300], begins, over) if over > begins else None


def _end(event: Component, starts: date) -> date:
    """Its end; without one an event lasts a whole day, or no time at all (RFC 5545, 3.6.1)."""
    if "DTEND" in event:
        ends: date = event.decoded("DTEND")
        return ends
    if "DURATION" in event:
        lasts: timedelta = event.decoded("DURATION")
        return starts + lasts
    return starts if isinstance(starts, datetime) else starts + timedelta(days=1)


def _moment(shown: date, zone: ZoneInfo) -> datetime:
    if not isinstance(shown, datetime):
        shown = datetime.combine(shown, time(), tzinfo=zone)
    elif shown.tzinfo is None:
        shown = shown.replace(tzinfo=zone)
    return shown.astimezone(UTC)
