"""One row of a comma-separated file."""

import csv
from typing import NamedTuple

TOO_LONG = "the row is longer than 131,072 bytes; is a quote left open?"
NOT_UTF8 = "the row is not UTF-8"
STRAY_QUOTE = "a quote stands where none may, or is left open"


class Row(NamedTuple):
    """A row: the line of the file that it begins in (the first is 1), its cells, and what is wrong with it, if anything."""

    line: int
    cells: list[str]
    fault: str = ""


def parsed(line: int, raw: bytes) -> Row:
    """The row that these bytes hold, its line break included, by the rules of the csv module.

    A row that only its leniency can read has the same cells as there, and a fault.
    """
    fault = ""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text, fault = raw.decode(errors="replace"), NOT_UTF8
    try:
        return Row(line, next(csv.reader([text], strict=True), []), fault)
    except csv.Error:
        return Row(line, next(csv.reader([text]), []), fault or STRAY_QUOTE)
