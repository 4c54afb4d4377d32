"""Those who are nearest, in exact great-circle order, from one plain index: a box that grows until it holds enough.

The index is on `band` (steps of latitude) and longitude. A box is a few bands, and in each a stretch of longitudes, so
only what lies in the box is read; no extension of the database is needed. Django writes the question once, and each box
is added to it as text: writing it anew for every box took longer than answering it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from ischia.core.directory.sphere import Box, Point, box_around, kilometres_from
from ischia.practice.listing.models import BANDS_PER_DEGREE, Listing

FIRST_KM = 3.0
GROWTH = 1.5  # at least; where few were found the box grows faster
FROM_NOBODY = 6.0  # where none was found
ENOUGH = 1.4  # times as many as are asked for are expected in the next box
NEARLY = 0.7  # of the whole distance: no question for the last few
MANY_BANDS = 200  # a taller box is read from its lowest band to its highest


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Someone within reach. In order: the nearer first; of equally near ones by name, then by id."""

    km: float
    name: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Question:
    """The question for some listings, as the database reads it, to be asked of one box after another."""

    sql: str
    values: tuple[object, ...]

    @classmethod
    def of(cls, listings: QuerySet[Listing]) -> "Question":
        """Write it; it always has a condition, to which that of a box can be added."""
        placed = listings.filter(latitude__isnull=False).order_by()
        try:
            return cls(*placed.values_list("pk", "name", "latitude", "longitude").query.sql_with_params())
        except EmptyResultSet:  # nobody can fit
            return cls("", ())

    def inside(self, centre: Point, km: float) -> list[Hit]:
        """Everyone within a distance, in no order."""
        if not self.sql:
            return []
        condition, values = _in_box(box_around(centre, km))
        with connection.cursor() as cursor:
            cursor.execute(f"{self.sql} AND {condition}", [*self.values, *values])
            return list(_hits(cursor, centre, km))


def nearest(question: Question, centre: Point, within_km: float, limit: int) -> list[Hit]:
    """The nearest of those who fit.

    Args:
        question: who fits.
        centre: kilometres are counted from here, along the great circle.
        within_km: nobody further away, and this far included.
        limit: at most so many.
    """
    reach = min(FIRST_KM, within_km)
    while len(found := question.inside(centre, reach)) < limit and reach < within_km:
        reach = _further(reach, len(found), limit, within_km)
    return sorted(found)[:limit]


def _further(reach: float, found: int, limit: int, within_km: float) -> float:
    """How far to look next. Where as many live everywhere, twice as far holds four times as many."""
    missing = math.sqrt(ENOUGH * limit / found) if found else FROM_NOBODY
    wider = reach * max(GROWTH, missing)
    return within_km if wider > NEARLY * within_km else wider


def _hits(rows: Iterator[tuple[UUID | str, str, float, float]], centre: Point, km: float) -> Iterator[Hit]:
    kilometres_to = kilometres_from(centre)
    for key, name, latitude, longitude in rows:
        if (far := kilometres_to(latitude, longitude)) <= km:
            yield Hit(far, name, key if isinstance(key, UUID) else UUID(key))


def _in_box(box: Box) -> tuple[str, list[float]]:
    """The condition that a listing lies in a box, as the index can answer it, and its values.

    One database cuts a band's fraction off and the other rounds it, so the bands reach one step further.
    """
    south, north = (math.floor(side * BANDS_PER_DEGREE) for side in (box.south, box.north))
    bands = range(south, north + 2)
    if len(bands) <= MANY_BANDS:
        in_bands, values = f"band IN ({', '.join(map(str, bands))})", []
    else:
        in_bands, values = "band BETWEEN %s AND %s", [south, north + 1]
    stretches = " OR ".join("longitude BETWEEN %s AND %s" for _ in box.stretches)
    ends = [end for stretch in box.stretches for end in stretch]
    return f"{in_bands} AND ({stretches}) AND latitude BETWEEN %s AND %s", [*values, *ends, box.south, box.north]
