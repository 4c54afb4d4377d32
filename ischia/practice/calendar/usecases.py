"""What a therapist does with the calendar: say who came, block time, take it back, write a visit in by hand.

Each may be sent twice and happens once. Moving and cancelling are those of booking: practice/booking/usecases.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ischia.core.booking import Window
from ischia.core.booking.timeline import MINUTE
from ischia.core.problems import Problem
from ischia.practice.booking.free import counting
from ischia.practice.booking.holding import (
    Ask,
    Taken,
    free_room,
    let_go_of_old_holds,
    near_times,
    save_apart,
    take_turn,
    times_of,
)
from ischia.practice.booking.models import Appointment, BusyTime, Service
from ischia.practice.booking.usecases import Details
from ischia.practice.calendar.day import State, read_day
from ischia.practice.calendar.moments import day_shown
from ischia.practice.listing.models import Listing
from ischia.practice.telling.outbox import GRACE, tell

# From each state to which others: forward, and back again.
STEPS: dict[str, tuple[str, ...]] = {
    State.BOOKED: (State.ARRIVED, State.DONE, State.NO_SHOW),
    State.ARRIVED: (State.DONE, State.BOOKED),
    State.DONE: (State.ARRIVED, State.BOOKED),
    State.NO_SHOW: (State.ARRIVED, State.BOOKED),
}
AFTER_START = (State.DONE, State.NO_SHOW)


@transaction.atomic
def mark(visit: Appointment, state: str, now: datetime) -> Appointment:
    """Say that somebody arrived, was treated, did not come; or take that back. Said twice, said once.

    Raises:
        Problem: it is cancelled, or it is too early to know.
    """
    found = Appointment.objects.select_for_update(of=("self",)).select_related("listing").get(pk=visit.pk)
    if found.state == state:
        return found
    if state not in STEPS.get(found.state, ()):
        raise Problem("state", state, " or ".join(STEPS.get(found.state, ())) or _("nothing: it is cancelled"))
    if not may_be(found, state, now):
        raise Problem("state", state, _("a visit that has begun, or for an arrival one of today"))
    found.state = state
    found.save(update_fields=["state", "changed_at"])
    return found


def may_be(visit: Appointment, state: str, now: datetime) -> bool:
    """Can this be known yet? Nobody arrives before the day, and nothing is over before it has begun."""
    zone = visit.listing.zone
    if state == State.ARRIVED:
        return day_shown(visit.starts, zone) <= day_shown(now, zone)
    return state not in AFTER_START or visit.starts <= now


@dataclass(frozen=True)
class Span:
    """A time to block."""

    starts: datetime
    ends: datetime
    note: str = ""


@transaction.atomic
def block(listing: Listing, id: UUID, span: Span) -> BusyTime:
    """Block a time. Whoever is booked then stays booked: see `visits_in`.

    Raises:
        Problem: the id names another time.
    """
    Listing.objects.select_for_update().get(pk=listing.pk)
    said = {"listing": listing, **vars(span)}
    found, _new = BusyTime.objects.get_or_create(id=id, defaults=said)
    if found.listing_id != listing.pk or (found.starts, found.ends) != (span.starts, span.ends):
        raise Problem("id", str(id), "a new id; this one names another time")
    return found


def visits_in(listing: Listing, starts: datetime, ends: datetime, now: datetime) -> list[Appointment]:
    """Who is booked, or booking, in a time."""
    found = listing.appointments.filter(counting(now), blocked_until__gt=starts, blocked_from__lt=ends)
    return list(found.order_by("starts"))


@dataclass(frozen=True)
class ByHand:
    """A visit that somebody asked for by phone or at the desk. `id` is made by the page, so that it is kept once."""

    id: UUID
    service: Service
    starts: datetime
    details: Details
    first_visit: bool = False
    referral: str = ""


@transaction.atomic
def add_visit(asked: ByHand, now: datetime) -> Appointment:
    """Write a visit in. It may stand outside the hours, and never on somebody else's time.

    Nobody has answered the safety questions for it; the calendar says so until they have.

    Raises:
        Taken: somebody has that time, or no room is free then.
        Problem: the id names another visit.
    """
    service = asked.service
    take_turn(service)
    if known := Appointment.objects.filter(pk=asked.id).first():
        if (known.listing_id, known.starts) != (service.listing_id, asked.starts):
            raise Problem("id", str(asked.id), "a new id; this one names another visit")
        return known
    times = times_of(service, asked.starts, first_visit=asked.first_visit)
    room = free_room(service, times, now) if service.needs_room else None
    near = Ask(asked.id, (service,), asked.starts, asked.first_visit)
    if service.needs_room and room is None:
        raise Taken(asked.starts, near_times(near, now))
    let_go_of_old_holds(service.listing_id, room, times, now)
    visit = Appointment(
        id=asked.id, listing=service.listing, service=service, room=room, **_as_agreed(asked, now), **times
    )
    try:
        save_apart(visit, force_insert=True)
    except Taken:
        raise Taken(asked.starts, near_times(near, now)) from None
    tell(visit, "confirmed", now)
    return visit


def _as_agreed(asked: ByHand, now: datetime) -> dict[str, object]:
    """What a visit keeps of its service and rules as they are today, and of who comes."""
    service, rules = asked.service, asked.service.listing.rules
    return {
        "state": State.BOOKED,
        "first_visit": asked.first_visit,
        "referral": asked.referral,
        "service_name": service.name,
        "price": service.price,
        "currency": service.currency,
        "cancel_hours": rules.cancel_hours,
        "policy": rules.cancel_policy,
        "undo_until": now + GRACE,
        **vars(asked.details),
    }


def warnings_at(listing: Listing, starts: datetime, minutes: int, now: datetime) -> Iterator[str]:
    """What speaks against a time without forbidding it: it is over, outside the hours, or blocked."""
    ends = starts + minutes * MINUTE
    if starts < now:
        yield _("This time is over already.")
    day = read_day(listing, day_shown(starts, listing.zone), now)
    wanted = day.window.line(starts, ends)
    if wanted & ~day.opened:
        yield _("This is outside your hours.")
    for each in day.busy:
        if Window.between(each.starts, each.ends).line(starts, ends):
            yield _("You blocked this time: %(note)s.") % {"note": each.note or _("busy")}
