"""Diary entries in words, as a table (CSV) and as JSON."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import datetime

from ischia.core.diary import SIDES, Entry
from ischia.core.diary.entry import places_of
from ischia.core.knowledge import Knowledge
from ischia.core.value import Value
from ischia.exchange.wording import listed, lower_first

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class WrittenEntry(Value):
    """An entry as it is handed over: its id, which version it is, and when and in which time zone it was written."""

    id: str
    version: int
    zone: str
    written_at: datetime
    entry: Entry


def entry_in_words(entry: Entry, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Each thing an entry says, with its number: `Leg pain, left`, `6 of 10`."""
    _, most = knowledge.diary.range
    lines = [
        (f"{symptom.name}, {side}", f"{entry.scores[f'{symptom.id}:{side}']} of {most}")
        for symptom in knowledge.diary.symptoms
        for side in SIDES
        if f"{symptom.id}:{side}" in entry.scores
    ]
    lines += [(f"Reaches, {side} leg", knowledge.reaches[entry.reach[side]]) for side in SIDES if side in entry.reach]
    return lines + [
        (place_in_words(place, knowledge), f"{number} of {most}") for place, number in _places(entry, knowledge)
    ]


def _places(entry: Entry, knowledge: Knowledge) -> list[tuple[str, int]]:
    """The places in the order of the body, whatever order they were kept in."""
    return [(place, entry.places[place]) for place in places_of(knowledge) if place in entry.places]


def place_in_words(place: str, knowledge: Knowledge) -> str:
    """A place on the body: `Buttock, left`."""
    region, _, side = place.partition(":")
    return f"{knowledge.regions[region]}, {side}"


def care_in_words(entry: Entry, knowledge: Knowledge) -> str:
    """Other care in one line: `Medicine and heat or cold: one tablet`."""
    names = [each.name for each in knowledge.diary.care if each.id in entry.care]
    said = listed([*names[:1], *map(lower_first, names[1:])])
    return ": ".join(each for each in (said, entry.care_note) if each)


def diary_csv(entries: Iterable[WrittenEntry], knowledge: Knowledge) -> str:
    """The diary as a table, a row an entry, in the order given. What was not said is an empty cell, never a 0."""
    scores = [f"{symptom.id}:{side}" for symptom in knowledge.diary.symptoms for side in SIDES]
    header = ["day", "time", *(name.replace(":", "_") for name in scores), *(f"reach_{side}" for side in SIDES)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*header, "places", "care", "care_note", "note", "id", "version", "zone", "written_at"])
    for written in entries:
        entry = written.entry
        numbers = [entry.scores.get(name, "") for name in scores]
        places = "; ".join(f"{place}={number}" for place, number in _places(entry, knowledge))
        writer.writerow(
            [
                *(entry.day.isoformat(), entry.at.isoformat("minutes"), *numbers),
                *(entry.reach.get(side, "") for side in SIDES),
                *(places, "; ".join(entry.care), _as_text(entry.care_note), _as_text(entry.note)),
                *(written.id, written.version, written.zone, written.written_at.isoformat()),
            ]
        )
    return out.getvalue()


def diary_json(entries: Iterable[WrittenEntry]) -> str:
    """The diary as JSON, whole and exact: it reads back as it was written."""
    document = {"diary": 1, "entries": [written.model_dump(mode="json") for written in entries]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _as_text(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words
