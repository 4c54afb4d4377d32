"""Free times, calculated from what is kept: hours, rules, appointments, busy times and rooms. Five questions to the
database, however many therapists are asked about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Q

from ischia.core.booking import Hours, Opening, Rules, Schedule, Taken, Wanted, Window, free_line, free_starts
from ischia.practice.booking.models import Appointment, Service
from ischia.practice.booking.reading import (
    busy_times,
    day_hours,
    rooms_of,
    rules_of,
    taken_by_appointments,
    weekly_hours,
)
from ischia.practice.listing.models import Listing

DAY = timedelta(days=1)
LOOK_AHEAD = timedelta(days=28)  # for "next free" in a list; a calendar looks on to the horizon
Row = TypeVar("Row", bound=tuple[Any, ...])


class Place(Protocol):
    """What must be known of a therapist beforehand: a Listing, or less."""

    @property
    def pk(self) -> UUID: ...
    @property
    def zone(self) -> str: ...
    @property
    def clinic_id(self) -> UUID | None: ...


def wanted_of(service: Service, *, first_visit: bool) -> Wanted:
    """What a service takes of a therapist's time."""
    minutes = (first_visit and service.first_minutes) or service.minutes
    return Wanted(minutes, service.before_minutes, service.after_minutes)


def free_times(
    service: Service, window: Window, now: datetime, *, first_visit: bool = False, without: UUID | None = None
) -> tuple[datetime, ...]:
    """When this service may start. `without`: an appointment that is about to move, and takes no time itself."""
    schedule = schedules_of([service.listing], window, now, rooms=service.needs_room, without=without)
    found = schedule.get(service.listing_id)
    return free_starts(found, wanted_of(service, first_visit=first_visit), window, now) if found else ()


def free_with_anyone(
    services: Iterable[Service], window: Window, now: datetime, *, first_visit: bool
) -> tuple[datetime, ...]:
    """When at least one of several therapists is free for the service they all offer."""
    return window.moments(union(free_lines(services, window, now, first_visit=first_visit).values()))


def free_lines(services: Iterable[Service], window: Window, now: datetime, *, first_visit: bool) -> dict[UUID, int]:
    """The line of free starts of each service, by its id."""
    offered = list(services)
    with_room = any(each.needs_room for each in offered)
    schedules = schedules_of([each.listing for each in offered], window, now, rooms=with_room)
    return {
        each.pk: free_line(schedules[each.listing_id], wanted_of(each, first_visit=first_visit), window, now)
        for each in offered
        if each.listing_id in schedules
    }


def union(lines: Iterable[int]) -> int:
    """The minutes that are in any of them."""
    return reduce(or_, lines, 0)


def next_free(listings: Sequence[Listing], now: datetime) -> dict[UUID, datetime | None]:
    """The first free time of each therapist for a first visit, within LOOK_AHEAD; None where there is none."""
    window = Window.between(now, now + LOOK_AHEAD)
    first: dict[UUID, Service] = {}
    for service in Service.objects.filter(listing__in=listings, is_offered=True).order_by("-position", "-name"):
        first[service.listing_id] = service
    schedules = schedules_of(listings, window, now, rooms=any(each.needs_room for each in first.values()))
    found: dict[UUID, datetime | None] = {each.pk: None for each in listings}
    for pk, service in first.items():
        if pk in schedules:
            starts = free_line(schedules[pk], wanted_of(service, first_visit=True), window, now)
            found[pk] = next(iter(window.moments(starts & -starts)), None)
    return found


def schedules_of(
    listings: Sequence[Place], window: Window, now: datetime, *, rooms: bool, without: UUID | None = None
) -> dict[UUID, Schedule]:
    """The schedule of each therapist who takes bookings, with what is taken around the window."""
    ids = [each.pk for each in listings]
    rules, hours = rules_of(ids), _hours_of(ids, window)
    around = (window.start - 2 * DAY, window.end + 2 * DAY)  # whole days of every zone, and the longest buffers
    counted = _grouped(taken_by_appointments("listing_id", ids, around, now, without))
    busy = _grouped(busy_times(ids, around))
    in_rooms = _rooms_of(listings, around, now, without) if rooms else {}
    return {
        each.pk: Schedule(
            hours=Hours(each.zone, *hours[each.pk]),
            rules=Rules(*rules[each.pk]),
            taken=[row[2:4] for row in counted[each.pk]] + [row[1:] for row in busy[each.pk]],
            booked=[row[4] for row in counted[each.pk]],
            rooms=in_rooms.get(each.clinic_id, []) if rooms else None,
        )
        for each in listings
        if each.pk in rules
    }


def _grouped(rows: Iterable[Row]) -> defaultdict[UUID | int, list[Row]]:
    """Rows by whose they are."""
    found: defaultdict[UUID | int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _hours_of(ids: Sequence[UUID], window: Window) -> defaultdict[UUID, tuple[dict, dict]]:
    found: defaultdict[UUID, tuple[dict, dict]] = defaultdict(lambda: ({}, {}))
    for listing, weekday, starts, ends in weekly_hours(ids):
        week = found[listing][0]
        week[weekday] = (*week.get(weekday, ()), opening(starts, ends))
    for listing, day, hours in day_hours(ids, (window.start - DAY).date(), (window.end + DAY).date()):
        found[listing][1][day] = tuple(openings_of(hours))
    return found


@lru_cache(maxsize=4096)
def opening(starts: time, ends: time) -> Opening:
    """An opening as it is kept: 00:00 as an end is midnight."""
    return Opening(minute_of(starts), minute_of(ends) or 24 * 60)


def openings_of(hours: Iterable[Sequence[str]]) -> list[Opening]:
    """The openings of a day as they are kept: [["09:00", "12:30"], …]."""
    return [opening(time.fromisoformat(starts), time.fromisoformat(ends)) for starts, ends in hours]


def minute_of(shown: time) -> int:
    """The minute of the day."""
    return shown.hour * 60 + shown.minute


def counting(now: datetime) -> Q:
    """Appointments whose time is taken: every state that counts, but no hold that has run out."""
    return Q(state__in=Appointment.COUNTS) & ~Q(state="held", held_until__lte=now)


def _rooms_of(
    listings: Sequence[Place], around: Taken, now: datetime, without: UUID | None
) -> dict[UUID | None, list[list[Taken]]]:
    """What is taken in each room of the clinics these therapists work in."""
    rooms = rooms_of({each.clinic_id for each in listings if each.clinic_id})
    taken = _grouped(taken_by_appointments("room_id", [room for _, room in rooms], around, now, without))
    found: defaultdict[UUID | None, list[list[Taken]]] = defaultdict(list)
    for clinic, room in rooms:
        found[clinic].append([row[2:4] for row in taken[room]])
    return found
