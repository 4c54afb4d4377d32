"""The messages of an appointment: written with the change they tell of, taken back by the change that undoes it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from ischia.practice.booking.models import Appointment, WaitingPlace
from ischia.practice.telling.models import Message

GRACE = timedelta(minutes=3)  # no message goes out before: until then everything can be undone


def tell(appointment: Appointment, kind: str, now: datetime, *, was: datetime | None = None, **told: object) -> None:
    """Write down what is to be told to both sides when the time to undo is over, and the reminders before the visit.

    Older messages that have not gone out yet tell of what is no longer so, and are dropped; of a move that nobody has
    heard of, both sides hear only the last word.
    """
    unheard = not drop_messages(appointment)
    said = {"sequence": appointment.sequence, "was": was.isoformat() if was else "", **told}
    kind = Message.Kind.CONFIRMED if unheard and kind == Message.Kind.MOVED else kind
    for to in Message.To.values:
        Message.objects.get_or_create(
            appointment=appointment,
            key=f"{kind} {to} {appointment.sequence}",
            defaults={"kind": kind, "to": to, "due_at": now + GRACE, "told": said},
        )
    if kind != Message.Kind.CANCELLED:
        _remind(appointment, now)


def drop_messages(appointment: Appointment) -> bool:
    """Take back what has not gone out. Has anything gone out, or is it going out now?"""
    messages = appointment.messages.exclude(kind=Message.Kind.OFFER)
    messages.filter(sent_at=None, claimed_at=None, dropped_at=None).delete()
    return messages.filter(Q(sent_at__isnull=False) | Q(claimed_at__isnull=False)).exists()


def _remind(appointment: Appointment, now: datetime) -> None:
    for hours, due_at in _reminders(appointment):
        if due_at > now:
            Message.objects.get_or_create(
                appointment=appointment,
                key=f"reminder {hours} {appointment.sequence}",
                defaults={"kind": Message.Kind.REMINDER, "to": Message.To.PERSON, "due_at": due_at},
            )


def _reminders(appointment: Appointment) -> Iterator[tuple[int, datetime]]:
    for hours in appointment.listing.rules.remind_hours:
        yield hours, appointment.starts - timedelta(hours=hours)


def tell_offer(place: WaitingPlace, offer: Appointment, now: datetime) -> None:
    """Write down that a time is offered; it goes out at once, for it runs out."""
    Message.objects.create(
        appointment=offer, waiting=place, kind=Message.Kind.OFFER, to=Message.To.PERSON, key="offer person", due_at=now
    )
