"""Where a town is, so that who works there is found by distance."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ischia.practice.listing.models import Listing


@dataclass(frozen=True)
class Spot:
    """The middle of a town: degrees (WGS 84), and its time zone of the IANA database."""

    latitude: float
    longitude: float
    zone: str


Locate = Callable[[str, str, str], Spot | None]  # by town, region and country
WHERE = ("town", "region", "country")
NOWHERE = {"latitude": None, "longitude": None, "placed": Listing.Placed.UNKNOWN, "zone": "UTC"}


def placed(said: dict[str, Any], listing: Listing | None, locate: Locate) -> dict[str, Any]:
    """What to keep of where a listing is: the point that the list gives, else the middle of its town.

    A town that did not change keeps the place it has; one that is not found has none.
    """
    here = tuple(said.get(name, "") for name in WHERE)
    if "latitude" in said:
        spot = locate(*here)
        return {"placed": Listing.Placed.EXACT, "zone": spot.zone if spot else "UTC"}
    moved = listing is None or listing.placed != Listing.Placed.TOWN or here != _where(listing)
    if not moved:
        return {}
    spot = locate(*here)
    if spot is None:
        return dict(NOWHERE)
    return {
        "latitude": spot.latitude, "longitude": spot.longitude, "placed": Listing.Placed.TOWN, "zone": spot.zone,
    }  # fmt: skip


def _where(listing: Listing) -> tuple[str, str, str]:
    return listing.town, listing.region, listing.country
