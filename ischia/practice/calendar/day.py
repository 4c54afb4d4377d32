"""A day as the therapist's calendar shows it: who comes, what is held or blocked, and when it is open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet

from ischia.core.booking import Hours, Window
from ischia.core.booking.hours import open_lines
from ischia.core.booking.timeline import MINUTE
from ischia.core.booking.wall import day_on_the_wall
from ischia.practice.booking.free import schedules_of
from ischia.practice.booking.models import Appointment, BusyTime
from ischia.practice.listing.models import Listing

State = Appointment.State
SEEN = (State.BOOKED, State.ARRIVED, State.DONE, State.NO_SHOW)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Day:
    """One day of one therapist. `window` is all of it, 23 to 25 hours; `opened` the line of its open minutes.

    `cancelled`: what was cancelled so lately that it can be brought back.
    """

    day: date
    zone: str
    window: Window
    opened: int
    visits: Sequence[Appointment]
    holds: Sequence[Appointment]
    cancelled: Sequence[Appointment]
    busy: Sequence[BusyTime]

    @property
    def taken(self) -> list[Span]:
        """Every span that is not free, with the time kept free around it."""
        spans = [(each.blocked_from, each.blocked_until) for each in (*self.visits, *self.holds)]
        return spans + [(each.starts, each.ends) for each in self.busy]

    @cached_property
    def free(self) -> list[Span]:
        """What is open and not taken."""
        return stretches(self.window, self.opened & ~self.window.lines(self.taken))

    @cached_property
    def closed(self) -> list[Span]:
        """What is not open."""
        return stretches(self.window, self.window.all & ~self.opened)

    def holds_now(self, now: datetime) -> bool:
        """Is it today?"""
        return self.window.start <= now < self.window.end


def read_day(listing: Listing, day: date, now: datetime) -> Day:
    """One day."""
    return read_days(listing, day, 1, now)[0]


def read_days(listing: Listing, first: date, number: int, now: datetime) -> list[Day]:
    """So many days from the first one on, with as many questions to the database as for one."""
    days = [first + timedelta(days=each) for each in range(number)]
    windows = [_window(day, listing.zone) for day in days]
    whole = Window.between(windows[0].start, windows[-1].end)
    schedule = schedules_of([listing], whole, now, rooms=False).get(listing.pk)
    hours = schedule.hours if schedule else Hours(listing.zone, {})
    appointments = list(appointments_in(listing, whole, now))
    busy = list(BusyTime.objects.filter(listing=listing, ends__gt=whole.start, starts__lt=whole.end))
    return [
        _day(day, window, hours, appointments, [each for each in busy if _touches(each.starts, each.ends, window)])
        for day, window in zip(days, windows, strict=True)
    ]


def appointments_in(listing: Listing, window: Window, now: datetime) -> QuerySet[Appointment]:
    """What stands in the calendar: visits, holds that have not run out, and what was cancelled just now."""
    shown = Q(state__in=SEEN) | Q(state=State.HELD, held_until__gt=now) | Q(state=State.CANCELLED, undo_until__gt=now)
    found = listing.appointments.filter(shown, blocked_until__gt=window.start, blocked_from__lt=window.end)
    return found.select_related("service", "keeper", "screening", "room", "listing").order_by("starts")


def _day(day: date, window: Window, hours: Hours, appointments: Iterable[Appointment], busy: Sequence[BusyTime]) -> Day:
    here = [each for each in appointments if _touches(each.blocked_from, each.blocked_until, window)]
    return Day(
        day=day,
        zone=hours.zone,
        window=window,
        opened=open_lines(hours, 1, window)[0],
        visits=[each for each in here if each.state in SEEN],
        holds=[each for each in here if each.state == State.HELD],
        cancelled=[each for each in here if each.state == State.CANCELLED],
        busy=busy,
    )


def _window(day: date, zone: str) -> Window:
    begins, minutes, _offset = day_on_the_wall(day, zone)
    return Window(begins, minutes)


def _touches(start: datetime, end: datetime, window: Window) -> bool:
    return end > window.start and start < window.end


def stretches(window: Window, line: int) -> list[Span]:
    """The stretches of a line, from when until when, in order."""
    found, minute = [], 0
    while line:
        ahead = (line & -line).bit_length() - 1
        line >>= ahead
        length = (~line & (line + 1)).bit_length() - 1
        line >>= length
        start = window.start + (minute + ahead) * MINUTE
        found.append((start, start + length * MINUTE))
        minute += ahead + length
    return found
