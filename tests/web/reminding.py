"""Made-up wishes for reminders, and the moments at which they are looked at."""

import re
import uuid
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from ischia.care.diary.usecases import keep_entry
from ischia.care.models import Screening
from ischia.care.recording import record_session
from ischia.care.reminding.usecases import Chosen, confirm_mail, keep_wishes
from ischia.care.usecases import begin_check, record_screening
from ischia.core.diary import Entry
from ischia.core.session.record import read_record
from tests.sessions import WISHES
from tests.strategies import SAFE

SELF = "script_self_low_back"
WORDS = "four calm words here"
HEALTH = re.compile(r"pain|massage|sciatica|session|exercise|diary|measure|health|back\b", re.IGNORECASE)


def today(hour, minute=0, days=0):
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), UTC)


def wish(keeper, *, mail="anna@example.org", quiet=None, repeat=False, titles="discreet", zone="UTC", **at):
    """Wishes that were made and confirmed yesterday."""
    made = today(0, days=-1)
    row = keep_wishes(keeper, Chosen(at, quiet, repeat, zone, titles, mail), made)
    confirm_mail(row, made)
    row.refresh_from_db()
    return row


def plan(keeper, script=SELF, **answers) -> Screening:
    """A plan that was made at midnight."""
    row = record_screening(begin_check(keeper, {**SAFE, **WISHES[script], **answers}), timezone.localdate())
    keeper.checks.update(begun_at=today(0))
    keeper.screenings.update(made_at=today(0))
    return row


def massaged(screening, at, times=3):
    """The massage of the plan was done so many times that day."""
    said = {"screening": str(screening.pk), "item": SELF, "day": at.date().isoformat(), "ended": at.isoformat()}
    for number in range(1, times + 1):
        record = {**said, "id": str(uuid.uuid4()), "revision": 1, "number": number, "done": "done"}
        record_session(screening, read_record(record))


def write(keeper, at):
    said = Entry(day=at.date(), at=at.time(), scores={"leg_pain:left": 3})
    return keep_entry(keeper, uuid.uuid4(), said)


def link(message, what):
    return re.search(rf"https://ischia\.example(/reminders/{what}/\S+)", message.body)[1]


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def now_is(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)
