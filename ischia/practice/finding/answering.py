"""A search as the command line asks it and answers it."""

from django.db import DatabaseError
from django.utils import timezone

from ischia.core.directory.answer import CheckedCredential, FoundTherapist, FoundTherapists, NearPlace, WiderSearch
from ischia.core.directory.matching import Match, Needs, Wanted
from ischia.core.directory.sphere import Point
from ischia.core.problems import Problem
from ischia.core.value import Disposition
from ischia.practice.finding.telling import why
from ischia.practice.finding.usecases import Found, Result, Search, find

ORDER = "Nearest first; of those equally near, to 100 metres, who is free sooner; then by name. Nobody can buy a place."
SAME = ("name", "town", "region", "postcode", "country", "latitude", "longitude", "placed", "phone", "techniques",
        "settings", "languages", "insurers", "sciatica_experience", "price_from", "price_to", "currency")  # fmt: skip


def answer(
    name: str, centre: Point, within_km: float, wanted: Wanted, needs: Needs | None, limit: int
) -> FoundTherapists:
    """Search, and give what was found as one value. Whoever needs care today gets nobody.

    Raises:
        Problem: the database has no tables yet.
    """
    urgent = needs is not None and (needs.see_first or Disposition.SUITABLE) >= Disposition.SAME_DAY_MEDICAL
    search = Search(centre, within_km, wanted, needs or Needs(), limit)
    try:
        result = Result((), 0, None) if urgent else find(search, timezone.now(), timezone.localdate())
    except DatabaseError:
        raise Problem("DATABASE_URL", "a database without tables", "one that `ischia serve` has prepared") from None
    return FoundTherapists(
        near=NearPlace(name=name, latitude=centre.latitude, longitude=centre.longitude),
        within_km=within_km,
        wanted=wanted,
        needs=needs,
        order=ORDER,
        count=result.count,
        wider=WiderSearch(within_km=result.wider.km, count=result.wider.count) if result.wider else None,
        therapists=tuple(_therapist(each) for each in result.found),
    )


def in_words(match: Match) -> str:
    """One reason as the pages say it."""
    return str(why(match))


def _therapist(found: Found) -> FoundTherapist:
    row = found.listing
    return FoundTherapist(
        id=str(row.pk),
        km=round(found.km, 3),
        next_free=found.next_free,
        why=found.matches,
        credentials=tuple(
            CheckedCredential(**{name: getattr(each, name) for name in CheckedCredential.model_fields})
            for each in found.ticked
        ),
        **{name: getattr(row, name) for name in SAME},
    )
