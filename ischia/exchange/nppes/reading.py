"""Reads the NPPES file: the entries that matter, and why others cannot be read."""

from collections.abc import Iterable, Iterator

from ischia.core.problems import Problem
from ischia.exchange.csv_rows import Refused, Row, RowReader, sound_cells
from ischia.exchange.nppes.columns import Columns, find_columns
from ischia.exchange.nppes.entry import Entry, read_entry
from ischia.exchange.nppes.search import TherapistSearch


def read_entries(reader: RowReader, known: Iterable[str] = ()) -> Iterator[Entry | Refused]:
    """Every massage therapist, every provider whose NPI is known, and every row that cannot be read.

    Rows of other providers are counted by the reader and looked at no further than where they end and how many cells
    they have. In a file whose first column is not the NPI every row is read in full, which takes longer.

    Raises:
        Problem: the header lacks a column.
    """
    columns = find_columns(reader.header().cells)
    search = TherapistSearch(columns.count, known)
    quick = columns.places["npi"] == 0
    for row in reader.rows(search if quick else None):
        if row.cells or row.fault:  # a blank line is no row
            entry = _entry(row, columns)
            if isinstance(entry, Refused) or entry.is_massage_therapist or search.knows(entry.npi):
                yield entry


def _entry(row: Row, columns: Columns) -> Entry | Refused:
    try:
        return read_entry(row.line, sound_cells(row, columns.count), columns)
    except Problem as problem:
        return Refused(row.line, problem)
