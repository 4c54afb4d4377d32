"""Moments in words: by the clock of a place, with twelve or twenty-four hours, and with the offset where an hour comes
twice."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ischia.core.booking import is_repeated, wall_clock

# Countries with pages in English whose clocks have twelve hours (timeData of the Unicode CLDR).
TWELVE_HOURS = frozenset({"AU", "BD", "CA", "HK", "IN", "MY", "NZ", "PH", "PK", "SG", "US"})


@dataclass(frozen=True)
class Clock:
    """How somebody reads a time: in which zone, with how many hours."""

    zone: str
    twelve: bool = False

    def day(self, moment: datetime) -> str:
        """Such as: Tuesday 1 December 2026."""
        return day_in_words(wall_clock(moment, self.zone).date())

    def time(self, moment: datetime) -> str:
        """Such as 14:30 or 2:30 pm; an hour that comes twice says which one it is: 01:30 (UTC+1)."""
        shown = wall_clock(moment, self.zone)
        said = (
            f"{shown.hour % 12 or 12}:{shown:%M} {'pm' if shown.hour >= 12 else 'am'}"
            if self.twelve
            else f"{shown:%H:%M}"
        )
        return f"{said} ({_offset(shown)})" if is_repeated(moment, self.zone) else said

    @property
    def place(self) -> str:
        """The zone in words that a person knows: its town."""
        return self.zone.rpartition("/")[2].replace("_", " ")


@dataclass(frozen=True)
class Told:
    """One time of an appointment, where it happens and, where that differs, where the person is."""

    moment: datetime
    day: str
    time: str
    place: str
    yours: str = ""  # the day and time by the person's clock; empty where both clocks show the same
    your_place: str = ""

    @property
    def elsewhere(self) -> str:
        """The time by the person's clock, with its place; empty where both clocks show the same."""
        return _("%(time)s in %(place)s") % {"time": self.yours, "place": self.your_place} if self.yours else ""

    @property
    def whole(self) -> str:
        """Day and time in one."""
        return _("%(day)s, %(time)s") % {"day": self.day, "time": self.time}


def tell_time(moment: datetime, there: Clock, here: str = "") -> Told:
    """A moment where it happens, and by the clock of `here`, a zone, where that shows something else."""
    told = Told(moment, there.day(moment), there.time(moment), there.place)
    if not here or wall_clock(moment, here).replace(tzinfo=None) == wall_clock(moment, there.zone).replace(tzinfo=None):
        return told
    yours = Clock(here, there.twelve)
    same_day = yours.day(moment) == told.day
    words = yours.time(moment) if same_day else f"{yours.day(moment)}, {yours.time(moment)}"
    return Told(moment, told.day, told.time, told.place, words, yours.place)


def day_in_words(day: date) -> str:
    """Such as: Tuesday 1 December 2026."""
    return date_format(day, "l j F Y")


def _offset(shown: datetime) -> str:
    ahead = shown.utcoffset()
    assert ahead is not None
    minutes = int(ahead.total_seconds()) // 60
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
