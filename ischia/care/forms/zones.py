"""Time zones to choose from."""

from typing import Any
from zoneinfo import available_timezones

PLACES = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zones(own: str) -> list[tuple[str, Any]]:
    """Places by continent, and the one in use whatever it is."""
    named = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in PLACES)
    groups: list[tuple[str, Any]] = [
        (place, [(zone, _place(zone)) for zone in named if zone.startswith(f"{place}/")]) for place in PLACES
    ]
    return [*((zone, zone) for zone in sorted({"UTC", own} - set(named))), *groups]


def _place(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")
