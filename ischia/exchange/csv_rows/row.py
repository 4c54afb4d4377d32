"""One row of a comma-separated file."""

import csv
from dataclasses import dataclass
from typing import NamedTuple

from ischia.core.problems import Problem

TOO_LONG = "the row is longer than 131,072 bytes; is a quote left open?"
NOT_UTF8 = "the row is not UTF-8"
STRAY_QUOTE = "a quote stands where none may, or is left open"


class Row(NamedTuple):
    """The line of the file that a row begins in (the first is 1), its cells, and what is wrong with it, if anything."""

    line: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken: the line that it begins in, and what is wrong."""

    line: int
    problem: Problem


def sound_cells(row: Row, columns: int) -> list[str]:
    """The cells of a row that is as CSV has it, one for each column.

    Raises:
        Problem: it is not.
    """
    if row.fault:
        raise Problem("row", row.cells[0] if row.cells else "", f"a row as CSV has it: {row.fault}")
    if len(row.cells) != columns:
        raise Problem("row", f"{len(row.cells)} cells", f"{columns} cells, as the header has")
    return row.cells


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
        return Row(line, _all_quoted(text) or next(csv.reader([text], strict=True), []), fault)
    except csv.Error:
        return Row(line, next(csv.reader([text]), []), fault or STRAY_QUOTE)


def _all_quoted(text: str) -> list[str]:
    """The cells of a row with each in quotes and no quote in any, which needs no parser; nothing of any other row."""
    text = text.removesuffix("\n").removesuffix("\r")
    cells = text[1:-1].split('","')
    # The cells put together again, with the quotes around, are the row: if that takes all its quotes, no cell has any.
    plain = text.startswith('"') and text.endswith('"') and text.count('"') == 2 * len(cells)
    return cells if plain else []
