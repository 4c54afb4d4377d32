"""Which rows of the register may matter: those with massage therapy in any slot, and those in our directory."""

from collections.abc import Iterable

import numpy as np

from ischia.exchange.csv_rows.bits import Marks, Octets, Places
from ischia.exchange.csv_rows.search import holding
from ischia.exchange.nppes.entry import MASSAGE_THERAPIST

CODE = MASSAGE_THERAPIST.encode()
DIGITS = 10
POWERS = 10 ** np.arange(DIGITS - 1, -1, -1, dtype=np.int64)


class TherapistSearch:
    """Looks for the code of massage therapy anywhere in a row, and for known numbers in its first cell.

    It asks for a file with the NPI in the first column, as published.
    """

    def __init__(self, columns: int, known: Iterable[str] = ()) -> None:
        self.columns = columns
        self._known = np.array(sorted(int(npi) for npi in known), np.int64)

    def knows(self, npi: str) -> bool:
        """Whether this number is among those known."""
        return bool(self._is_known(np.array([int(npi)]))[0])

    def among(self, octets: Octets, scratch: Marks, starts: Places, ends: Places) -> Marks:
        """For each row of a block: may it matter?"""
        found = holding(CODE, octets, scratch, ends)
        if len(self._known):
            found |= self._is_known(self._numbers(octets, starts))
        return found

    def wants(self, raw: bytes) -> bool:
        """The same for one row."""
        first = raw.partition(b",")[0].strip(b'" \r\n')
        return CODE in raw or (first.isdigit() and len(first) == DIGITS and self.knows(first.decode()))

    def _numbers(self, octets: Octets, starts: Places) -> Places:
        """The ten digits of each row's first cell, quoted or not; where there are none, a number that means nothing."""
        first = starts + (octets[starts] == ord('"'))
        at = np.minimum(first[:, None] + np.arange(DIGITS), len(octets) - 1)
        numbers: Places = (octets[at].astype(np.int64) - ord("0")) @ POWERS
        return numbers

    def _is_known(self, numbers: Places) -> Marks:
        if not len(self._known):
            return np.zeros(len(numbers), bool)
        at = np.minimum(np.searchsorted(self._known, numbers), len(self._known) - 1)
        same: Marks = self._known[at] == numbers
        return same
