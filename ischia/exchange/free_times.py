"""Free times as JSON and as words: each moment in UTC and as the clocks on both walls show it, with the offset."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NotRequired, TypedDict

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


def lines_by_day(moments: Iterable[datetime], zone: str) -> Iterable[str]:
    """One line a day for a terminal: the day, then the times that the clock there shows."""
    by_day: dict[date, list[str]] = {}
    for moment in moments:
        by_day.setdefault(wall_clock(moment, zone).date(), []).append(clock_words(moment, zone))
    for day, shown in by_day.items():
        yield f"{day:%a} {day.day} {day:%b %Y}  {'  '.join(shown)}"
