"""What went wrong after a massage: told in three taps, sorted at once, asked again, and held until it is settled."""

from ischia.core.adverse.following import Report, Standing, following, worst_of
from ischia.core.adverse.sorting import After, Found, Sorted, sort_event
from ischia.core.adverse.telling import Told, after_of, next_question, told_in_numbers

__all__ = [
    "After",
    "Found",
    "Report",
    "Sorted",
    "Standing",
    "Told",
    "after_of",
    "following",
    "next_question",
    "sort_event",
    "told_in_numbers",
    "worst_of",
]
