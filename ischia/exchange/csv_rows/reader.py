"""Reads a file in blocks, the next while one is looked at, and gives the rows in order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ischia.exchange.csv_rows.bits import Marks, Octets
from ischia.exchange.csv_rows.boundaries import LINE_FEED, last_boundary, pieces_of
from ischia.exchange.csv_rows.exact import ROW_LIMIT, ExactRows, Raw
from ischia.exchange.csv_rows.row import TOO_LONG, Row, parsed
from ischia.exchange.csv_rows.search import Search

BLOCK = 1536 * 1024  # bytes; two of them, and as much again to think on, are all the memory that reading takes
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Source(Protocol):
    """A file opened for bytes."""

    def readinto(self, room: memoryview, /) -> int | None:
        """Fill the room as far as there is something to read; how many bytes."""
        ...


class Block:
    """Room for a piece of the file, used again and again."""

    def __init__(self, size: int) -> None:
        self.data = bytearray(size)
        self.octets: Octets = np.frombuffer(self.data, np.uint8)
        self.length = 0
        self.last = False
        self.ends_with_a_row = False  # for sure, and with its line feed

    def fill(self, begins_with: bytes, file: Source) -> bytes:
        """Read up to where the last row surely begins, else to the last line break; gives the rest, for the next."""
        have = len(begins_with)
        self.data[:have] = begins_with
        with memoryview(self.data) as room:
            while have < len(self.data) and (got := file.readinto(room[have:])):
                have += got
        self.last = have < len(self.data)
        boundary = have if self.last else last_boundary(self.data)
        self.length = boundary if self.last or boundary else self.data.rfind(b"\n") + 1 or have
        self.ends_with_a_row = boundary > 0 and self.data[boundary - 1] == LINE_FEED
        return bytes(self.data[self.length : have])


@dataclass(frozen=True)
class Picked:
    """What was seen in a block: how many rows and lines, and those rows that may matter."""

    rows: int
    lines: int
    raws: list[Raw]


class RowReader:
    """The rows of one file, read once from where it stands; `rows_read` and `bytes_read` say how far it is.

    Memory stays the same however large the file is: some blocks, and one row of at most `ROW_LIMIT` bytes.
    """

    def __init__(self, file: Source, block: int = BLOCK) -> None:
        self._file, self._exact, self._size = file, ExactRows(), block
        self._begins_with, self._done = b"", False
        self._first = True
        self.rows_read = self.bytes_read = 0

    def header(self) -> Row:
        """The first row, without a byte order mark; one without cells where the file is empty."""
        # As large as those that follow: once such room was given back, the C library keeps what numpy asks for again
        # and again (mallopt(3), M_MMAP_THRESHOLD), where fresh pages each time would take a fifth of all the work.
        block = self._next_block(Block(max(self._size, 2 * ROW_LIMIT)))
        piece = bytes(block.data[: block.length])
        raw = next(ExactRows().feed(piece, last=block.last), Raw(0, b""))
        self._begins_with = piece[len(raw.raw) :] + self._begins_with
        self._exact.lines = len(raw.raw.splitlines())
        self.bytes_read += len(raw.raw)
        return _row(raw) if piece else Row(1, [])

    def rows(self, search: Search | None = None) -> Iterator[Row]:
        """The rows from here on: all, or those that the search finds and those that are not as they should be."""
        size = max(self._size, len(self._begins_with))
        block, spare, scratch = Block(size), Block(size), np.empty(size, bool)
        with ThreadPoolExecutor(1, "rows") as other:
            picked = other.submit(_picked, self._next_block(block), search, scratch)
            while not self._done:
                after = other.submit(_picked, self._next_block(spare), search, scratch)
                yield from self._settled(block, picked.result(), search)
                block, spare, picked = spare, block, after
            yield from self._settled(block, picked.result(), search)

    def _next_block(self, block: Block) -> Block:
        self._begins_with = block.fill(self._begins_with, self._file)
        if self._first and block.data.startswith(BYTE_ORDER_MARK):
            block.data[: block.length - 3] = block.data[3 : block.length]
            block.length -= 3
            self.bytes_read += 3
        self._first, self._done = False, block.last
        return block

    def _settled(self, block: Block, picked: Picked | None, search: Search | None) -> Iterator[Row]:
        """The rows of a block that matter: of those that a thread picked, else of all, as the csv module cuts them."""
        self.bytes_read += block.length
        for raw in self._raws(block, picked):
            row = _row(raw)
            if search is None or row.fault or len(row.cells) != search.columns or search.wants(raw.raw):
                yield row

    def _raws(self, block: Block, picked: Picked | None) -> Iterator[Raw]:
        if picked and self._exact.between_rows:
            first = self._exact.lines
            self.rows_read += picked.rows
            self._exact.lines += picked.lines
            yield from (raw._replace(line=first + raw.line) for raw in picked.raws)
            return
        for raw in self._exact.feed(bytes(block.data[: block.length]), last=block.last):
            self.rows_read += 1
            yield raw


def _row(raw: Raw) -> Row:
    return parsed(raw.line + 1, raw.raw) if raw.raw else Row(raw.line + 1, [], TOO_LONG)


def _picked(block: Block, search: Search | None, scratch: Marks) -> Picked | None:
    """What a thread sees in a block, taken to begin with a row; None where every row has to be looked at."""
    if search is None or not block.ends_with_a_row:
        return None
    octets = block.octets[: block.length]
    pieces = pieces_of(octets, scratch, returns=block.data.find(b"\r", 0, block.length) >= 0)
    wanted = search.among(octets, scratch, pieces.starts, pieces.ends)
    chosen = np.flatnonzero(wanted | ~pieces.single | (pieces.closings != search.columns - 1))
    raws: list[Raw] = []
    for at in chosen.tolist():
        piece = bytes(block.data[pieces.starts[at] : pieces.ends[at]])
        line = int(pieces.lines_before[at])
        raws += [Raw(line, piece)] if pieces.single[at] else ExactRows(line).feed(piece, last=True)
    rows = len(pieces.single) - len(chosen) + len(raws)
    return Picked(rows, pieces.lines, raws)
