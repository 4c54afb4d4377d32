"""Where a town is, by the list of towns on this machine."""

from functools import lru_cache

from ischia.core.directory.places import gazetteer
from ischia.practice.importing.locating import Spot


@lru_cache(maxsize=50_000)
def locate(town: str, region: str, country: str) -> Spot | None:
    """The middle of the town that is clearly meant; None where no town is, or several may be."""
    words = ", ".join(part.replace(",", " ") for part in (town, region, country) if part)
    place = gazetteer().look_up(words[:100]).place if town else None
    return Spot(place.point.latitude, place.point.longitude, place.zone) if place else None
