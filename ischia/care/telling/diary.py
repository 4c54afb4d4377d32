"""The diary as a page shows it: days, entries in words, what leads back to the safety questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from ischia.care.diary.models import EntryVersion
from ischia.care.diary.usecases import SeenIn
from ischia.core.diary import SIDES, Entry, read_entry
from ischia.core.facts.care import Saying
from ischia.core.knowledge import Knowledge
from ischia.exchange.diary import care_in_words, entry_in_words

WEEK = 7


@dataclass(frozen=True)
class EntryRow:
    """One entry in words."""

    id: object
    number: int
    day: date
    at: time
    lines: list[tuple[str, str]]
    care: str
    note: str
    signs: list[str]
    written_at: object

    @property
    def changed(self) -> bool:
        """Was it changed since it was first written?"""
        return self.number > 1


@dataclass(frozen=True)
class DayOfEntries:
    """A day with its entries, the latest first."""

    day: date
    entries: list[EntryRow]


def tell_version(version: EntryVersion, knowledge: Knowledge, signs: Sequence[str] = ()) -> EntryRow:
    """One version in words."""
    entry = read_entry(version.document, knowledge)
    return EntryRow(
        version.entry_id,
        version.number,
        version.day,
        version.at,
        entry_in_words(entry, knowledge),
        care_in_words(entry, knowledge),
        entry.note,
        list(signs),
        version.written_at,
    )


def tell_days(versions: Iterable[EntryVersion], seen: Sequence[SeenIn], knowledge: Knowledge) -> list[DayOfEntries]:
    """Entries by day, the newest first."""
    rows = [
        tell_version(version, knowledge, [each.seen.sign.say for each in seen if each.version == version])
        for version in versions
    ]
    return [DayOfEntries(day, list(rows)) for day, rows in groupby(rows, key=lambda row: row.day)]


@dataclass(frozen=True)
class ScreenAgain:
    """Why the safety questions should be answered again, and since when; `written_at` is of the last reason."""

    why: list[str]
    day: date
    written_at: datetime
    then: Saying


def screen_again(seen: Sequence[SeenIn], knowledge: Knowledge) -> ScreenAgain | None:
    """What to say where the diary shows a sign; None where it shows none."""
    if not seen:
        return None
    why = list(dict.fromkeys(each.seen.sign.say for each in seen))
    written_at = max(each.version.written_at for each in seen)
    return ScreenAgain(why, seen[-1].version.day, written_at, knowledge.diary.then)


def lead_sides(versions: Sequence[EntryVersion], told: object, knowledge: Knowledge) -> tuple[str, ...]:
    """The sides asked first: those of the last entry with a leg or back pain, else the side that hurts, else both."""
    for version in versions:
        entry = read_entry(version.document, knowledge)
        sides = tuple(side for side in SIDES if _names_pain(entry, side))
        if sides:
            return sides
    return (told,) if told in SIDES else SIDES


def _names_pain(entry: Entry, side: str) -> bool:
    return any(f"{name}:{side}" in entry.scores for name in ("leg_pain", "back_pain"))


def days_to_go(versions: Sequence[EntryVersion], needs: int) -> int:
    """How many more days of this week's seven have to be written down for a weekly score; 0 where there is one."""
    days = sorted({version.day for version in versions}, reverse=True)
    recent = [day for day in days if (days[0] - day).days < WEEK] if days else []
    return max(0, needs - len(recent))
