"""The register of health care providers of the United States (NPPES), as its monthly file gives it."""

from ischia.exchange.nppes.entry import MASSAGE_THERAPIST, Entry, Licence
from ischia.exchange.nppes.reading import read_entries

__all__ = ["MASSAGE_THERAPIST", "Entry", "Licence", "read_entries"]
