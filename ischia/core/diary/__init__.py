"""The diary: what one entry says, how two changes of it become one, and when it leads back to the safety questions."""

from ischia.core.diary.entry import SIDES, Entry, carried_on, read_entry, same_as
from ischia.core.diary.merging import Merged, merge
from ischia.core.diary.over_time import INSTRUMENTS, Course, courses, daily, usual_step
from ischia.core.diary.signs import SignSeen, signs

__all__ = [
    "INSTRUMENTS",
    "SIDES",
    "Course",
    "Entry",
    "Merged",
    "SignSeen",
    "carried_on",
    "courses",
    "daily",
    "merge",
    "read_entry",
    "same_as",
    "signs",
    "usual_step",
]
