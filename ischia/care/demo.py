"""Made-up people to try Ischia with. The start page shows them when the installation is a demo."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import reverse
from ruamel.yaml import YAML

FILE = Path(__file__).with_name("demo_people.yaml")


@dataclass(frozen=True)
class MadeUp:
    """One made-up person: all their answers, and what must come of them."""

    slug: str
    name: str
    story: str
    answers: dict[str, Any]
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
    return MadeUp(entry["slug"], entry["name"], entry["story"], answers, expect["disposition"], expect["complete"])
