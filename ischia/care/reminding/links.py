"""Links in mails that work without signing in: each is signed, and says what it is for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from ischia.care.reminding.models import ReminderWishes

CONFIRM_WITHIN = 60 * 60 * 24 * 3
LATER_WITHIN = 60 * 60 * 24 * 2
STOP, LATER, CONFIRM = "ischia.reminders.stop", "ischia.reminders.later", "ischia.reminders.confirm"


def stop_path(row: ReminderWishes) -> str:
    """Where all reminders are turned off. It works for good."""
    return reverse("reminders:stop", args=[signing.dumps(str(row.pk), salt=STOP)])


def later_path(row: ReminderWishes, tasks: Sequence[str], day: date) -> str:
    """Where tasks of a day are put off."""
    said = [str(row.pk), day.isoformat(), *tasks]
    return reverse("reminders:later", args=[signing.dumps(said, salt=LATER)])


def confirm_path(row: ReminderWishes) -> str:
    """Where an address says that it is the right one. It holds for this address alone."""
    return reverse("reminders:confirm", args=[signing.dumps([str(row.pk), row.mail], salt=CONFIRM)])


def read_stop(token: str) -> ReminderWishes | None:
    """Whose reminders to turn off; None where the link is none of ours, or they are gone."""
    said = _read(token, STOP)
    return ReminderWishes.objects.filter(pk=said).first() if said else None


def read_later(token: str) -> tuple[ReminderWishes, date, list[str]] | None:
    """Whose tasks of which day to put off; None where there is nothing to put off any more."""
    said = _read(token, LATER, LATER_WITHIN)
    row = ReminderWishes.objects.filter(pk=said[0], on=True).first() if said else None
    return (row, date.fromisoformat(said[1]), said[2:]) if row else None


def read_confirm(token: str) -> ReminderWishes | None:
    """Whose address is confirmed; None where the link is too old, or the address another one by now."""
    said = _read(token, CONFIRM, CONFIRM_WITHIN)
    return ReminderWishes.objects.filter(pk=said[0], mail=said[1], on=True).first() if said else None


def whole(path: str) -> str:
    """The address as a mail needs it."""
    return f"{settings.ADDRESS.rstrip('/')}{path}"


def _read(token: str, salt: str, within: int | None = None) -> Any:
    try:
        return signing.loads(token, salt=salt, max_age=within)
    except signing.BadSignature:
        return None


def feed_path(row: ReminderWishes) -> str:
    """Where a calendar asks. Whoever knows it can read these reminders."""
    return reverse("reminders:feed", args=[row.word])
