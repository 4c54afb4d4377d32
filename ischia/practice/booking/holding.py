"""Holding a time while a form is filled. Asked twice, held once; of many who ask at once exactly one gets it.

Who is first is settled by the database: see practice/apart.py. The lock on the therapist's row only makes others wait
their turn instead of failing half-way, and holds the day's cap.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from ischia.accounts.models import Keeper
from ischia.core.booking import Window, nearest
from ischia.core.booking.timeline import MINUTE
from ischia.core.problems import Problem
from ischia.practice.apart import RULES
from ischia.practice.booking.free import counting, free_lines, free_times, free_with_anyone, union, wanted_of
from ischia.practice.booking.models import Appointment, Room, Service
from ischia.practice.booking.reading import is_kept
from ischia.practice.listing.models import Clinic, Listing

HOLD = timedelta(minutes=15)
# How SQLite and PostgreSQL name the rule that an id stands once: the same ask came twice at once.
SAME_ID = ("practice_appointment.id", "practice_appointment_pkey")
NEAR = timedelta(days=7)  # how far around a lost time others are looked for


class Taken(Exception):
    """The time is somebody else's. `nearest` are free times near it, in the order of time."""

    def __init__(self, wanted: datetime, nearest: Sequence[datetime]) -> None:
        self.wanted, self.nearest = wanted, tuple(nearest)
        super().__init__(f"{wanted:%Y-%m-%d %H:%M} UTC is taken")


@dataclass(frozen=True)
class Ask:
    """What somebody asks to hold. `id` is made by who asks, so that asking again after a lost answer is the same ask.

    `services`: the service at one therapist, or the same service at each therapist of a clinic, for "anyone".
    """

    id: UUID
    services: tuple[Service, ...]
    starts: datetime
    first_visit: bool = False
    visitor_zone: str = ""
    keeper: Keeper | None = None
    referral: str = ""


def services_of_anyone(clinic: Clinic, code: str) -> tuple[Service, ...]:
    """The service of this code at every therapist of a clinic."""
    offered = Service.objects.filter(listing__clinic=clinic, listing__is_published=True, code=code, is_offered=True)
    return tuple(offered.select_related("listing").order_by("listing__name", "listing_id"))


def hold_time(ask: Ask, now: datetime) -> Appointment:
    """Hold a time while the form is filled. Asked twice, held once.

    Raises:
        Taken: it is somebody else's, or never was free.
        Problem: the id names something else.
    """
    return hold_once(ask, now, lambda: ask.keeper)[0]


def hold_once(ask: Ask, now: datetime, keeper: Callable[[], Keeper | None]) -> tuple[Appointment, bool]:
    """The same, and whether it is new: False where this very ask was answered before.

    `keeper` is called when there is something to keep: of who gets nothing, nothing is kept.
    """
    if known := _known(ask, keeper):
        return known, False
    try:
        return _hold_with_any(ask, now, keeper), True
    except Taken:
        if known := _known(ask, keeper):  # the same ask came twice at once, and the other was first
            return known, False
        raise


def _hold_with_any(ask: Ask, now: datetime, keeper: Callable[[], Keeper | None]) -> Appointment:
    for service in _by_turn(who_is_free(ask, now), ask.starts):
        try:
            return _hold(service, ask, now, keeper)
        except Taken:
            continue
    raise Taken(ask.starts, near_times(ask, now))


def who_is_free(ask: Ask, now: datetime) -> list[Service]:
    """The services of those who are free then; that may have changed when one's turn comes.

    Raises:
        Taken: nobody is.
    """
    window = _near(ask, now)
    free = free_lines(ask.services, window, now, first_visit=ask.first_visit)
    found = [each for each in ask.services if window.has(free.get(each.pk, 0), ask.starts)]
    if not found:
        near = nearest(window.moments(union(free.values())), ask.starts)
        raise Taken(ask.starts, near or near_times(ask, now))
    return found


def _known(ask: Ask, keeper: Callable[[], Keeper | None]) -> Appointment | None:
    """What this ask has led to already."""
    if not is_kept(ask.id):
        return None
    found = Appointment.objects.get(pk=ask.id)
    same = found.starts == ask.starts and found.listing_id in {each.listing_id for each in ask.services}
    if not same or found.keeper != keeper():
        raise Problem("id", str(ask.id), "a new id; this one names another appointment")
    return found


def _by_turn(services: Sequence[Service], starts: datetime) -> Iterator[Service]:
    """Of several therapists, whoever has least to do that day comes first; the order is the same for everybody."""
    if len(services) == 1:
        yield services[0]
        return
    day = (starts - timedelta(hours=12), starts + timedelta(hours=12))
    busy = list(
        Appointment.objects.filter(
            listing__in=[each.listing_id for each in services], state__in=Appointment.COUNTS, starts__range=day
        ).values_list("listing_id", flat=True)
    )
    yield from sorted(services, key=lambda service: busy.count(service.listing_id))


