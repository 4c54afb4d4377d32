"""What to send now, and when to look again.

A task has at most two reminders a day: the one that was wished for, and one more where nothing was logged since or the
person said "later". Nothing comes in quiet hours, after it was done, while the plan is paused, or hours too late.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain

from pydantic import AwareDatetime

from ischia.core.reminding.clock import after_quiet, day_of, is_quiet, moment_of
from ischia.core.reminding.wishes import AT_MOST, REPEAT_AFTER, TOO_LATE, Sent, Snooze, Task, Today, Wishes
from ischia.core.value import Value


class Planned(Value):
    """The next reminder of a task on a day: the first or the second, and its moment."""

    task: Task
    number: int
    moment: AwareDatetime


class Reminder(Value):
    """One reminder to send. `key` is its name for good: what was sent under it is never sent again."""

    key: str
    task: Task
    day: date
    number: int


class Round(Value):
    """What to send now, and when to look again; until then nothing else comes from these tasks."""

    send: tuple[Reminder, ...]
    look_again: AwareDatetime


def remind(wishes: Wishes, today: Today, sent: Sequence[Sent], snoozed: Sequence[Snooze], now: datetime) -> Round:
    """Decide what to send now, and when to look again.

    A task that comes up later is found at the next time of day that its kind has in the wishes, or the next midnight.

    Args:
        wishes: what to remind of, when, and the hours without.
        today: what is due on the day that it now is where the person is, done or not.
        sent: what went out before; of that day, and of tasks that last longer than one, ever.
        snoozed: "remind me later", as often as it was said.
        now: with its zone.
    """
    day = day_of(now, wishes.clock)
    plans = planned(wishes, today, sent, snoozed, day)
    ready = [each for each in plans if _is_time(each.moment, now)] if not _is_quiet(wishes, now) else []
    sending = tuple(
        Reminder(key=_key(each.task, day, each.number), task=each.task, day=day, number=each.number) for each in ready
    )
    out = [*sent, *(Sent(task=each.task.id, day=day, at=now) for each in ready)]
    later = planned(wishes, today, out, snoozed, day)
    return Round(send=sending, look_again=_look_again(wishes, [each.moment for each in later], day, now))


def planned(
    wishes: Wishes, today: Today, sent: Sequence[Sent], snoozed: Sequence[Snooze], day: date
) -> tuple[Planned, ...]:
    """The next reminder of each task on a day, as far as there is one; its moment may be past."""
    plans = (_plan(wishes, task, sent, snoozed, day) for task in asked(today))
    return tuple(each for each in plans if each is not None)


def asked(today: Today) -> tuple[Task, ...]:
    """The tasks that may be reminded of at all.

    While a plan is locked one kind word takes the place of the rest; while it is paused there is nothing. Only what
    went wrong after a massage is asked after all the same: that is for safety.
    """
    locked = any(task.kind == "locked" for task in today.tasks)
    open_ = ("event", "locked") if locked else ("event",) if today.paused else None
    return tuple(task for task in today.tasks if not task.done and (open_ is None or task.kind in open_))


def first_moment(wishes: Wishes, task: Task, snoozed: Sequence[Snooze], day: date) -> datetime | None:
    """When the first reminder of a task comes on a day; None where it does not."""
    at = _wished(wishes, task)
    if at is None or not _is_of(task, day):
        return None
    until = _held(task, snoozed, day)
    moments = (moment_of(day, at, wishes.clock), task.not_before, until)
    return _within(wishes, max(each for each in moments if each is not None), day)


def may_snooze(wishes: Wishes, until: datetime, day: date) -> bool:
    """Can it be "later" at that moment: still the same day, and not in quiet hours?"""
    return day_of(until, wishes.clock) == day and not _is_quiet(wishes, until)


def _plan(wishes: Wishes, task: Task, sent: Sequence[Sent], snoozed: Sequence[Snooze], day: date) -> Planned | None:
    mine = [each for each in sent if each.task == task.id and (task.once or each.day == day)]
    if len(mine) >= AT_MOST:
        return None
    moment = _second(wishes, task, mine[0], snoozed, day) if mine else first_moment(wishes, task, snoozed, day)
    return Planned(task=task, number=len(mine) + 1, moment=moment) if moment else None


def _second(wishes: Wishes, task: Task, first: Sent, snoozed: Sequence[Snooze], day: date) -> datetime | None:
    """When the second reminder comes: the day of the first, where it was wished for or put off."""
    if first.day != day or task.kind == "locked" or _wished(wishes, task) is None:
        return None
    until = _held(task, snoozed, day)
    if until is not None and until > first.at:
        return _within(wishes, until, day)
    logged = task.logged_at is not None and task.logged_at >= first.at
    return _within(wishes, first.at + REPEAT_AFTER, day) if wishes.repeat and not logged else None


def _wished(wishes: Wishes, task: Task) -> time | None:
    """The time of day for a task; the kind word comes when the first of those that it replaces would have come."""
    if task.kind != "locked":
        return wishes.at.get(task.kind)
    return min((at for kind, at in wishes.at.items() if kind != "event"), default=None)


def _is_of(task: Task, day: date) -> bool:
    return task.day == day or (task.once and task.day < day)


def _held(task: Task, snoozed: Sequence[Snooze], day: date) -> datetime | None:
    """Until when a task was put off that day."""
    return max((each.until for each in snoozed if (each.task, each.day) == (task.id, day)), default=None)


def _within(wishes: Wishes, moment: datetime, day: date) -> datetime | None:
    """The moment out of quiet hours; None where that is another day, or before the wishes were made."""
    loud = after_quiet(moment, wishes.quiet, wishes.clock)
    return loud if loud >= wishes.since and day_of(loud, wishes.clock) == day else None


def _is_quiet(wishes: Wishes, moment: datetime) -> bool:
    return is_quiet(moment, wishes.quiet, wishes.clock)


def _is_time(moment: datetime, now: datetime) -> bool:
    return timedelta() <= now - moment <= TOO_LATE


def _key(task: Task, day: date, number: int) -> str:
    return f"{task.id}/{number}" if task.once else f"{task.id}/{day.isoformat()}/{number}"


def _look_again(wishes: Wishes, moments: Sequence[datetime], day: date, now: datetime) -> datetime:
    """The next moment at which something may come: of a task, of a wish, at the end of quiet hours, or of a new day."""
    chosen = (after_quiet(moment_of(day, at, wishes.clock), wishes.quiet, wishes.clock) for at in wishes.at.values())
    new_day = moment_of(day + timedelta(days=1), time(), wishes.clock)
    waking = after_quiet(now, wishes.quiet, wishes.clock)
    return min(each for each in chain(moments, chosen, (waking, new_day)) if each > now)
