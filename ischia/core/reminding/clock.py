"""A person's own clock: their day, their times of day as moments, and the hours in which nobody disturbs them.

Moments are compared and added in UTC: two hours are two hours, also in the night when clocks change.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ischia.core.value import Value


class Quiet(Value):
    """Hours without reminders, from `start` until just before `end`; `end` may lie after midnight."""

    start: time
    end: time

    def holds_at(self, at: time) -> bool:
        """Is it quiet at this time of day? Where both ends are the same, it never is."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that it is, at a moment, where the person is."""
    return moment.astimezone(zone).date()


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A time of day as a moment, in UTC.

    A time that the clocks leave out comes as much later as they leap; of one that comes twice, the first counts.
    """
    return datetime.combine(day, at, zone).astimezone(UTC)


def is_quiet(moment: datetime, quiet: Quiet | None, zone: ZoneInfo) -> bool:
    """Is this within the quiet hours, by the person's clock?"""
    return quiet is not None and quiet.holds_at(moment.astimezone(zone).time())


def after_quiet(moment: datetime, quiet: Quiet | None, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours that it lies in."""
    if quiet is None or not is_quiet(moment, quiet, zone):
        return moment
    day = day_of(moment, zone)
    ends = [
        datetime.combine(day + timedelta(days=later), quiet.end, zone).replace(fold=fold).astimezone(UTC)
        for later in (0, 1, 2)  # the only loud minutes of a day may be those that the clocks leave out
        for fold in (0, 1)  # in the night when an hour comes twice, its end may come twice as well
    ]
    return min(end for end in ends if end >= moment and not is_quiet(end, quiet, zone))
