"""What the clock on a wall shows: the offset of a zone, and the hours that come twice when clocks go back."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ischia.core.problems import Problem

DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """A zone of the IANA time zone database.

    Raises:
        Problem: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Problem("zone", name, "a name of the time zone database, such as Europe/London") from None


def wall_clock(moment: datetime, zone: str) -> datetime:
    """What a wall clock there shows at a moment."""
    return moment.astimezone(zone_named(zone))


def is_repeated(moment: datetime, zone: str) -> bool:
    """Does the wall clock there show this time twice that day? Then a time alone does not say which."""
    shown = wall_clock(moment, zone)
    return shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset()


@lru_cache(maxsize=65_536)
def day_on_the_wall(day: date, zone: str) -> tuple[datetime, int, int | None]:
    """When a day begins there, in UTC; how many minutes it has; and its offset in minutes, None where that changes.

    A day begins with the first moment at which the wall shows it. A day that was left out has no minutes.
    """
    start, end = _first_moment(day, zone), _first_moment(day + DAY, zone)
    minutes = (end - start) // timedelta(minutes=1)
    first, last = _offset(start, zone), _offset(end - timedelta(minutes=1), zone)
    return start, minutes, first if first == last and minutes == 1440 else None


def _offset(moment: datetime, zone: str) -> int:
    offset = wall_clock(moment, zone).utcoffset()
    assert offset is not None
    return offset // timedelta(minutes=1)


def _first_moment(day: date, zone: str) -> datetime:
    """The first moment at which the wall shows this day or a later one."""
    midnight = datetime.combine(day, time(), tzinfo=zone_named(zone)).astimezone(UTC)
    if wall_clock(midnight - timedelta(minutes=1), zone).date() < day <= wall_clock(midnight, zone).date():
        return midnight
    moment = midnight - timedelta(hours=26)  # clocks change over midnight: look minute by minute
    while wall_clock(moment, zone).date() < day:
        moment += timedelta(minutes=1)
    return moment
