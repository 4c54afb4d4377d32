"""Sending what is due: one command that may run as often, and in as many places at once, as one likes.

A reminder is claimed in the database before its mail is handed over, and the database keeps each claim once. So a fault
between the two loses one reminder; the other order would send some twice.
"""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction

from ischia.care.reminding.due import due_today
from ischia.care.reminding.mails import reminder_mail
from ischia.care.reminding.models import ReminderWishes, SentReminder
from ischia.core.reminding import Reminder, remind

TRY_AGAIN = timedelta(minutes=15)  # after a mail server said no
TOLD_AT_MOST = timedelta(days=60)  # reminders older than that say nothing about a task of today
Outcome = Literal["sent", "nothing", "failed"]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claimed:
    """Reminders that are ours to send, and to whom."""

    row: ReminderWishes
    send: tuple[Reminder, ...]


def send_due(now: datetime) -> Counter[Outcome]:
    """Send every reminder that is due. How many people got a mail, for how many there was nothing, and what failed."""
    waiting = ReminderWishes.objects.filter(on=True, confirmed_at__isnull=False, look_at__lte=now)
    return Counter(_send_to(pk, now) for pk in waiting.values_list("pk", flat=True))


def _send_to(pk: int, now: datetime) -> Outcome:
    """Send one person's reminders. A fault with one must not keep the others waiting."""
    try:
        claimed = claim(pk, now)
    except Exception:
        log.exception("the reminders of one person could not be worked out")
        ReminderWishes.objects.filter(pk=pk).update(look_at=now + TRY_AGAIN)
        return "failed"
    return _hand_over(claimed, now) if claimed else "nothing"


@transaction.atomic
def claim(pk: int, now: datetime) -> Claimed | None:
    """Say what to send to one person now, and that it is ours to send; None where there is nothing of ours."""
    row = ReminderWishes.objects.select_for_update().filter(pk=pk, on=True, look_at__lte=now).first()
    if row is None or row.confirmed_at is None:
        return None
    wishes = row.wishes
    today = due_today(row.keeper, now, wishes.clock)
    sent = [each.value for each in row.sent.filter(claimed_at__gte=now - TOLD_AT_MOST)]
    snoozed = [each.value for each in row.snoozed.filter(until__gte=now - timedelta(days=1))]
    found = remind(wishes, today, sent, snoozed, now)
    row.look_at = found.look_again
    row.save(update_fields=["look_at"])
    ours = tuple(each for each in found.send if _is_ours(row, each, now))
    return Claimed(row, ours) if ours else None


def _is_ours(row: ReminderWishes, reminder: Reminder, now: datetime) -> bool:
    said = {"task": reminder.task.id, "day": reminder.day, "claimed_at": now}
    return SentReminder.objects.get_or_create(wishes=row, key=reminder.key, defaults=said)[1]


def _hand_over(claimed: Claimed, now: datetime) -> Outcome:
    ours = SentReminder.objects.filter(wishes=claimed.row, key__in=[each.key for each in claimed.send])
    try:
        reminder_mail(claimed.row, claimed.send).send()
    except OSError:  # the mail server is not there, or said no (SMTPException is one of these)
        log.warning("a reminder could not be handed to the mail server; it is tried again")
        ours.delete()
        ReminderWishes.objects.filter(pk=claimed.row.pk).update(look_at=now + TRY_AGAIN)
        return "failed"
    ours.update(sent_at=now)
    return "sent"
