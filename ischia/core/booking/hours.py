"""Opening hours: a weekly pattern and days that differ, as the clock on the therapist's wall shows them.

A moment is open when the wall clock shows a time within the hours of the day it shows. So an hour that the clock skips
is nobody's, and an hour that comes twice is open twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from ischia.core.booking.timeline import MINUTE, Window
from ischia.core.booking.wall import day_on_the_wall, wall_clock
from ischia.core.problems import Problem

MIDNIGHT = 24 * 60


@dataclass(frozen=True, order=True)
class Opening:
    """From one minute of the day to another, end excluded: 9:00 to 17:30 is 540 to 1050; 1440 is midnight."""

    starts: int
    ends: int


@dataclass(frozen=True)
class Hours:
    """When a therapist is open: by weekday (0 Monday), but for the days named in `days`; an empty day is closed."""

    zone: str
    week: Mapping[int, tuple[Opening, ...]]
    days: Mapping[date, tuple[Opening, ...]] = field(default_factory=dict)


def check_openings(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    """The openings of one day in order.

    Raises:
        Problem: one ends before it starts, or two overlap.
    """
    ordered = tuple(sorted(openings))
    for each in ordered:
        if not 0 <= each.starts < each.ends <= MIDNIGHT:
            raise Problem("hours", _told(each), "a time that ends after it starts, within one day")
    for earlier, later in pairwise(ordered):
        if later.starts < earlier.ends:
            raise Problem("hours", f"{_told(earlier)} and {_told(later)}", "times that do not overlap")
    return ordered


def _told(opening: Opening) -> str:
    return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (opening.starts, opening.ends))


def days_of(window: Window, zone: str) -> tuple[date, ...]:
    """The days that the wall there shows during a window."""
    if not window.minutes:
        return ()
    first, last = wall_clock(window.start, zone).date(), wall_clock(window.end - MINUTE, zone).date()
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def open_lines(hours: Hours, step: int, window: Window) -> tuple[int, int]:
    """Two lines: the minutes that are open, and those at which a time may start, every `step` from the opening."""
    week = tuple(hours.week.get(weekday, ()) for weekday in range(7))
    opened, starts = _week_lines(week, hours.zone, step, window)
    for day, openings in hours.days.items():
        begins, minutes, _ = day_on_the_wall(day, hours.zone)
        others = ~window.line(begins, begins + minutes * MINUTE)
        _, lines = _day_lines(day, hours.zone, openings, step)
        opened = opened & others | _placed(lines[0], begins, window)
        starts = starts & others | _placed(lines[1], begins, window)
    return opened, starts


@lru_cache(maxsize=1024)
def _week_lines(week: tuple[tuple[Opening, ...], ...], zone: str, step: int, window: Window) -> tuple[int, int]:
    """The lines of a weekly pattern: many therapists share one, and one is asked about again and again."""
    opened = starts = 0
    for day in days_of(window, zone):
        if openings := week[day.weekday()]:
            begins, lines = _day_lines(day, zone, openings, step)
            opened |= _placed(lines[0], begins, window)
            starts |= _placed(lines[1], begins, window)
    return opened, starts


def _placed(line: int, begins: datetime, window: Window) -> int:
    """A line that begins at a moment, as a line of the window."""
    ahead = (begins - window.start) // MINUTE
    return (line << ahead if ahead >= 0 else line >> -ahead) & window.all


@lru_cache(maxsize=16_384)
def _day_lines(day: date, zone: str, openings: tuple[Opening, ...], step: int) -> tuple[datetime, tuple[int, int]]:
    """When the day begins there, and its two lines from that moment on."""
    begins, minutes, offset = day_on_the_wall(day, zone)
    if offset is not None:
        return begins, _plain_day(openings, step)
    return begins, _changing_day(begins, minutes, zone, openings, step)


@lru_cache(maxsize=4_096)
def _plain_day(openings: tuple[Opening, ...], step: int) -> tuple[int, int]:
    opened = starts = 0
    for each in openings:
        opened |= ((1 << (each.ends - each.starts)) - 1) << each.starts
        starts |= sum(1 << minute for minute in range(each.starts, each.ends, step))
    return opened, starts


def _changing_day(
    begins: datetime, minutes: int, zone: str, openings: tuple[Opening, ...], step: int
) -> tuple[int, int]:
    """A day on which clocks change: ask the wall at every minute."""
    opened = starts = 0
    for minute in range(minutes):
        shown = wall_clock(begins + minute * MINUTE, zone)
        minute_of_day = shown.hour * 60 + shown.minute
        for each in openings:
            if each.starts <= minute_of_day < each.ends:
                opened |= 1 << minute
                starts |= ((minute_of_day - each.starts) % step == 0) << minute
    return opened, starts
