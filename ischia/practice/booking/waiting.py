"""The waiting list: a time that comes free is held for the first whom it fits, until a deadline; then for the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from ischia.accounts.models import Keeper
from ischia.core.booking import Window, wall_clock
from ischia.core.booking.wall import day_on_the_wall
from ischia.practice.booking.free import free_times
from ischia.practice.booking.holding import Ask, Taken, hold_time
from ischia.practice.booking.models import Appointment, Service, WaitingPlace
from ischia.practice.booking.safety import Refused, may_book
from ischia.practice.booking.under_way import ANSWERS_FIRST
from ischia.practice.telling.outbox import tell_offer

State = WaitingPlace.State
DEADLINE = timedelta(hours=2)
AT_LEAST = timedelta(minutes=15)  # an offer that lasts no longer is none
PARTS = {"morning": (0, 12), "afternoon": (12, 17), "evening": (17, 24)}  # hours by the therapist's clock


@dataclass(frozen=True)
class Wish:
    """What somebody waits for: days, and where they care, weekdays (0 Monday) and a part of the day."""

    from_day: date
    to_day: date
    weekdays: tuple[int, ...] = ()
    part_of_day: str = ""


def join(
    service: Service, keeper: Keeper, wish: Wish, who: dict[str, str], *, first_visit: bool, zone: str = ""
) -> WaitingPlace:
    """Take a place in the list. Sent twice, taken once."""
    same = {"listing": service.listing, "service": service, "keeper": keeper, "first_visit": first_visit}
    days = {"from_day": wish.from_day, "to_day": wish.to_day, "part_of_day": wish.part_of_day}
    found = WaitingPlace.objects.filter(**same, **days, weekdays=list(wish.weekdays), state=State.WAITING).first()
    return found or WaitingPlace.objects.create(**same, **days, weekdays=list(wish.weekdays), visitor_zone=zone, **who)


@transaction.atomic
def leave(place: WaitingPlace) -> None:
    """Leave the list; a time that is held for this place is given back."""
    found = WaitingPlace.objects.select_for_update().get(pk=place.pk)
    _give_back(found)
    found.state = State.LEFT
    found.save()


@transaction.atomic
def pass_on(place: WaitingPlace) -> None:
    """Let the next one have what is offered, and wait on."""
    found = WaitingPlace.objects.select_for_update().get(pk=place.pk)
    if found.state == State.OFFERED:
        _wait_on(found)


def offer_freed(now: datetime) -> int:
    """Offer what has come free, in turn; first what was offered and not taken is given back. How many were offered.

    May run as often, and in as many places at once, as one likes: each place is looked at under its own lock.
    """
    for pk in WaitingPlace.objects.filter(state=State.OFFERED).values_list("pk", flat=True):
        _run_out(pk, now)
    waiting = WaitingPlace.objects.filter(state=State.WAITING, listing__rules__isnull=False, to_day__gte=now.date())
    turns = sorted(waiting, key=lambda place: (len(place.passed), place.made_at))
    return sum(_offer(place.pk, now) for place in turns)


@transaction.atomic
def _run_out(pk: UUID, now: datetime) -> None:
    """An offer that nobody took in time is over, and the person waits on behind the others."""
    place = WaitingPlace.objects.select_for_update().get(pk=pk)
    offer = place.offer
    if place.state == State.OFFERED and (offer is None or not offer.counts_at(now)):
        _wait_on(place)


def _wait_on(place: WaitingPlace) -> None:
    if place.offer:
        place.passed = [*place.passed, place.offer.starts.isoformat()]
    _give_back(place)
    place.state, place.offer = State.WAITING, None
    place.save()


def _give_back(place: WaitingPlace) -> None:
    if place.offer_id:
        held = Appointment.objects.filter(pk=place.offer_id, state=Appointment.State.HELD)
        held.update(state=Appointment.State.LET_GO)


@transaction.atomic
def _offer(pk: UUID, now: datetime) -> bool:
    place = WaitingPlace.objects.select_for_update().get(pk=pk)
    service = Service.objects.select_related("listing__rules").get(pk=place.service_id)
    if place.state != State.WAITING or not service.is_offered:
        return False
    for starts in _fitting(place, service, now):
        until = min(now + DEADLINE, starts - timedelta(minutes=service.listing.rules.notice_minutes))
        if until - now >= AT_LEAST and _is_allowed(place, service, starts):
            return _hold_for(place, service, starts, until, now)
    return False


def _is_allowed(place: WaitingPlace, service: Service, starts: datetime) -> bool:
    """Nobody is offered what their answers rule out; who has not answered yet is asked before booking."""
    day = wall_clock(starts, service.listing.zone).date()
    found = may_book(place.keeper, service, service.listing, day)
    return not isinstance(found, Refused) or found.why in ANSWERS_FIRST


def _hold_for(place: WaitingPlace, service: Service, starts: datetime, until: datetime, now: datetime) -> bool:
    ask = Ask(uuid4(), (service,), starts, place.first_visit, place.visitor_zone, place.keeper)
    try:
        held = hold_time(ask, now)
    except Taken:
        return False
    held.held_until = until
    held.name, held.email, held.phone = place.name, place.email, place.phone
    held.save()
    place.state, place.offer = State.OFFERED, held
    place.save()
    tell_offer(place, held, now)
    return True


def _fitting(place: WaitingPlace, service: Service, now: datetime) -> Iterator[datetime]:
    """Free times that fit the wish and were not offered to this place before."""
    zone = service.listing.zone
    first = max(place.from_day, wall_clock(now, zone).date())
    window = Window.between(day_on_the_wall(first, zone)[0], day_on_the_wall(place.to_day + timedelta(days=1), zone)[0])
    begins, ends = PARTS.get(place.part_of_day, (0, 24))
    for starts in free_times(service, window, now, first_visit=place.first_visit):
        shown = wall_clock(starts, zone)
        on_day = not place.weekdays or shown.weekday() in place.weekdays
        if on_day and begins <= shown.hour < ends and starts.isoformat() not in place.passed:
            yield starts
