"""Booking: book a time that is held, move it, cancel it, take that back. Each may be sent twice and happens once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ischia.core.problems import Problem
from ischia.practice.booking.holding import (
    HOLD,
    Ask,
    Taken,
    free_around,
    free_room,
    hold_time,
    in_turn,
    let_go_of_old_holds,
    near_times,
    save_apart,
)
from ischia.practice.booking.models import Appointment, WaitingPlace
from ischia.practice.booking.safety import Refused, clearance
from ischia.practice.telling.outbox import GRACE, drop_messages, tell

State = Appointment.State


@dataclass(frozen=True)
class Details:
    """Who comes, how to reach them, and why they come."""

    name: str
    email: str = ""
    phone: str = ""
    reason: str = ""
    booked_by: str = ""


@transaction.atomic
def book(held: Appointment, details: Details, now: datetime) -> Appointment | Refused:
    """Make a hold an appointment, with the screening attached. Sent twice, booked once.

    Where the answers stand against it the time is given back. Nothing is mailed for three minutes.

    Raises:
        Taken: the hold ran out, and somebody else has the time now.
        Problem: it was given back or cancelled.
    """
    appointment = in_turn(held.pk)
    if appointment.state == State.BOOKED:
        return appointment
    _must_be(appointment, State.HELD, State.LET_GO)
    cleared = clearance(appointment)
    if isinstance(cleared, Refused):
        return _refuse(appointment, cleared)
    _take_back(appointment, now)
    appointment.state, appointment.held_until = State.BOOKED, None
    appointment.screening = cleared.screening
    appointment.undo_until = now + GRACE
    for name, value in vars(details).items():
        setattr(appointment, name, value)
    save_apart(appointment)
    WaitingPlace.objects.filter(offer=appointment).update(state=WaitingPlace.State.BOOKED)
    tell(appointment, "confirmed", now)
    return appointment


def _refuse(appointment: Appointment, refused: Refused) -> Refused:
    """Give the time back where it cannot be booked; while only answers are missing it stays held."""
    if refused.why not in ("screen_first", "screen_again"):
        appointment.state = State.LET_GO
        appointment.save()
    return refused


def _take_back(appointment: Appointment, now: datetime) -> None:
    """A hold that ran out is taken again where nobody else has come."""
    if appointment.counts_at(now):
        return
    assert appointment.service is not None
    ask = Ask(appointment.pk, (appointment.service,), appointment.starts, appointment.first_visit)
    if appointment.starts not in free_around(appointment.service, ask, now, without=appointment.pk):
        raise Taken(appointment.starts, near_times(ask, now))
    times = _blocked(appointment)
    if appointment.room_id:
        appointment.room = free_room(appointment.service, times, now, without=appointment.pk)
    let_go_of_old_holds(appointment.listing_id, appointment.room, times, now)


def _blocked(appointment: Appointment) -> dict[str, datetime]:
    return {"blocked_from": appointment.blocked_from, "blocked_until": appointment.blocked_until}


def _must_be(appointment: Appointment, *states: State) -> None:
    if appointment.state not in states:
        raise Problem("appointment", appointment.state, " or ".join(states))


@transaction.atomic
def let_go(held: Appointment) -> None:
    """Give a held time back."""
    Appointment.objects.filter(pk=held.pk, state=State.HELD).update(state=State.LET_GO)


def extend_hold(held: Appointment, now: datetime) -> None:
    """Hold on longer, for someone who is answering the safety questions meanwhile; an hour in all."""
    until = min(now + 2 * HOLD, held.made_at + 4 * HOLD)
    waiting = Appointment.objects.filter(pk=held.pk, state=State.HELD, held_until__gt=now)
    waiting.filter(held_until__lt=until).update(held_until=until)


def hold_instead(ask: Ask, now: datetime) -> Appointment:
    """Hold a time in place of those that the same person held before: one at a time. What a waiting list offers them
    stays; and where the new time is lost, so does the old one.

    Raises:
        Taken: it is somebody else's, or never was free.
        Problem: the id names something else.
    """
    before = Appointment.objects.filter(keeper=ask.keeper, state=State.HELD, offered_to=None).exclude(pk=ask.id)
    if ask.keeper is None or not before.exists():
        return hold_time(ask, now)
    with transaction.atomic():
        before.update(state=State.LET_GO)
        return hold_time(ask, now)


@transaction.atomic
def move(booked: Appointment, starts: datetime, now: datetime, *, by_therapist: bool = False) -> Appointment:
    """Move an appointment to another time. Sent twice, moved once. Its first time is free for others at once.

    A therapist may move to any time that nobody has; a person only to a free one.

    Raises:
        Taken: somebody else has that time; the appointment stays where it was.
        Problem: it is cancelled or over.
    """
    appointment = in_turn(booked.pk)
    service = appointment.service
    if service is None:
        raise Problem("service", None, "a service that is still offered")
    if appointment.starts == starts:
        return appointment
    _must_be(appointment, State.BOOKED)
    ask = Ask(appointment.pk, (service,), starts, appointment.first_visit)
    if not by_therapist and starts not in free_around(service, ask, now, without=appointment.pk):
        raise Taken(starts, near_times(ask, now))
    was = appointment.starts
    times = _moved(appointment, starts)
    if service.needs_room:
        appointment.room = free_room(service, times, now, without=appointment.pk)
    let_go_of_old_holds(appointment.listing_id, appointment.room, times, now)
    for name, value in times.items():
        setattr(appointment, name, value)
    appointment.sequence += 1
    appointment.undo_until, appointment.attending_at = now + GRACE, None
    try:
        save_apart(appointment)
    except Taken:
        raise Taken(starts, near_times(ask, now)) from None
    tell(appointment, "moved", now, was=was)
    return appointment


def _moved(appointment: Appointment, starts: datetime) -> dict[str, datetime]:
    """The same lengths from another start."""
    by = starts - appointment.starts
    return {name: getattr(appointment, name) + by for name in ("starts", "ends", "blocked_from", "blocked_until")}


@transaction.atomic
def cancel(booked: Appointment, now: datetime, *, by_therapist: bool = False) -> Appointment:
    """Cancel an appointment; its time is free for others at once. Sent twice, cancelled once.

    Within the time to undo nobody has heard of it yet: then its messages are taken back, and nothing is sent.

    Raises:
        Problem: it is over.
    """
    appointment = in_turn(booked.pk)
    if appointment.state == State.CANCELLED:
        return appointment
    _must_be(appointment, State.BOOKED)
    appointment.state = State.CANCELLED
    appointment.sequence += 1
    appointment.undo_until = now + GRACE
    appointment.save()
    told = drop_messages(appointment)
    if told:
        tell(appointment, "cancelled", now, by_therapist=by_therapist)
    return appointment


def may_undo(appointment: Appointment, now: datetime) -> bool:
    """Is the last change so young that nobody has been told of it?"""
    return appointment.undo_until is not None and now < appointment.undo_until


@transaction.atomic
def bring_back(cancelled: Appointment, now: datetime) -> Appointment:
    """Take a cancelling back before anybody hears of it.

    Raises:
        Taken: somebody else has the time by now.
        Problem: the time to undo is over, or it is not cancelled.
    """
    appointment = in_turn(cancelled.pk)
    if appointment.state == State.BOOKED:
        return appointment
    _must_be(appointment, State.CANCELLED)
    if not may_undo(appointment, now):
        raise Problem("appointment", "cancelled", "a change of the last three minutes")
    let_go_of_old_holds(appointment.listing_id, appointment.room, _blocked(appointment), now)
    appointment.state = State.BOOKED
    appointment.sequence += 1
    save_apart(appointment)
    heard = drop_messages(appointment)
    tell(appointment, "moved" if heard else "confirmed", now)
    return appointment
