"""Sending the messages that are due. May run as often, and in as many places at once, as one likes: each goes out once.

A message is claimed in the database before it is handed over. A sender that dies in between leaves a claim behind,
which runs out; then the next one sends it, under the same Message-ID and the same UID and SEQUENCE of the calendar.
"""

import logging
from collections import Counter
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.db.models import Q

from ischia.care.reminding.mails import mail_is_set_up
from ischia.practice.booking.models import Appointment
from ischia.practice.telling.mails import letter_of, mail_of
from ischia.practice.telling.models import Message

CLAIM_LASTS = timedelta(minutes=10)  # longer than a mail server is waited for
TRIES = 8
FIRST_WAIT = timedelta(minutes=1)  # doubled with each try: the last is two hours after the first
Outcome = Literal["sent", "dropped", "failed", "gave up"]
log = logging.getLogger(__name__)


def send_due_messages(now: datetime) -> Counter[Outcome]:
    """Send every message that is due. What came of each."""
    came: Counter[Outcome] = Counter()
    while message := claim(now):
        came[_send(message, now)] += 1
    return came


@transaction.atomic
def claim(now: datetime) -> Message | None:
    """The next message that is due, claimed for us; None where nothing is left. Others skip what is claimed."""
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM_LASTS)
    due = Message.objects.filter(free, sent_at=None, dropped_at=None, due_at__lte=now)
    message = due.select_for_update(skip_locked=True).order_by("due_at", "pk").first()
    if message is not None:
        message.claimed_at = now
        message.tries += 1
        message.save(update_fields=["claimed_at", "tries"])
    return message


def _send(message: Message, now: datetime) -> Outcome:
    """Send one message. A fault with one must not keep the others waiting."""
    try:
        letter = letter_of(message) if mail_is_set_up() and still_true(message, now) else None
        if letter is None:
            return _over(message, "dropped", dropped_at=now)
        mail_of(message, letter).send()
    except OSError:  # the mail server is not there, or said no (SMTPException is one of these)
        return _again(message, now)
    except Exception:
        log.exception("a message about an appointment could not be written")
        return _again(message, now)
    return _over(message, "sent", sent_at=now)


def still_true(message: Message, now: datetime) -> bool:
    """Does it still tell what is so? What was overtaken is not sent."""
    appointment = message.appointment
    if message.kind == Message.Kind.OFFER:
        return appointment.state == Appointment.State.HELD and appointment.counts_at(now)
    if message.kind == Message.Kind.CANCELLED:
        return appointment.state == Appointment.State.CANCELLED
    if appointment.state != Appointment.State.BOOKED:
        return False
    return message.kind != Message.Kind.REMINDER or appointment.starts > now


def _over(message: Message, outcome: Outcome, **when: datetime) -> Outcome:
    Message.objects.filter(pk=message.pk).update(claimed_at=None, **when)
    return outcome


def _again(message: Message, now: datetime) -> Outcome:
    """Try again, waiting longer each time; give up in the end."""
    if message.tries >= TRIES:
        log.error("a message about an appointment was given up after %s tries", message.tries)
        return _over(message, "gave up", dropped_at=now)
    log.warning("a message about an appointment could not be handed to the mail server; it is tried again")
    return _over(message, "failed", due_at=now + FIRST_WAIT * 2 ** (message.tries - 1))
