"""Moments and what the clock on the therapist's wall shows: one way in, one way out."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from ischia.core.booking import is_repeated, wall_clock
from ischia.core.booking.wall import zone_named

FIRST_YEAR, LAST_YEAR = 2000, 2099  # a calendar of appointments; clocks are known in these years


def moments_at(day: date, at: time, zone: str) -> tuple[datetime, ...]:
    """The moments, in UTC, at which the wall shows this: none where the clock skips it, two where it comes twice."""
    shown = datetime.combine(day, at)
    found = {shown.replace(tzinfo=zone_named(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(each for each in found if wall_clock(each, zone).replace(tzinfo=None) == shown))


def shown_time(moment: datetime, zone: str) -> str:
    """The time as the wall shows it; with its offset where the wall shows it twice that day."""
    shown = wall_clock(moment, zone)
    return f"{shown:%H:%M} ({offset_in_words(moment, zone)})" if is_repeated(moment, zone) else f"{shown:%H:%M}"


def offset_in_words(moment: datetime, zone: str) -> str:
    """How far the wall is ahead of UTC: UTC+01:00."""
    offset = f"{wall_clock(moment, zone):%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def day_shown(moment: datetime, zone: str) -> date:
    """The day that the wall shows."""
    return wall_clock(moment, zone).date()


def clock_change(minutes: int) -> str:
    """What to say of a day that has not 24 hours."""
    if minutes == timedelta(days=1) // timedelta(minutes=1):
        return ""
    hours = f"{minutes / 60:g}"
    return _("The clocks change on this day: it has %(hours)s hours.") % {"hours": hours}
