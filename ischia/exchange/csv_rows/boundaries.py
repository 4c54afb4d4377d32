"""Where rows surely begin, seen in a few bytes, without following the quotes from the start of the file.

A line break, then a quote, then anything but a quote, a comma or a line break: in a file as CSV has it that stands only
where a row begins. Were the line break within quotes, the quote after it would either be doubled or close the cell, and
then a comma, a line break or the end of the file would follow. So a file can be cut there, whatever came before, and
a piece with one line break, its end, is one row.
"""

from dataclasses import dataclass

import numpy as np

from ischia.exchange.csv_rows.bits import Marks, Octets, Places, count_before, packed, places_of
from ischia.exchange.csv_rows.exact import ROW_LIMIT

QUOTE, COMMA, LINE_FEED, RETURN = b'",\n\r'
CLOSING = int.from_bytes(b'",', "little")  # so ends a cell in quotes that another follows
INNER = np.ones(256, bool)  # what, after a quote, shows that it opens a cell
INNER[[QUOTE, COMMA, LINE_FEED, RETURN]] = False


@dataclass(frozen=True, eq=False)
class Pieces:
    """A block cut wherever a row surely begins, and how many lines it has.

    For each piece: where it starts and ends (line break included), the lines before it, whether it is one row for sure,
    and how often a comma follows a quote in it. In a row of quoted cells that is once less than there are cells, or
    more often where a cell begins with a comma or holds a comma after a quote.
    """

    starts: Places
    ends: Places
    lines_before: Places
    single: Marks
    closings: Places
    lines: int


def last_boundary(data: bytearray) -> int:
    """Where the last row surely begins; 0 where that cannot be told."""
    at = data.rfind(b'\n"', 0, -1)
    while at >= 0 and not INNER[data[at + 2]]:
        at = data.rfind(b'\n"', 0, at + 1)
    return at + 1


def pieces_of(octets: Octets, scratch: Marks, *, returns: bool) -> Pieces:
    """The pieces of a block that begins with a row and ends with the line feed of one.

    Args:
        octets: the block.
        scratch: room for as many marks, and one more, to be written over.
        returns: whether the block holds any carriage return.
    """
    breaks = places_of(LINE_FEED, octets, scratch)
    if returns:
        at = places_of(RETURN, octets, scratch)
        breaks = np.sort(np.concatenate((breaks, at[octets[at + 1] != LINE_FEED])))
    sure = (octets.take(breaks + 1, mode="clip") == QUOTE) & INNER[octets.take(breaks + 2, mode="clip")]
    sure[-1] = True
    lines = np.concatenate(([0], np.flatnonzero(sure) + 1))
    bounds = np.concatenate(([0], breaks[sure] + 1))
    single = (np.diff(lines) == 1) & (np.diff(bounds) <= ROW_LIMIT)
    return Pieces(bounds[:-1], bounds[1:], lines[:-1], single, _closings(octets, scratch, bounds), len(breaks))


def _closings(octets: Octets, scratch: Marks, bounds: Places) -> Places:
    """How often a comma follows a quote between each two bounds. Pairs of bytes are compared, from 0 and from 1."""
    half = len(scratch) // 2
    for first in (0, 1):
        pairs = octets[first : first + (len(octets) - first) // 2 * 2].view("<u2")
        np.equal(pairs, CLOSING, out=scratch[first * half : first * half + len(pairs)])
    upto = np.maximum(bounds - 1, 0)  # a line break is no quote
    before = count_before(packed(scratch), np.stack(((upto + 1) // 2, half + upto // 2)))
    closings: Places = np.diff(before[0] + before[1])
    return closings
