"""Which times are free: hours on the wall, minus what is taken, minus what the rules keep. Values in, values out.

>>> free_starts(schedule, wanted, window, now)
(datetime(2026, 12, 1, 9, 0, tzinfo=UTC), ...)
"""

from ischia.core.booking.free import Rules, Schedule, Taken, Wanted, free_line, free_starts
from ischia.core.booking.hours import Hours, Opening, check_openings
from ischia.core.booking.series import Clash, weekly
from ischia.core.booking.timeline import Window, nearest
from ischia.core.booking.wall import is_repeated, wall_clock

__all__ = [
    "Clash",
    "Hours",
    "Opening",
    "Rules",
    "Schedule",
    "Taken",
    "Wanted",
    "Window",
    "check_openings",
    "free_line",
    "free_starts",
    "is_repeated",
    "nearest",
    "wall_clock",
    "weekly",
]
