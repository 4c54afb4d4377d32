"""The free times of one therapist: open, not taken, with the time kept free around it, within the rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ischia.core.booking.hours import Hours, open_lines
from ischia.core.booking.timeline import MINUTE, Window, runs
from ischia.core.booking.wall import day_on_the_wall, wall_clock

Taken = tuple[datetime, datetime]  # from, until; aware; until excluded


@dataclass(frozen=True)
class Rules:
    """How bookings are taken. `step`: minutes from one start to the next; `notice`: minutes ahead at least;
    `horizon`: days ahead at most; `cap`: appointments in one day at most, None for no cap."""

    step: int = 15
    notice: int = 12 * 60
    horizon: int = 60
    cap: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What is to be booked, in minutes: its length, and what is kept free before and after it."""

    minutes: int
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class Schedule:
    """One therapist: hours, rules, and what is taken.

    `taken`: every span that is not free, with the time kept free around it; `booked`: the starts of the appointments
    that count towards a day's cap; `rooms`: what is taken in each room, None where no room is needed.
    """

    hours: Hours
    rules: Rules = Rules()
    taken: Sequence[Taken] = ()
    booked: Sequence[datetime] = ()
    rooms: Sequence[Sequence[Taken]] | None = None


def free_starts(schedule: Schedule, wanted: Wanted, window: Window, now: datetime) -> tuple[datetime, ...]:
    """The moments, in UTC, at which what is wanted may start, in order."""
    return window.moments(free_line(schedule, wanted, window, now))


def free_line(schedule: Schedule, wanted: Wanted, window: Window, now: datetime) -> int:
    """The same as a line of the window, for joining with those of others.

    All of the length must be open; what is kept free around it may reach past the hours, but not into what is taken.
    """
    wide = window.wider(wanted.before, wanted.minutes + wanted.after)
    opened, starts = open_lines(schedule.hours, schedule.rules.step, wide)
    fits = starts & runs(opened, wanted.minutes) & _clear(schedule.taken, wanted, wide)
    if schedule.rooms is not None:
        fits &= _any_room(schedule.rooms, wanted, wide)
    return (fits >> wanted.before) & _allowed(schedule, window, now)


def _clear(taken: Sequence[Taken], wanted: Wanted, wide: Window) -> int:
    """The minutes at which it may start without touching what is taken."""
    free = wide.all & ~wide.lines(taken)
    return runs(free, wanted.before + wanted.minutes + wanted.after) << wanted.before


def _any_room(rooms: Sequence[Sequence[Taken]], wanted: Wanted, wide: Window) -> int:
    fits = 0
    for taken in rooms:
        fits |= _clear(taken, wanted, wide)
    return fits


def _allowed(schedule: Schedule, window: Window, now: datetime) -> int:
    """The minutes within notice and horizon, on days that are not full."""
    rules, zone = schedule.rules, schedule.hours.zone
    if rules.cap == 0:
        return 0
    last_day = wall_clock(now, zone).date() + timedelta(days=rules.horizon)
    earliest = now + rules.notice * MINUTE
    latest = day_on_the_wall(last_day + timedelta(days=1), zone)[0]
    line = window.line(_next_minute(earliest), latest)
    for day in _full_days(schedule):
        begins, minutes, _ = day_on_the_wall(day, zone)
        line &= ~window.line(begins, begins + minutes * MINUTE)
    return line


def _next_minute(moment: datetime) -> datetime:
    """The first whole minute that is not before this."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + MINUTE


def _full_days(schedule: Schedule) -> list[date]:
    if schedule.rules.cap is None:
        return []
    by_day = Counter(wall_clock(each, schedule.hours.zone).date() for each in schedule.booked)
    return [day for day, number in by_day.items() if number >= schedule.rules.cap]
