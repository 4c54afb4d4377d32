"""Free times as JSON and as words: each moment in UTC and as the clocks on both walls show it, with the offset."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NotRequired  # those of `typing` cannot be made a schema before Python 3.12

from typing_extensions import TypedDict

from ischia.core.booking import is_repeated, wall_clock
from ischia.core.booking.timeline import Window
from ischia.core.booking.wall import day_on_the_wall

DAYS = 62  # at most, in one answer


class FreeTime(TypedDict):
    """One moment: in UTC, by the therapist's clock, by the reader's; `twice` where a clock shows that time twice."""

    starts: str
    there: str
    here: str
    twice: bool


class FreeTimes(TypedDict):
    """The free times of some days, which are the therapist's days. Lengths in minutes; zones by their IANA names."""

    therapist: NotRequired[str]
    clinic: NotRequired[str]
    service: str
    minutes: int
    zone: str
    your_zone: str
    from_day: str
    days: int
    times: list[FreeTime]


class LostTime(TypedDict):
    """That a time is somebody else's, and which are near."""

    field: str
    got: str
    allowed: str
    nearest: list[FreeTime]


class Kept(TypedDict):
    """What is kept of a time that is held, booked or cancelled. `word` is the secret part of its links."""

    id: str
    word: str
    state: str
    service: str
    therapist: str
    minutes: int
    zone: str
    your_zone: str
    time: FreeTime
    held_until: str | None
    undo_until: str | None
    sequence: int


def days_on_the_wall(first: date, days: int, zone: str) -> Window:
    """The stretch of time from the beginning of one day there to the end of the last."""
    return Window.between(day_on_the_wall(first, zone)[0], day_on_the_wall(first + timedelta(days=days), zone)[0])


def free_time(moment: datetime, there: str, here: str) -> FreeTime:
    """A moment in UTC and by both clocks, each with its offset, so that an hour that comes twice is told apart."""
    shown = wall_clock(moment, there).isoformat()
    same = there == here
    return {
        "starts": utc(moment),
        "there": shown,
        "here": shown if same else wall_clock(moment, here).isoformat(),
        "twice": is_repeated(moment, there) or (not same and is_repeated(moment, here)),
    }


def free_times_told(moments: Iterable[datetime], there: str, here: str) -> list[FreeTime]:
    """Many moments by both clocks. On a day without a change of clocks the offset is looked up once."""
    told: list[FreeTime] = []
    for day, of_day in groupby(moments, datetime.date):
        at_there, at_here = _steady_offset(day, there), _steady_offset(day, here)
        if at_there and at_here:
            told += [_at_offsets(each, at_there, at_here) for each in of_day]
        else:
            told += [free_time(each, there, here) for each in of_day]
    return told


Offset = tuple[timedelta, str]


@lru_cache(maxsize=8192)
def _steady_offset(day: date, zone: str) -> Offset | None:
    """The offset there, as a length and as shown, where it is the same from the day before to the day after in UTC."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    around = [wall_clock(noon + hours * timedelta(hours=1), zone) for hours in (-38, 0, 38)]
    offsets = {each.utcoffset() for each in around}
    offset = around[1].utcoffset()
    return (offset, around[1].isoformat()[19:]) if len(offsets) == 1 and offset is not None else None


def _at_offsets(moment: datetime, there: Offset, here: Offset) -> FreeTime:
    plain = moment.replace(tzinfo=None)
    return {
        "starts": plain.isoformat() + "Z",
        "there": (plain + there[0]).isoformat() + there[1],
        "here": (plain + here[0]).isoformat() + here[1],
        "twice": False,
    }


def utc(moment: datetime) -> str:
    """A moment as `2026-12-01T09:00:00Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def clock_words(moment: datetime, zone: str) -> str:
    """What the clock there shows: `09:30`, and `01:30 (UTC+01:00)` in an hour that comes twice."""
    shown = wall_clock(moment, zone)
    return f"{shown:%H:%M}" + (f" ({offset_words(moment, zone)})" if is_repeated(moment, zone) else "")


def offset_words(moment: datetime, zone: str) -> str:
    """How far the clock there is from UTC: `UTC+01:00`."""
    return wall_clock(moment, zone).isoformat(timespec="minutes")[16:].join(("UTC", ""))


def lines_by_day(starts: Iterable[str], zone: str) -> Iterable[str]:
    """One line a day for a terminal: the day, then the times that the clock there shows."""
    moments = map(datetime.fromisoformat, starts)
    for day, of_day in groupby(moments, lambda moment: wall_clock(moment, zone).date()):
        yield f"{day:%a} {day.day} {day:%b %Y}  {'  '.join(clock_words(each, zone) for each in of_day)}"
