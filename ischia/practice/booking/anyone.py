"""When anyone of a clinic is free, without looking at everyone.

More than the hours allow can never be free: so what the different weeks of all therapists allow together, which one
question to the database tells, bounds the answer. Therapists are looked at a few at a time until they reach that bound,
or there are no more. The answer is the same as looking at all of them; where many are free it takes a few.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ischia.core.booking import Hours, Rules, Schedule, Wanted, Window, free_line
from ischia.practice.booking.free import DAY, opening, openings_of, schedules_of
from ischia.practice.booking.models import Service
from ischia.practice.booking.reading import kept_id, read
from ischia.practice.listing.models import Clinic

AT_ONCE = 12  # therapists in the first look; twice as many in each further one
WHO = """FROM practice_service s JOIN practice_listing l ON l.id = s.listing_id
JOIN practice_bookingrules r ON r.listing_id = l.id {more}
WHERE l.clinic_id = %s AND s.code = %s AND s.is_offered AND l.is_published"""
LENGTHS = "s.minutes, s.first_minutes, s.before_minutes, s.after_minutes"
KIND = f"l.zone, r.step_minutes, r.notice_minutes, r.horizon_days, {LENGTHS}"
WEEKS = f"SELECT DISTINCT {KIND}, w.weekday, w.starts, w.ends " + WHO.format(
    more="JOIN practice_weeklyhours w ON w.listing_id = l.id"
)
DAYS = f"SELECT DISTINCT {KIND}, d.day, d.hours " + WHO.format(more="JOIN practice_dayhours d ON d.listing_id = l.id")
SOME = f"SELECT l.id, l.zone, s.needs_room, {LENGTHS} " + WHO.format(more="")


@dataclass(frozen=True)
class Offer:
    """What must be known of one therapist's service to find its free times."""

    pk: UUID
    zone: str
    clinic_id: UUID
    needs_room: bool
    wanted: Wanted


def line_of_anyone(clinic: Clinic, code: str, window: Window, now: datetime, *, first_visit: bool) -> int:
    """The line of the starts at which at least one therapist of a clinic is free for the service of this code."""
    joined, bound = 0, None
    for offers in _some_at_a_time(clinic, code, first_visit=first_visit):
        schedules = schedules_of(offers, window, now, rooms=any(each.needs_room for each in offers))
        for each in offers:
            joined |= free_line(schedules[each.pk], each.wanted, window, now)
        bound = _bound(clinic, code, window, now, first_visit=first_visit) if bound is None else bound
        if joined == bound:
            break
    return joined


def _some_at_a_time(clinic: Clinic, code: str, *, first_visit: bool) -> Iterator[list[Offer]]:
    last, at_once = UUID(int=0), AT_ONCE
    asked = f"{SOME} AND l.id > %s ORDER BY l.id LIMIT %s"
    while rows := read(asked, kept_id(clinic.pk), code, kept_id(last), at_once):
        yield [
            Offer(_id(pk), zone, clinic.pk, bool(room), _wanted(lengths, first_visit=first_visit))
            for pk, zone, room, *lengths in rows
        ]
        if len(rows) < at_once:
            return
        last, at_once = _id(rows[-1][0]), 2 * at_once


def _bound(clinic: Clinic, code: str, window: Window, now: datetime, *, first_visit: bool) -> int:
    """What all hours together allow, therapists with the same rules taken as one who never is taken."""
    asked = (kept_id(clinic.pk), code)
    weeks: defaultdict[tuple[Any, ...], dict] = defaultdict(dict)
    for *kind, weekday, starts, ends in read(WEEKS, *asked):
        week = weeks[tuple(kind)]
        week[weekday] = (*week.get(weekday, ()), opening(starts, ends))
    days: defaultdict[tuple[Any, ...], dict] = defaultdict(dict)
    first, last = (window.start - DAY).date(), (window.end + DAY).date()
    for *kind, day, hours in read(f"{DAYS} AND d.day BETWEEN %s AND %s", *asked, first, last):
        of_kind, week = days[tuple(kind)], weeks[tuple(kind)]
        of_kind[day] = (*of_kind.get(day, week.get(day.weekday(), ())), *openings_of(json.loads(hours)))
    line = 0
    for kind, week in weeks.items():
        zone, step, notice, horizon, *lengths = kind
        schedule = Schedule(Hours(zone, week, days[kind]), Rules(step, notice, horizon))
        line |= free_line(schedule, _wanted(lengths, first_visit=first_visit), window, now)
    return line


def _wanted(lengths: list[Any], *, first_visit: bool) -> Wanted:
    minutes, first_minutes, before, after = lengths
    return Wanted((first_visit and first_minutes) or minutes, before, after)


def _id(pk: object) -> UUID:
    return pk if isinstance(pk, UUID) else UUID(str(pk))


def first_offer(clinic: Clinic, code: str) -> Service | None:
    """One service of this code, for what all of them have in common: its zone and its length."""
    offered = Service.objects.filter(listing__clinic=clinic, listing__is_published=True, code=code, is_offered=True)
    return offered.select_related("listing").order_by("listing_id").first()
