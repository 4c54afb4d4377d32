"""Which rows of a file may matter, said so that it can be asked of many at once."""

from typing import Protocol

import numpy as np

from ischia.exchange.csv_rows.bits import Marks, Octets, Places, places_of


class Search(Protocol):
    """Finds the rows that may matter. It may give too many; it must never miss one."""

    columns: int  # a row with any other number of cells is given too, so that it can be refused

    def among(self, octets: Octets, scratch: Marks, starts: Places, ends: Places) -> Marks:
        """For each row from `starts` up to `ends` (its line break included) of a block: may it matter?"""
        ...

    def wants(self, raw: bytes) -> bool:
        """The same for one row."""
        ...


def holding(word: bytes, octets: Octets, scratch: Marks, ends: Places) -> Marks:
    """For each row: does it hold this word? It is looked for by its last letter, which had best be a rare one."""
    at = places_of(word[-1], octets, scratch)
    at = at[at >= len(word) - 1]
    for distance, letter in zip(range(len(word) - 1, 0, -1), word, strict=False):
        at = at[octets[at - distance] == letter]
    found = np.zeros(len(ends), bool)
    found[np.searchsorted(ends, at, side="right")] = True
    return found
