"""A plan that is followed → the plan as it is now, with what changed and why; never past the screening's limits."""

from ischia.core.adapting.by_person import flare, pause, restore, resume, skip, swap, too_easy, too_hard
from ischia.core.adapting.carrying import carried_over
from ischia.core.adapting.change import Adapted, Change
from ischia.core.adapting.course import Course, Happened, Pain, SessionDone
from ischia.core.adapting.difference import difference
from ischia.core.adapting.rules import adapt, heal

__all__ = [
    "Adapted",
    "Change",
    "Course",
    "Happened",
    "Pain",
    "SessionDone",
    "adapt",
    "carried_over",
    "difference",
    "flare",
    "heal",
    "pause",
    "restore",
    "resume",
    "skip",
    "swap",
    "too_easy",
    "too_hard",
]
