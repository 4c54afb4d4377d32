"""Reminders: what is worth a nudge, when, and when it is not: pure, from wishes, the day, and what went out before."""

from ischia.core.reminding.clock import Quiet, day_of, moment_of
from ischia.core.reminding.deciding import Planned, Reminder, Round, asked, first_moment, may_snooze, planned, remind
from ischia.core.reminding.wishes import KINDS, REPEAT_AFTER, Kind, Sent, Snooze, Task, Today, Wishes

__all__ = [
    "KINDS",
    "REPEAT_AFTER",
    "Kind",
    "Planned",
    "Quiet",
    "Reminder",
    "Round",
    "Sent",
    "Snooze",
    "Task",
    "Today",
    "Wishes",
    "asked",
    "day_of",
    "first_moment",
    "may_snooze",
    "moment_of",
    "planned",
    "remind",
]
