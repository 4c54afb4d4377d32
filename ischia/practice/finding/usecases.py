"""One search: who fits near a place, in the printed order, how many there are, and what looking further would give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from ischia.core.directory.matching import LICENSED, Match, Needs, Offer, Wanted, matches
from ischia.core.directory.sphere import Point
from ischia.core.knowledge import load_knowledge
from ischia.practice.booking.free import next_free
from ischia.practice.finding.fitting import fitting
from ischia.practice.finding.nearest import Hit, Question, nearest
from ischia.practice.listing.models import Credential, Listing
from ischia.practice.listing.qualified import stands_for_a_licence

RADII = (5, 10, 25, 50, 100, 250)  # kilometres
SHOWN = 20
MOST_SHOWN = 100
TIED = 200  # of equally near ones at the end of the list so many are looked at


@dataclass(frozen=True)
class Search:
    """What is searched for: around which place, how far, and who fits."""

    centre: Point
    within_km: float
    wanted: Wanted
    needs: Needs
    limit: int = SHOWN


@dataclass(frozen=True)
class Found:
    """One therapist in the list, with what put them there."""

    listing: Listing
    km: float
    next_free: datetime | None
    matches: tuple[Match, ...]
    ticked: tuple[Credential, ...]


@dataclass(frozen=True)
class Wider:
    """How many there would be further out."""

    km: int
    count: int


@dataclass(frozen=True)
class Result:
    """The list, how many fit in all, and the next distance that has more."""

    found: tuple[Found, ...]
    count: int
    wider: Wider | None


def find(search: Search, now: datetime, today: date) -> Result:
    """Search. Nearest first; of those equally near, to 100 metres, who is free sooner; then by name."""
    question = Question.of(fitting(search.wanted, search.needs, today))
    count = len(question.inside(search.centre, search.within_km))
    hits = with_ties(nearest(question, search.centre, search.within_km, search.limit + TIED), search.limit)
    rows = _rows([hit.id for hit in hits], today)
    free = next_free(list(rows.values()), now)
    ordered = in_order(hits, free)[: search.limit]
    return Result(
        found=tuple(_found(hit, rows[hit.id], free.get(hit.id), search) for hit in ordered),
        count=count,
        wider=_wider(question, search, count),
    )


def with_ties(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """The first of the list, and after them whoever is as near as the last one."""
    return [hit for place, hit in enumerate(hits) if place < limit or _metres(hit) == _metres(hits[limit - 1])]


def in_order(hits: Sequence[Hit], free: Mapping[UUID, datetime | None]) -> list[Hit]:
    """The printed order. Nothing that somebody could pay for is in it."""

    def place(hit: Hit) -> tuple[int, bool, float, str, UUID]:
        at = free.get(hit.id)
        return _metres(hit), at is None, at.timestamp() if at else 0.0, hit.name.casefold(), hit.id

    return sorted(hits, key=place)


def _metres(hit: Hit) -> int:
    return round(hit.km * 10)  # hundreds of them


def _rows(ids: Sequence[UUID], today: date) -> dict[UUID, Listing]:
    ticked = Prefetch("credentials", Credential.objects.ticked(today), to_attr="ticked")
    return Listing.objects.prefetch_related(ticked, "rules").in_bulk(ids)


def _found(hit: Hit, listing: Listing, free: datetime | None, search: Search) -> Found:
    offer = offer_of(listing, listing.ticked)
    why = matches(offer, search.wanted, search.needs, load_knowledge())
    return Found(listing, hit.km, free, why, tuple(listing.ticked))


def offer_of(listing: Listing, ticked: Sequence[Credential]) -> Offer:
    """What a therapist shows, as the core compares it."""
    shows: dict[str, tuple[date, str]] = {}
    licences = stands_for_a_licence(listing)
    for each in ticked:
        licence = (LICENSED,) if each.kind in licences else ()
        shows |= dict.fromkeys((*each.allows, *licence), (each.checked_on, each.checked_by))
    return Offer(
        techniques=listing.techniques,
        settings=listing.settings,
        languages=listing.languages,
        insurers=listing.insurers,
        sciatica=listing.sciatica_experience,
        gender=listing.gender,
        step_free=listing.step_free,
        evenings=listing.evenings,
        ticked=shows,
    )


def _wider(question: Question, search: Search, count: int) -> Wider | None:
    """The next distance that has more, where the list is short; looking there is offered and never done unasked."""
    if count >= SHOWN:
        return None
    for km in (each for each in RADII if each > search.within_km):
        if (more := len(question.inside(search.centre, km))) > count:
            return Wider(km, more)
    return None
