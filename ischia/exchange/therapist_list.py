"""A list of therapists as a plain table: `docs/directory-import.md` says which columns there are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ischia.core.directory.words import GENDERS, SETTINGS, STEP_FREE
from ischia.core.problems import Problem, did_you_mean
from ischia.exchange.csv_rows import Refused, Row, RowReader, sound_cells

Read = Callable[[str, str], Any]
BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Therapist:
    """One row: its key in the list, and what it says by the words of a listing. What is empty is not said."""

    line: int
    key: str
    said: dict[str, Any]
    licence: tuple[str, str] | None = None  # number, issuer


def read_therapists(reader: RowReader) -> Iterator[Therapist | Refused]:
    """Every row, read or refused; blank lines are no rows.

    Raises:
        Problem: the header lacks a column that is needed, has one twice, or one that is not known.
    """
    names = [name.strip() for name in reader.header().cells]
    _check_header(names)
    keys: set[str] = set()
    for row in reader.rows():
        if row.cells or row.fault:
            therapist = _therapist(row, names)
            if isinstance(therapist, Therapist) and therapist.key in keys:
                yield Refused(row.line, Problem("key", therapist.key, "a key that no row before has"))
                continue
            yield therapist
            if isinstance(therapist, Therapist):
                keys.add(therapist.key)


def _check_header(names: list[str]) -> None:
    for name in NEEDED:
        if name not in names:
            raise Problem(name, "a header without this column", f"a header with {', '.join(NEEDED)}")
    for name in names:
        if name not in COLUMNS:
            raise Problem("header", name, f"the columns of docs/directory-import.md{did_you_mean(name, list(COLUMNS))}")
        if names.count(name) > 1:
            raise Problem(name, f"{names.count(name)} columns of that name", "one")


def _therapist(row: Row, names: list[str]) -> Therapist | Refused:
    try:
        cells = dict(zip(names, map(str.strip, sound_cells(row, len(names))), strict=True))
        for name in NEEDED:
            if not cells[name]:
                raise Problem(name, "", "some text")
        said = {name: COLUMNS[name](name, text) for name, text in cells.items() if text}
        return _checked_together(row.line, said)
    except Problem as problem:
        return Refused(row.line, problem)


def _checked_together(line: int, said: dict[str, Any]) -> Therapist:
    number, issuer = said.pop("licence_number", ""), said.pop("licence_issuer", "")
    for one, other in [("latitude", "longitude"), ("longitude", "latitude"), ("price_from", "currency")]:
        if one in said and other not in said:
            raise Problem(other, "", f"a {other} where there is a {one}")
    if bool(number) != bool(issuer):
        raise Problem("licence_issuer" if number else "licence_number", "", "both, or neither")
    if said.get("price_to", 0) < said.get("price_from", 0) and "price_to" in said:
        raise Problem("price_to", said["price_to"], "no less than price_from")
    return Therapist(line, said.pop("key"), said, (number, issuer) if number else None)


def _text(longest: int) -> Read:
    def read(field: str, text: str) -> str:
        if len(text) > longest or "\0" in text:
            raise Problem(field, text, f"at most {longest} letters")
        return text

    return read


def _one_of(*words: str) -> Read:
    def read(field: str, text: str) -> str:
        if text not in words:
            raise Problem(field, text, f"one of {', '.join(words)}{did_you_mean(text, list(words))}")
        return text

    return read


def _codes(read_one: Read) -> Read:
    def read(field: str, text: str) -> tuple[str, ...]:
        return tuple(sorted({read_one(field, code.strip()) for code in text.split(BETWEEN) if code.strip()}))

    return read


def _matching(pattern: str, allowed: str) -> Read:
    def read(field: str, text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise Problem(field, text, allowed)
        return text

    return read


def _degrees(most: int) -> Read:
    def read(field: str, text: str) -> float:
        if not re.fullmatch(r"[+-]?\d{1,3}(\.\d{1,15})?", text, re.ASCII) or abs(float(text)) > most:
            raise Problem(field, text, f"degrees from -{most} to {most}, as 52.37")
        return float(text)

    return read


def _whole(field: str, text: str) -> int:
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII):
        raise Problem(field, text, "a whole number of cents, pence or the like: 6500 for 65.00")
    return int(text)


def _yes_or_no(field: str, text: str) -> bool:
    return bool(_one_of("yes", "no")(field, text) == "yes")


CODE = _matching(r"[a-z][a-z0-9_]{0,39}", "a code in small letters, as swedish or deep_tissue")
COLUMNS: dict[str, Read] = {
    "key": _text(80),
    "name": _text(200),
    "is_organisation": _yes_or_no,
    "gender": _one_of(*GENDERS),
    "about": _text(4000),
    "phone": _matching(r"\+?[0-9 ().\-/x]{4,39}", "digits, with + and the country's code before them"),
    "email": _matching(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,63}", "an address as name@example.org"),
    "website": _matching(r"https?://[^\s]{3,190}", "an address that begins with https://"),
    "street": _text(200),
    "town": _text(120),
    "region": _text(40),
    "postcode": _text(20),
    "country": _matching("[A-Z]{2}", "two capital letters (ISO 3166-1), as GB"),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "settings": _codes(_one_of(*SETTINGS)),
    "techniques": _codes(CODE),
    "languages": _codes(_matching("[a-z]{2}", "two small letters (ISO 639-1), as en")),
    "insurers": _codes(_matching(r"[^|]{1,80}", "names without a | in them")),
    "step_free": _one_of(*STEP_FREE),
    "parking": _text(200),
    "price_from": _whole,
    "price_to": _whole,
    "currency": _matching("[A-Z]{3}", "three capital letters (ISO 4217), as EUR"),
    "licence_number": _text(80),
    "licence_issuer": _text(200),
}
NEEDED = ("key", "name", "town", "country")
