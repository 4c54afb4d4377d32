"""A day drawn to scale: hours, what is closed, taken and kept free, and the line of now. Minutes from the top."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ischia.core.booking.timeline import MINUTE
from ischia.core.booking.wall import wall_clock
from ischia.practice.booking.models import Appointment, BusyTime
from ischia.practice.calendar.day import Day, Span
from ischia.practice.calendar.flags import Flags
from ischia.practice.calendar.moments import offset_in_words, shown_time

HOUR = 60
USUAL = (8 * HOUR, 18 * HOUR)  # what is drawn of a day with nothing in it
Reach = tuple[int, int]


@dataclass(frozen=True)
class Placed:
    """Where something stands on the drawing, in minutes. A style sheet reads hours and minutes apart: see scale.css."""

    top: int
    length: int

    @property
    def top_parts(self) -> tuple[int, int]:
        return divmod(self.top, HOUR)

    @property
    def length_parts(self) -> tuple[int, int]:
        return divmod(self.length, HOUR)


@dataclass(frozen=True)
class Tick:
    """An hour on the wall."""

    place: Placed
    label: str


@dataclass(frozen=True)
class Drawn:
    """Something that takes time, and where it stands; `around` is where with the time kept free around it.

    `flags`: what to mind, with a visit.
    """

    place: Placed
    around: Placed
    at: str
    until: str
    what: Appointment | BusyTime
    flags: Flags | None = None


@dataclass(frozen=True)
class Drawing:
    """One day, drawn from `begins` on."""

    begins: datetime
    whole: Placed
    ticks: list[Tick]
    closed: list[Placed]
    visits: list[Drawn]
    holds: list[Drawn]
    busy: list[Drawn]
    now: Placed | None


def reach_of(days: Sequence[Day], now: datetime) -> Reach:
    """From which to which minute days are drawn: whole hours that hold everything that is open or booked, and now."""
    edges = [edge for day in days for edge in _edges(day, now)]
    first, last = (min(edges), max(edges)) if edges else USUAL
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def _edges(day: Day, now: datetime) -> Iterator[int]:
    if day.opened:
        yield (day.opened & -day.opened).bit_length() - 1
        yield day.opened.bit_length()
    for each in (*day.visits, *day.holds):
        yield from (_minute(day, each.blocked_from), _minute(day, each.blocked_until))
    if day.holds_now(now):
        yield from (_minute(day, now), _minute(day, now) + 1)


def _minute(day: Day, moment: datetime) -> int:
    return min(max(0, (moment - day.window.start) // MINUTE), day.window.minutes)


def draw(day: Day, reach: Reach, flags: Mapping[UUID, Flags], now: datetime) -> Drawing:
    """Draw a day within a reach, with what to mind with its visits."""
    first, last = reach[0], min(reach[1], day.window.minutes)
    begins = day.window.start + first * MINUTE
    whole = Placed(0, last - first)
    return Drawing(
        begins=begins,
        whole=whole,
        ticks=list(_ticks(begins, whole.length, day.zone)),
        closed=[place for span in day.closed if (place := _place(span, begins, whole))],
        visits=[replace(each, flags=flags[each.what.pk]) for each in _drawn(day.visits, begins, whole, day.zone)],
        holds=list(_drawn(day.holds, begins, whole, day.zone)),
        busy=list(_drawn(day.busy, begins, whole, day.zone)),
        now=_place((now, now + MINUTE), begins, whole) if day.holds_now(now) else None,
    )


def _ticks(begins: datetime, minutes: int, zone: str) -> Iterator[Tick]:
    """Every full hour on the wall; one that comes twice carries its offset."""
    for minute in range(minutes):
        moment = begins + minute * MINUTE
        if wall_clock(moment, zone).minute == 0:
            time, _, twice = shown_time(moment, zone).partition(" ")
            yield Tick(Placed(minute, 0), f"{time} {offset_in_words(moment, zone)}" if twice else time)


def _drawn(rows: Iterable[Appointment | BusyTime], begins: datetime, whole: Placed, zone: str) -> Iterator[Drawn]:
    for each in rows:
        place = _place((each.starts, each.ends), begins, whole)
        if place:
            around = _place(_blocked(each), begins, whole) or place
            yield Drawn(place, around, shown_time(each.starts, zone), shown_time(each.ends, zone), each)


def _blocked(row: Appointment | BusyTime) -> Span:
    return (row.starts, row.ends) if isinstance(row, BusyTime) else (row.blocked_from, row.blocked_until)


def _place(span: Span, begins: datetime, whole: Placed) -> Placed | None:
    """Where a span stands, cut to what is drawn; None where nothing of it is."""
    top = max(0, (span[0] - begins) // MINUTE)
    bottom = min(whole.length, -((begins - span[1]) // MINUTE))
    return Placed(top, bottom - top) if bottom > top else None
