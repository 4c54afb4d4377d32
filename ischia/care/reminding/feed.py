"""Reminders as calendar events: today's while they are to be done, and those of the next days by the plan alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from ischia.care.course import newest
from ischia.care.reminding.due import due_later, due_today
from ischia.care.reminding.models import ReminderWishes
from ischia.care.telling.reminders import titles_of
from ischia.core.reminding import Task, asked, day_of, first_moment
from ischia.exchange.reminder_calendar import Ring, reminder_calendar

DAYS = 14


def feed_of(row: ReminderWishes, now: datetime) -> bytes:
    """The calendar of one person's reminders; empty once all are off. What is done, paused or locked is not in it."""
    rings = _rings(row, now) if row.on else []
    return reminder_calendar(rings, whose=str(row.keeper_id), changed=_changed(row), private=row.titles != "plain")


def _rings(row: ReminderWishes, now: datetime) -> list[Ring]:
    """One event for all of a kind that come at the same moment: four exercises ring once."""
    together: dict[tuple[datetime, str], list[Task]] = {}
    for task, at in _moments(row, now):
        together.setdefault((at, task.kind), []).append(task)
    seen: Counter[str] = Counter()
    rings = []
    for (at, kind), tasks in sorted(together.items(), key=lambda each: each[0]):
        name = f"{kind}/{day_of(at, row.wishes.clock).isoformat()}"
        seen[name] += 1
        title = "; ".join(titles_of(tasks, row.titles))
        rings.append(Ring(f"{name}/{seen[name]}", title, _("The details are in your plan."), at))
    return rings


def _moments(row: ReminderWishes, now: datetime) -> Iterator[tuple[Task, datetime]]:
    wishes = row.wishes
    today = due_today(row.keeper, now, wishes.clock)
    tasks = asked(today)
    if not any(task.kind == "locked" for task in today.tasks):
        tasks += due_later(row.keeper, day_of(now, wishes.clock) + timedelta(days=1), DAYS - 1)
    snoozed = [each.value for each in row.snoozed.filter(until__gte=now - timedelta(days=1))]
    for task in tasks:
        # What lasts until it is done rings on its first day alone: a calendar that rang every day would nag.
        day = max(task.day, day_of(wishes.since, wishes.clock)) if task.once else task.day
        if (at := first_moment(wishes, task, snoozed, day)) is not None:
            yield task, at


def _changed(row: ReminderWishes) -> datetime:
    """When anything behind these events last changed: wishes, something put off or done, a plan or a version of it."""
    screening = newest(row.keeper)
    version = screening.versions.last() if screening else None
    made = [each.made_at for each in (row.snoozed.last(), screening, version) if each is not None]
    done = row.keeper.home_sessions.aggregate(last=Max("received_at"))["last"]
    answered = row.keeper.measured.aggregate(last=Max("written_at"))["last"]
    return max([row.changed_at, *made, *(each for each in (done, answered) if each is not None)])
