"""Read a list of therapists into the directory, as often as one likes; a run that was stopped is simply run again."""

from collections.abc import Iterator
from typing import NamedTuple

from ischia.core.problems import Problem
from ischia.exchange.csv_rows import Refused, RowReader
from ischia.exchange.nppes import Entry, read_entries
from ischia.exchange.therapist_list import Therapist, read_therapists
from ischia.practice.importing.incoming import Incoming, of_the_list, of_the_register
from ischia.practice.importing.keeping import Import, Outcome, keep
from ischia.practice.listing.models import Listing

BATCH = 500  # listings in one transaction


class Kept(NamedTuple):
    """A therapist of the list and what came of it; `placed` is false where nobody will find it by distance."""

    line: int
    key: str
    outcome: Outcome
    placed: bool


def import_list(reader: RowReader, run: Import) -> Iterator[Kept | Refused]:
    """Read a list and keep it, batch by batch; tells of each therapist once it is kept, and of each row refused.

    Raises:
        Problem: the header lacks a column.
    """
    batch: dict[str, Incoming] = {}
    for each in _incoming(reader, run):
        if isinstance(each, Refused):
            yield each
            continue
        if len(batch) == BATCH or each.key in batch:
            yield from _keep(batch, run)
            batch = {}
        batch[each.key] = each
    yield from _keep(batch, run)


def _incoming(reader: RowReader, run: Import) -> Iterator[Incoming | Refused]:
    for each in _found(reader, run):
        try:
            match each:
                case Entry():
                    yield of_the_register(each, run.day)
                case Therapist():
                    yield of_the_list(each)
                case Refused():
                    yield each
        except Problem as problem:
            yield Refused(each.line, problem)


def _found(reader: RowReader, run: Import) -> Iterator[Entry | Refused] | Iterator[Therapist | Refused]:
    if run.source == Listing.Source.CSV:
        return read_therapists(reader)
    known = Listing.objects.filter(source=run.source).values_list("source_key", flat=True)
    return read_entries(reader, known.iterator(chunk_size=10_000))


def _keep(batch: dict[str, Incoming], run: Import) -> Iterator[Kept]:
    for each, (outcome, placed) in zip(batch.values(), keep(list(batch.values()), run), strict=True):
        yield Kept(each.line, each.key, outcome, placed)