def free_around(service: Service, ask: Ask, now: datetime, without: UUID | None = None) -> tuple[datetime, ...]:
    window = Window.between(ask.starts, ask.starts + MINUTE)
    return free_times(service, window, now, first_visit=ask.first_visit, without=without)


def near_times(ask: Ask, now: datetime) -> tuple[datetime, ...]:
    """Free times near a lost one: of the days around it, or where these are full, of all days that can be booked."""
    ahead = timedelta(days=1 + max((each.listing.rules.horizon_days for each in ask.services), default=0))
    for window in (_near(ask, now), Window.between(now, now + ahead)):
        if found := free_with_anyone(ask.services, window, now, first_visit=ask.first_visit):
            return nearest(found, ask.starts)
    return ()


def _near(ask: Ask, now: datetime) -> Window:
    return Window.between(max(now, ask.starts - NEAR), ask.starts + NEAR)


@transaction.atomic
def _hold(service: Service, ask: Ask, now: datetime, keeper: Callable[[], Keeper | None]) -> Appointment:
    """Write the hold down, with everybody else's turn after ours."""
    take_turn(service)
    if ask.starts not in free_around(service, ask, now):
        raise Taken(ask.starts, ())
    times = times_of(service, ask.starts, first_visit=ask.first_visit)
    room = free_room(service, times, now) if service.needs_room else None
    let_go_of_old_holds(service.listing_id, room, times, now)
    held = Appointment(
        id=ask.id,
        listing=service.listing,
        service=service,
        room=room,
        state=Appointment.State.HELD,
        held_until=now + HOLD,
        visitor_zone=ask.visitor_zone,
        keeper=keeper(),
        first_visit=ask.first_visit,
        referral=ask.referral,
        service_name=service.name,
        price=service.price,
        currency=service.currency,
        cancel_hours=service.listing.rules.cancel_hours,
        policy=service.listing.rules.cancel_policy,
        **times,
    )
    save_apart(held, force_insert=True)
    return held


def take_turn(service: Service) -> None:
    """Wait until nobody else is booking this therapist, or in this clinic where a room is needed."""
    _lock(service.listing, room=service.needs_room)


def in_turn(pk: UUID) -> Appointment:
    """The appointment as it stands when our turn has come.

    Everybody takes the turn first (clinic, therapist) and locks appointments after it: so no two wait for each other.
    """
    found = Appointment.objects.select_related("listing__rules", "service__listing")
    first = found.get(pk=pk)
    _lock(first.listing, room=first.service is not None and first.service.needs_room)
    return found.select_for_update(of=("self",)).get(pk=pk)


def _lock(listing: Listing, *, room: bool) -> None:
    if room and listing.clinic_id:
        Clinic.objects.select_for_update(no_key=True).get(pk=listing.clinic_id)
    Listing.objects.select_for_update(no_key=True).get(pk=listing.pk)


def times_of(service: Service, starts: datetime, *, first_visit: bool) -> dict[str, datetime]:
    wanted = wanted_of(service, first_visit=first_visit)
    ends = starts + wanted.minutes * MINUTE
    return {
        "starts": starts,
        "ends": ends,
        "blocked_from": starts - wanted.before * MINUTE,
        "blocked_until": ends + wanted.after * MINUTE,
    }


def free_room(service: Service, times: dict[str, datetime], now: datetime, without: UUID | None = None) -> Room | None:
    """A room of the clinic that is free then."""
    overlapping = Appointment.objects.filter(
        counting(now),
        room__isnull=False,
        blocked_until__gt=times["blocked_from"],
        blocked_from__lt=times["blocked_until"],
    ).exclude(pk=without)
    rooms = Room.objects.filter(clinic=service.listing.clinic_id).order_by("name")
    return rooms.exclude(pk__in=overlapping.values("room")).first()


def let_go_of_old_holds(listing: UUID, room: Room | None, times: dict[str, datetime], now: datetime) -> None:
    """A hold that ran out still stands in the way of the database's rule: its time is given back now."""
    old = Appointment.objects.filter(
        state=Appointment.State.HELD,
        held_until__lte=now,
        blocked_until__gt=times["blocked_from"],
        blocked_from__lt=times["blocked_until"],
    )
    gone = {"state": Appointment.State.LET_GO}
    old.filter(listing=listing).update(**gone)
    if room:
        old.filter(room=room).update(**gone)


def save_apart(appointment: Appointment, **how: object) -> None:
    """Save, and tell a clash from every other fault.

    Raises:
        Taken: the database says that the time is somebody else's.
    """
    try:
        with transaction.atomic():
            appointment.save(**how)
    except IntegrityError as error:
        if any(rule in str(error) for rule in (*RULES, *SAME_ID)):
            raise Taken(appointment.starts, ()) from error
        raise
