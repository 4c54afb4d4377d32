"""Undo for three minutes, before anybody hears of it: of a booking, of a move, of a cancelling."""

from datetime import datetime

from django.db import transaction

from ischia.core.problems import Problem
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.usecases import bring_back, cancel, may_undo, move
from ischia.practice.telling.models import Message

State = Appointment.State


def undo(appointment: Appointment, now: datetime) -> Appointment:
    """Take the last change back.

    Raises:
        Taken: somebody else has the time by now.
        Problem: the three minutes are over.
    """
    if not may_undo(appointment, now):
        raise Problem("appointment", appointment.state, "a change of the last three minutes")
    if appointment.state == State.CANCELLED:
        return bring_back(appointment, now)
    if was := moved_from(appointment):
        return _move_back(appointment, was, now)
    return cancel(appointment, now)


def moved_from(appointment: Appointment) -> datetime | None:
    """Where it was before a move that nobody has heard of."""
    messages = appointment.messages.filter(sent_at=None, dropped_at=None, to=Message.To.THERAPIST)
    last = messages.exclude(kind=Message.Kind.CANCELLED).order_by("-made_at").first()
    was = str(last.told.get("was", "")) if last else ""
    return datetime.fromisoformat(was) if was else None


@transaction.atomic
def _move_back(appointment: Appointment, was: datetime, now: datetime) -> Appointment:
    """To where it was. Who heard of it at its first time hears nothing at all."""
    back = move(appointment, was, now, by_therapist=True)
    back.messages.filter(kind=Message.Kind.MOVED, sent_at=None, claimed_at=None).delete()
    back.messages.filter(sent_at=None, kind=Message.Kind.CONFIRMED).update(told={"sequence": back.sequence, "was": ""})
    back.undo_until = None
    back.save(update_fields=["undo_until"])
    return back
