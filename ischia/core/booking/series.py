"""The same time every week, as the clock on the wall shows it, whatever the clocks do in between."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from ischia.core.booking.wall import wall_clock, zone_named
from ischia.core.problems import Problem

AT_MOST = 26  # half a year
Why = Literal["skipped by the clock", "taken"]


@dataclass(frozen=True)
class Clash:
    """A week of a series that cannot be had: the wall time that was wanted, why not, and what is near."""

    wanted: datetime
    why: Why
    nearest: tuple[datetime, ...] = ()


def weekly(first: datetime, zone: str, times: int) -> tuple[datetime | Clash, ...]:
    """The moments, in UTC, of a weekly series that starts at `first`; a Clash where the clock skips that time.

    Raises:
        Problem: fewer than two times, or more than AT_MOST.
    """
    if not 2 <= times <= AT_MOST:
        raise Problem("times", times, f"a whole number from 2 to {AT_MOST}")
    shown = wall_clock(first, zone).replace(tzinfo=None)
    return tuple(_moment(shown + timedelta(weeks=number), zone, first) for number in range(times))


def _moment(shown: datetime, zone: str, first: datetime) -> datetime | Clash:
    fold = wall_clock(first, zone).fold if shown == wall_clock(first, zone).replace(tzinfo=None) else 0
    there = shown.replace(tzinfo=zone_named(zone), fold=fold)
    moment = there.astimezone(UTC)
    if wall_clock(moment, zone).replace(tzinfo=None) != shown:
        return Clash(wanted=there, why="skipped by the clock")
    return moment
