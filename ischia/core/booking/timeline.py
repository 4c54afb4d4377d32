"""A stretch of time as one whole number: bit 0 is its first minute, bit 1 the next.

What is open, taken or free is such a number, a *line*. Joining two lines is `|`, what both have is `&`, and a run of
minutes is found in a few shifts, for however many appointments there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Window:
    """The stretch of time that is looked at: whole minutes from `start`, which is in UTC and on a whole minute."""

    start: datetime
    minutes: int

    @classmethod
    def between(cls, start: datetime, end: datetime) -> "Window":
        """The window that just holds both moments; empty where the end is not after the start."""
        first = start.astimezone(UTC).replace(second=0, microsecond=0)
        return cls(first, max(0, -((first - end.astimezone(UTC)) // MINUTE)))

    @property
    def end(self) -> datetime:
        """The first moment that is no longer in it."""
        return self.start + self.minutes * MINUTE

    @property
    def all(self) -> int:
        """The line with every minute in it."""
        return (1 << self.minutes) - 1

    def wider(self, before: int, after: int) -> "Window":
        """This window with so many more minutes on both sides."""
        return Window(self.start - before * MINUTE, self.minutes + before + after)

    def line(self, start: datetime, end: datetime) -> int:
        """The line of one span, cut to the window. A minute that is only begun counts whole."""
        first = max(0, (start - self.start) // MINUTE)
        last = min(self.minutes, -((self.start - end) // MINUTE))
        return ((1 << (last - first)) - 1) << first if last > first else 0

    def lines(self, spans: Iterable[tuple[datetime, datetime]]) -> int:
        """The line of many spans together."""
        joined = 0
        for start, end in spans:
            joined |= self.line(start, end)
        return joined

    def has(self, line: int, moment: datetime) -> bool:
        """Is this very moment, a whole minute, in the line?"""
        ahead, rest = divmod(moment - self.start, MINUTE)
        return not rest and 0 <= ahead < self.minutes and bool(line >> ahead & 1)

    def moments(self, line: int) -> tuple[datetime, ...]:
        """The moment of each minute of a line, in order."""
        shown = bin(line)[:1:-1]  # the digits from minute 0 on: looking through text is quicker than shifting
        found = []
        minute = shown.find("1")
        while minute >= 0:
            found.append(self.start + timedelta(minutes=minute))
            minute = shown.find("1", minute + 1)
        return tuple(found)


def runs(line: int, minutes: int) -> int:
    """The minutes of a line from which so many minutes on end are in it, doubling what is known at each step."""
    known = 1
    while known < minutes:
        more = min(known, minutes - known)
        line &= line >> more
        known += more
    return line


def nearest(moments: Iterable[datetime], wanted: datetime, at_most: int = 5) -> tuple[datetime, ...]:
    """The moments nearest to a wanted one, in the order of time; of two as near, the earlier is nearer."""
    by_distance = sorted(moments, key=lambda moment: (abs(moment - wanted), moment))
    return tuple(sorted(by_distance[:at_most]))
