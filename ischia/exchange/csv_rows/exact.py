"""Where rows end, by asking the csv module itself: exact for whatever a file holds, and as slow as that."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

ROW_LIMIT = 131_072  # bytes: the csv module gives up at a field of this many characters


class Raw(NamedTuple):
    """A row as it stands in the file; the line that it begins in, the first being 0; no bytes where it is too long."""

    line: int
    raw: bytes


class ExactRows:
    """Takes a file piece by piece, wherever it is cut, and gives its rows; what is not whole yet waits for more."""

    def __init__(self, line: int = 0) -> None:
        self._waiting = b""
        self._skipping = False  # the rest of a line that is too long
        self.lines = line  # that are behind us

    @property
    def between_rows(self) -> bool:
        """Whether the next piece begins with a row."""
        return not self._waiting and not self._skipping

    def feed(self, piece: bytes, *, last: bool) -> Iterator[Raw]:
        """The rows that are whole with this piece; with the last one, all that are left."""
        if self._skipping:
            piece = self._after_the_long_line(piece)
        lines = (self._waiting + piece).splitlines(keepends=True)
        self._waiting = b""
        # A line without its end may go on in the next piece; so may a return that a line feed follows.
        cut = lines.pop() if lines and not last and not lines[-1].endswith(b"\n") else b""
        yield from self._rows(lines, last=last)
        if len(self._waiting) + len(cut) > ROW_LIMIT and not self._waiting:
            yield Raw(self.lines, b"")
            self.lines += 1
            self._skipping = True
        else:
            self._waiting += cut

    def _after_the_long_line(self, piece: bytes) -> bytes:
        ends = piece.find(b"\n") + 1
        self._skipping = not ends
        return piece[ends:] if ends else b""

    def _rows(self, lines: list[bytes], *, last: bool) -> Iterator[Raw]:
        at = 0
        while at < len(lines):
            length = _lines_of_a_row(lines, at)
            if length == 0:
                yield Raw(self.lines, b"")
                length = 1
            elif length is None and not last:
                self._waiting = b"".join(lines[at:])
                return
            else:
                length = length or len(lines) - at
                yield Raw(self.lines, b"".join(lines[at : at + length]))
            at += length
            self.lines += length


def _lines_of_a_row(lines: list[bytes], start: int) -> int | None:
    """How many lines the row takes that begins here; None where it goes on after the last; 0 where it is too long."""
    at, size = start, 0

    def one_by_one() -> Iterator[str]:
        nonlocal at, size
        while at < len(lines) and (size := size + len(lines[at])) <= ROW_LIMIT:
            at += 1
            yield lines[at - 1].decode("latin-1")  # quotes, commas and line breaks are what they are in UTF-8
        at += 1  # asked for more than there is

    next(csv.reader(one_by_one()), None)
    if size > ROW_LIMIT:
        return 0
    return None if at > len(lines) else at - start
