"""Where the rows of a block begin and end, and how many cells each has, found for 64 bytes at a time.

One bit for each byte says whether it is a quote, a comma or a line break; the parity of the quotes so far (a prefix
XOR) says which of them stand within quotes. The way is that of simdjson (Langdale and Lemire 2019,
doi:10.1007/s00778-019-00578-5), in the words of numpy, which runs without the interpreter's lock: several threads can
look at blocks at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ischia.exchange.csv_rows.exact import ROW_LIMIT
from ischia.exchange.csv_rows.search import Places

Words = NDArray[np.uint64]
QUOTE, COMMA, LINE_FEED, RETURN = b'",\n\r'
ONE, TOP = np.uint64(1), np.uint64(63)


@dataclass(frozen=True, eq=False)
class Shape:
    """The rows of a block: where each begins and ends (line break included), its cells, the lines before it."""

    starts: Places
    ends: Places
    cells: Places
    lines: Places


def shape_of(octets: NDArray[np.uint8], scratch: NDArray[np.bool_], returns: bool) -> Shape | None:
    """The shape of a block that begins with a row.

    Args:
        octets: the block.
        scratch: room for as many bits, to be written over.
        returns: whether the block holds any carriage return.

    Returns:
        None where the rows do not end with the block, one is too long, a carriage return stands alone, or a quote
        stands where none may: then only the csv module knows.
    """
    if not len(octets) or octets[-1] != LINE_FEED:
        return None
    quotes, commas, breaks = (_bits(octets, sign, scratch) for sign in (QUOTE, COMMA, LINE_FEED))
    edges = quotes | commas | breaks
    if returns:
        carriage = _bits(octets, RETURN, scratch)
        if (carriage & ~_one_earlier(breaks)).any():
            return None
        edges |= carriage
    within = _parity(quotes)
    if _stray(quotes, within, edges):
        return None
    outside = np.invert(within, out=within)
    row_breaks = breaks & outside
    ends = _positions(row_breaks)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    if not len(ends) or ends[-1] != len(octets) - 1 or (ends - starts).max() >= ROW_LIMIT:
        return None
    cells = np.diff(_count_up_to(commas & outside, ends), prepend=0) + 1
    many_lines = bool((row_breaks ^ breaks).any())
    lines = np.concatenate(([0], _count_up_to(breaks, ends)[:-1])) if many_lines else np.arange(len(ends))
    return Shape(starts, ends + 1, cells, lines)


def _bits(octets: NDArray[np.uint8], sign: int, scratch: NDArray[np.bool_]) -> Words:
    """A bit for each byte: is it this sign? The lowest bit of a word is the first byte."""
    packed = np.packbits(np.equal(octets, sign, out=scratch[: len(octets)]), bitorder="little")
    words = np.zeros(-(-len(packed) // 8), np.uint64)
    words.view(np.uint8)[: len(packed)] = packed
    return words


def _one_later(bits: Words) -> Words:
    moved = bits << ONE
    moved[1:] |= bits[:-1] >> TOP
    return moved


def _one_earlier(bits: Words) -> Words:
    moved = bits >> ONE
    moved[:-1] |= bits[1:] << TOP
    return moved


def _parity(quotes: Words) -> Words:
    """A bit for each byte: is the number of quotes up to and with it odd? Set from an opening to a closing quote."""
    parity, moved = quotes.copy(), np.empty_like(quotes)
    for step in (1, 2, 4, 8, 16, 32):
        parity ^= np.left_shift(parity, np.uint64(step), out=moved)
    odd_so_far = np.bitwise_xor.accumulate(parity >> TOP)
    parity[1:] ^= np.negative(odd_so_far[:-1])  # all bits of a word turn where the words before it leave a quote open
    return parity


def _stray(quotes: Words, within: Words, edges: Words) -> bool:
    """Whether any quote opens after, or closes before, anything but a comma, a line break or another quote."""
    before = _one_later(edges)
    before[0] |= ONE  # the block begins with a row
    opens = quotes & within
    closes = quotes ^ opens
    return bool((opens & ~before).any() or (closes & ~_one_earlier(edges)).any())


def _positions(bits: Words) -> Places:
    """The places of all bits that are set, in order."""
    at = np.flatnonzero(bits)
    left = bits[at]
    found = []
    while len(at):
        lowest = left & np.negative(left)
        found.append((at << 6) + np.bitwise_count(lowest - ONE))
        left ^= lowest
        more = left != 0
        at, left = at[more], left[more]
    together = np.concatenate(found) if found else np.empty(0, np.int64)
    return np.sort(together) if len(found) > 1 else together


def _count_up_to(bits: Words, places: Places) -> Places:
    """How many bits are set up to and with each place."""
    word, bit = places >> 6, (places & 63).astype(np.uint64)
    so_far = np.cumsum(np.bitwise_count(bits), dtype=np.int64)
    after = np.bitwise_count((bits[word] >> bit) >> ONE)
    counted: Places = so_far[word] - after
    return counted
