"""Opening hours as somebody writes them: `9-12, 13:30-18`. By the clock on the therapist's wall."""

import re
from collections.abc import Iterable, Sequence
from datetime import time
from itertools import pairwise

from ischia.core.problems import Problem

ALLOWED = "hours such as 9:00-12:00, 13:30-18:00, each beginning after the one before has ended"
MIDNIGHT = time(0)  # at the end of the day
EVENING = time(18)
SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?", re.ASCII)

Opening = tuple[time, time]


def read_hours(words: str, field: str = "hours") -> tuple[Opening, ...]:
    """The openings of one day, in order; none of them means closed. `24:00` and `0:00` as an end are midnight.

    Raises:
        Problem: no hours, an end before its start, or two that overlap.
    """
    openings = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;]", words))):
        found = SPAN.fullmatch(part)
        if not found:
            raise Problem(field, part, ALLOWED)
        openings.append(_opening(found, field))
    return in_order(openings, field)


def in_order(openings: Iterable[Opening], field: str = "hours") -> tuple[Opening, ...]:
    """The same openings from morning to night.

    Raises:
        Problem: one ends before it starts, or two overlap.
    """
    ordered = tuple(sorted(openings))
    for starts, ends in ordered:
        if MIDNIGHT < ends <= starts:
            raise Problem(field, tell_hours([(starts, ends)]), ALLOWED)
    for (_, ends), (starts, _) in pairwise(ordered):
        if ends == MIDNIGHT or starts < ends:
            raise Problem(field, tell_hours(ordered), ALLOWED)
    return ordered


def _opening(found: re.Match[str], field: str) -> Opening:
    from_hour, from_minute, to_hour, to_minute = (int(each or 0) for each in found.groups())
    if (to_hour, to_minute) == (24, 0):
        to_hour = 0
    try:
        return time(from_hour, from_minute), time(to_hour, to_minute)
    except ValueError:
        raise Problem(field, found[0], ALLOWED) from None


def tell_hours(openings: Sequence[Opening]) -> str:
    """The openings as they are written: `09:00-12:00, 13:30-18:00`; midnight as an end is `24:00`."""
    return ", ".join(f"{starts:%H:%M}-{'24:00' if ends == MIDNIGHT else f'{ends:%H:%M}'}" for starts, ends in openings)


def open_in_the_evening(openings: Iterable[Opening]) -> bool:
    """Is it open after 18:00 on some day?"""
    return any(ends == MIDNIGHT or ends > EVENING for _, ends in openings)
