"""Places on the body: the map says `buttock:left`, the rules say `buttock`, and which side is told by the touch."""

from collections.abc import Collection, Iterable
from functools import cache

from ischia.core.body import Body
from ischia.core.knowledge import load_knowledge

SIDED = {"pain_side": "pain_regions"}  # the side of a place is told by where the map was touched


@cache
def body() -> Body:
    """The body map, read once."""
    return Body.model_validate(load_knowledge().documents["regions.yaml"])


@cache
def spots() -> dict[str, tuple[str, ...]]:
    """Every place that can be touched, by region."""
    return {region.id: tuple(f"{region.id}:{side}" for side in region.sides) for region in body().regions}


def regions_of(touched: Iterable[str]) -> tuple[str, ...]:
    """The regions, without their side, in the order of the body."""
    named = {spot.partition(":")[0] for spot in touched}
    return tuple(region for region in spots() if region in named)


def side_of(touched: Iterable[str]) -> str:
    """Left, right, both or middle; nothing where nothing was touched."""
    sides = {spot.partition(":")[2] for spot in touched}
    if {"left", "right"} <= sides:
        return "both"
    return next((side for side in ("left", "right", "middle") if side in sides), "")


def touched_for(regions: Iterable[str], kept: Collection[str], side: object) -> list[str]:
    """The places to show as touched: those kept, and for a region that came without a side, the side that hurts."""
    shown = [spot for spot in kept if spot.partition(":")[0] in regions]
    have = regions_of(shown)
    for region in regions:
        if region not in have:
            wanted = [spot for spot in spots().get(region, ()) if spot.endswith(f":{side}")]
            shown += wanted or spots().get(region, ())
    return shown
