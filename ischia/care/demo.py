"""Made-up people to try Ischia with. The start page shows them when the installation is a demo."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.urls import reverse
from ruamel.yaml import YAML

from ischia.accounts.models import Keeper
from ischia.care.diary.usecases import keep_entry
from ischia.core.diary import Entry

EVENING = time(20)
FILE = Path(__file__).with_name("demo_people.yaml")


@dataclass(frozen=True)
class MadeUp:
    """One made-up person: all their answers, and what must come of them."""

    slug: str
    name: str
    story: str
    answers: dict[str, Any]
    diary: dict[str, list[int | None]]
    disposition: str
    complete: bool


@dataclass(frozen=True)
class DemoPerson:
    """One to try: who they are, in a line, and where their story starts (by POST, for it makes a check)."""

    name: str
    story: str
    url: str


def demo_people() -> list[DemoPerson]:
    """Give everyone there is to try."""
    people = made_up_people().values()
    return [DemoPerson(each.name, each.story, reverse("demo_person", args=[each.slug])) for each in people]


@cache
def made_up_people() -> dict[str, MadeUp]:
    """Everyone in the file, by their short name."""
    said = YAML(typ="safe", pure=True).load(FILE)
    people = [_person(entry, said["base"]) for entry in said["people"]]
    return {person.slug: person for person in people}


def _person(entry: dict[str, Any], base: dict[str, Any]) -> MadeUp:
    answers = {**(base if entry.get("from_base", True) else {}), **entry["answers"]}
    expect = entry["expect"]
    return MadeUp(
        entry["slug"],
        entry["name"],
        entry["story"],
        answers,
        entry.get("diary", {}),
        expect["disposition"],
        expect["complete"],
    )


def write_diary(keeper: Keeper, person: MadeUp, today: date) -> None:
    """Write what the person's diary says into the visitor's own. Opened twice, written once."""
    days = max((len(numbers) for numbers in person.diary.values()), default=0)
    for place in range(days):
        day = today - timedelta(days=days - place)
        said = {name: numbers[place] for name, numbers in person.diary.items() if numbers[place] is not None}
        if said:
            keep_entry(keeper, uuid5(keeper.pk, f"{person.slug} {day}"), Entry(day=day, at=EVENING, scores=said))
