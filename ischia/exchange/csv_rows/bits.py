"""A bit for each byte of a block, 64 to a word: counted and found far quicker than the bytes.

What numpy does here runs without the interpreter's lock, so several threads can look at blocks at once.
"""

import numpy as np
from numpy.typing import NDArray

Octets = NDArray[np.uint8]
Marks = NDArray[np.bool_]
Words = NDArray[np.uint64]
Places = NDArray[np.int64]
ONE = np.uint64(1)


def packed(marks: Marks) -> Words:
    """A bit for each mark, the lowest of a word first, and at least one more that is not set."""
    octets = np.packbits(marks, bitorder="little")
    words = np.zeros(len(octets) // 8 + 1, np.uint64)
    words.view(np.uint8)[: len(octets)] = octets
    return words


def places_of(sign: int, octets: Octets, scratch: Marks) -> Places:
    """Where this byte stands, in order; the scratch has room for as many marks as there are bytes."""
    words = packed(np.equal(octets, sign, out=scratch[: len(octets)]))
    at = np.flatnonzero(words != 0)
    left = words[at]
    found = [np.empty(0, np.int64)]
    while len(at):
        lowest = left & np.negative(left)
        found.append((at << 6) + np.bitwise_count(lowest - ONE))
        left ^= lowest
        more = left != 0
        at, left = at[more], left[more]
    return np.sort(np.concatenate(found))


def count_before(words: Words, places: Places) -> Places:
    """How many bits are set before each place."""
    word, bit = places >> 6, (places & 63).astype(np.uint64)
    up_to = np.cumsum(np.bitwise_count(words), dtype=np.int64)[word]
    counted: Places = up_to - np.bitwise_count(words[word] >> bit)
    return counted
