"""Which rows of a file may matter, said so that it can be asked of many at once."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


class Search(Protocol):
    """Finds the rows that may matter. It may give too many; it must never miss one."""

    columns: int  # a row with any other number of cells is given too, so that it can be refused

    def among(self, data: bytearray, octets: NDArray[np.uint8], starts: Places, ends: Places) -> NDArray[np.bool_]:
        """For each row from `starts` up to `ends` (its line break included) of a block: may it matter?"""
        ...

    def wants(self, raw: bytes) -> bool:
        """The same for one row."""
        ...


def holding(word: bytes, data: bytearray, starts: Places, ends: Places) -> NDArray[Any]:
    """For each row: does it hold this word?"""
    found = np.zeros(len(starts), bool)
    stop, at = int(ends[-1]), data.find(word, 0, int(ends[-1]))
    while at >= 0:
        row = int(np.searchsorted(ends, at, side="right"))
        found[row] = True
        at = data.find(word, int(ends[row]), stop)
    return found
