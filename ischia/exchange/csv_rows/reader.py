"""Reads a file in blocks, looks at several at once, and gives the rows in order."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ischia.exchange.csv_rows.exact import ROW_LIMIT, ExactRows, Raw
from ischia.exchange.csv_rows.row import TOO_LONG, Row, parsed
from ischia.exchange.csv_rows.search import Search
from ischia.exchange.csv_rows.shape import shape_of

BLOCK = 512 * 1024  # bytes: a block and what is made of it stay in a processor's cache
THREADS = 2
AHEAD = 3  # blocks being looked at while another is read
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
        self.octets: NDArray[np.uint8] = np.frombuffer(self.data, np.uint8)
        self.scratch = np.empty(size, bool)
        self.length = 0
        self.last = False

    def fill(self, begins_with: bytes, file: Source) -> bytes:
        """Read up to the last line break that fits; gives what stands after it, with which the next block begins."""
        have = len(begins_with)
        self.data[:have] = begins_with
        with memoryview(self.data) as room:
            while have < len(self.data) and (got := file.readinto(room[have:])):
                have += got
        self.last = have < len(self.data)
        self.length = have if self.last else self.data.rfind(b"\n") + 1 or have
        return bytes(self.data[self.length : have])


@dataclass(frozen=True)
class Picked:
    """What was seen in a block: how many rows and lines, and those that may matter."""

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
        block = self._next_block(Block(max(self._size, 2 * ROW_LIMIT)))
        piece = bytes(block.data[: block.length])
        raw = next(ExactRows().feed(piece, last=block.last), Raw(0, b""))
        self._begins_with = piece[len(raw.raw) :] + self._begins_with
        self._done = not piece
        self._exact.lines = len(raw.raw.splitlines())
        self.bytes_read += len(raw.raw)
        return _row(raw) if piece else Row(1, [])

    def rows(self, search: Search | None = None) -> Iterator[Row]:
        """The rows from here on: all, or those that the search finds and those that are not as they should be."""
        size = max(self._size, 2 * len(self._begins_with))
        room = deque(Block(size) for _ in range(AHEAD + 1))
        waiting: deque[tuple[Block, Future[Picked | None]]] = deque()
        with ThreadPoolExecutor(THREADS, "rows") as threads:
            while waiting or not self._done:
                while room and not self._done:
                    block = self._next_block(room.popleft())
                    waiting.append((block, threads.submit(_picked, block, search)))
                block, picked = waiting.popleft()
                yield from self._settled(block, picked.result(), search)
                room.append(block)

    def _next_block(self, block: Block) -> Block:
        self._begins_with = block.fill(self._begins_with, self._file)
        if self._first and block.data.startswith(BYTE_ORDER_MARK):
            block.data[: block.length - 3] = block.data[3 : block.length]
            block.length -= 3
            self.bytes_read += 3
        self._first, self._done = False, block.last
        return block

    def _settled(self, block: Block, picked: Picked | None, search: Search | None) -> Iterator[Row]:
        """The rows of a block: as seen by a thread, if it began with a row and is plain; else by the csv module."""
        self.bytes_read += block.length
        if picked and self._exact.between_rows:
            first = self._exact.lines
            self.rows_read += picked.rows
            self._exact.lines += picked.lines
            for raw in picked.raws:
                yield _row(raw._replace(line=first + raw.line))
            return
        for raw in self._exact.feed(bytes(block.data[: block.length]), last=block.last):
            self.rows_read += 1
            row = _row(raw)
            if search is None or row.fault or len(row.cells) != search.columns or search.wants(raw.raw):
                yield row


def _row(raw: Raw) -> Row:
    return parsed(raw.line + 1, raw.raw) if raw.raw else Row(raw.line + 1, [], TOO_LONG)


def _picked(block: Block, search: Search | None) -> Picked | None:
    """What a thread sees in a block, taken to begin with a row; None where it is not plain."""
    octets = block.octets[: block.length]
    shape = shape_of(octets, block.scratch, returns=block.data.find(b"\r", 0, block.length) >= 0)
    if shape is None:
        return None
    if search is None:
        chosen = np.arange(len(shape.ends))
    else:
        wanted = search.among(block.data, octets, shape.starts, shape.ends)
        chosen = np.flatnonzero(wanted | (shape.cells != search.columns))
    places = zip(shape.lines[chosen].tolist(), shape.starts[chosen].tolist(), shape.ends[chosen].tolist(), strict=True)
    raws = [Raw(line, bytes(block.data[start:end])) for line, start, end in places]
    lines = int(shape.lines[-1]) + block.data.count(b"\n", int(shape.starts[-1]), block.length)
    return Picked(len(shape.ends), lines, raws)
