"""The mails: short, discreet unless plain words were wished for, each with a way to turn everything off."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ischia.care.reminding.links import confirm_path, later_path, stop_path, whole
from ischia.care.reminding.models import ReminderWishes
from ischia.care.telling.reminders import subject_of, titles_of, way_to
from ischia.core.reminding import Reminder

HOUR = 60 * 60
CONFIRMATIONS_AN_HOUR = 3  # that one person may ask for; of one address it is one


def mail_is_set_up() -> bool:
    """Can this installation send mail, and does it know the address that links need?"""
    return bool(settings.EMAIL_URL and settings.ADDRESS)


def reminder_mail(row: ReminderWishes, send: Sequence[Reminder]) -> EmailMessage:
    """One mail for all that is due now."""
    tasks = [each.task for each in send]
    plain = row.titles == "plain"
    open_at = dict.fromkeys(way_to(task) for task in tasks) if plain else [reverse("reminders:reminders")]
    may_wait = [each.task.id for each in send if each.number == 1 and each.task.kind != "locked"]
    words = {
        "titles": titles_of(tasks, row.titles),
        "links": [whole(path) for path in open_at],
        "later": whole(later_path(row, may_wait, send[0].day)) if may_wait else "",
        "stop": whole(stop_path(row)),
        "alone": {task.kind for task in tasks} == {"locked"},
    }
    return _mail(row, subject_of(tasks, row.titles), render_to_string("care/reminders/mail.txt", words))


def ask_to_confirm(row: ReminderWishes) -> bool:
    """Ask an address whether it wants these mails; False where it was asked too often. The mail holds no health words.

    Raises:
        OSError: the mail could not be handed over.
    """
    if not _may_ask(row):
        return False
    words = {"confirm": whole(confirm_path(row)), "stop": whole(stop_path(row))}
    _mail(row, _("Please confirm your address"), render_to_string("care/reminders/confirm_mail.txt", words)).send()
    return True


def _mail(row: ReminderWishes, subject: str, body: str) -> EmailMessage:
    headers = {
        "List-Unsubscribe": f"<{whole(stop_path(row))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058: mail programs show a button of their own
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's holiday answer comes back
    }
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [row.mail], headers=headers)


def _may_ask(row: ReminderWishes) -> bool:
    """Nobody can have many mails sent to others: one an hour to an address, three an hour by one person."""
    address = hashlib.sha256(row.mail.lower().encode()).hexdigest()
    by_person = (f"reminders-asked-by-{row.keeper_id}-{place}" for place in range(CONFIRMATIONS_AN_HOUR))
    return any(cache.add(place, 1, HOUR) for place in by_person) and cache.add(f"reminders-asked-{address}", 1, HOUR)
