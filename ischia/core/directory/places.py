"""Where is that? Towns by name, from a list on this machine, and positions as numbers.

The towns are GeoNames' (CC BY 4.0, see knowledge/places/LICENSE), kept as text in the order of their folded names: a
name is found by halving, and only the lines that are found are read. No set of postcodes is shipped.
"""

import csv
import gzip
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

from ischia.core.directory.folding import fold
from ischia.core.directory.sphere import Point
from ischia.core.problems import Problem

FOLDER = Path(__file__).parents[2] / "knowledge" / "places"
CHOICES = 8
CLEARLY_LARGER = 10  # times: London is taken for the one in England, and the others are offered
LONGEST = 100  # letters of a place, hints included
NUMBER = r"[+-]?\d{1,3}(?:\.\d{1,15})?"
POSITION = re.compile(rf"\s*({NUMBER})\s*,\s*({NUMBER})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A town. `region` is a code where the country has them (US, GB, CA, AU), `near` a larger town to tell it by."""

    name: str
    region: str
    country: str
    near: str
    point: Point
    population: int
    zone: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for some words: the place that is meant, or several to choose from.

    With a place, `others` are namesakes to offer; without one, those that may be meant. Neither: nothing was found, and
    `is_code` says that the words look like a postcode.
    """

    place: Place | None
    others: tuple[Place, ...]
    is_code: bool = False


class Gazetteer:
    """Every town that is known, loaded when it is first asked."""

    @cached_property
    def towns(self) -> list[str]:
        """One line of CSV a town, in the order of its folded name."""
        return _lines("places.csv.gz")

    @cached_property
    def other_names(self) -> list[str]:
        """`name,row`: what else a large town is called."""
        return _lines("names.csv.gz")

    @cached_property
    def regions(self) -> dict[tuple[str, str], list[str]]:
        """The names of each country, and of each region by country and code; the usual one first."""
        found: dict[tuple[str, str], list[str]] = {}
        with (FOLDER / "regions.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault((row["country"], row["region"]), []).append(row["name"])
        return found

    def label(self, place: Place) -> str:
        """A place in words: `Springfield, Illinois, United States`."""
        parts = [place.name]
        if place.region:
            parts += self.regions[place.country, place.region][:1]
        parts += self.regions.get((place.country, ""), [place.country])[:1]
        return ", ".join(parts) + (f" (near {place.near})" if place.near else "")

    def look_up(self, words: str) -> Answer:
        """Find the town that is meant by a name, with or without its region and country: `Springfield, IL`.

        Raises:
            Problem: no words, or too many of them.
        """
        if not words.strip() or len(words) > LONGEST:
            raise Problem("place", words, f"the name of a town, at most {LONGEST} letters")
        for name, hints in _readings(words):
            if fits := self._named(fold(name), [fold(hint) for hint in hints]):
                return _decided(fits)
        if re.search(r"\d", words):
            return Answer(None, (), is_code=True)
        name, *hints = words.split(",")
        return Answer(None, tuple(self._similar(fold(name), [fold(hint) for hint in hints])[:CHOICES]))

    def _named(self, key: str, hints: list[str]) -> list[Place]:
        """Towns of exactly this name in the regions that are hinted at, the largest first."""
        rows = dict.fromkeys(_starting(self.towns, f"{key},"))
        for row in _starting(self.other_names, f"{key},"):
            rows.setdefault(int(self.other_names[row].rpartition(",")[2]))
        return self._in_order(rows, hints)

    def _similar(self, key: str, hints: list[str]) -> list[Place]:
        """Towns whose name begins so; failing that, those that are spelled nearly so."""
        if len(key) < 2:
            return []
        if begun := self._in_order(_starting(self.towns, key), hints):
            return begun
        rows = list(_starting(self.towns, key[:2]))
        close = get_close_matches(key, {self.towns[row].partition(",")[0] for row in rows}, CHOICES, cutoff=0.75)
        return self._in_order((row for row in rows if self.towns[row].partition(",")[0] in close), hints)

    def _in_order(self, rows: Iterable[int], hints: list[str]) -> list[Place]:
        found = [place for place in map(self._read, rows) if all(self._hinted(place, hint) for hint in hints if hint)]
        return sorted(found, key=lambda place: -place.population)

    def _hinted(self, place: Place, hint: str) -> bool:
        names = [place.country, place.region, *self.regions.get((place.country, ""), ())]
        if place.region:
            names += self.regions[place.country, place.region]
        return any(fold(name) == hint for name in names)

    def _read(self, row: int) -> Place:
        line = next(csv.reader([self.towns[row]]))
        _key, name, region, country, near, latitude, longitude, population, zone = line
        return Place(name, region, country, near, Point(float(latitude), float(longitude)), int(population), zone)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The one list of towns of this process."""
    return Gazetteer()


def read_position(words: str) -> Point | None:
    """A position written `LAT,LON`, in degrees with a point; None where the words are no two numbers.

    Raises:
        Problem: two numbers that are not on the globe.
    """
    numbers = POSITION.fullmatch(words)
    return Point(float(numbers[1]), float(numbers[2])) if numbers else None


def _readings(words: str) -> Iterator[tuple[str, list[str]]]:
    """How a name may be meant: parted by its commas, else the last word or two as a hint (`Springfield IL`)."""
    name, *hints = words.split(",")
    yield name, hints
    apart = name.split()
    for last in (1, 2):
        if len(apart) > last:
            yield " ".join(apart[:-last]), [" ".join(apart[-last:]), *hints]


def _decided(fits: list[Place]) -> Answer:
    first, *others = fits
    clear = not others or first.population >= CLEARLY_LARGER * max(others[0].population, 1)
    return Answer(first, tuple(others[:CHOICES])) if clear else Answer(None, tuple(fits[:CHOICES]))


def _starting(lines: list[str], beginning: str) -> Iterator[int]:
    """The rows that begin so."""
    row = bisect_left(lines, beginning)
    while row < len(lines) and lines[row].startswith(beginning):
        yield row
        row += 1


def _lines(name: str) -> list[str]:
    return gzip.decompress((FOLDER / name).read_bytes()).decode().splitlines()
