"""Where in the file each thing stands: columns are found by name, whatever their order and whatever else is there."""

from dataclasses import dataclass
from typing import NamedTuple

from ischia.core.problems import Problem, did_you_mean

SLOTS = 15
PLACE = "Provider Business Practice Location Address"
NAMES = {
    "npi": ("NPI",),
    "entity_type": ("Entity Type Code",),
    "organisation": ("Provider Organization Name (Legal Business Name)",),
    "last_name": ("Provider Last Name (Legal Name)",),
    "first_name": ("Provider First Name",),
    "middle_name": ("Provider Middle Name",),
    "suffix": ("Provider Name Suffix Text",),
    "credentials": ("Provider Credential Text",),
    "street": ("Provider First Line Business Practice Location Address",),
    "street_more": ("Provider Second Line Business Practice Location Address",),
    "town": (f"{PLACE} City Name",),
    "region": (f"{PLACE} State Name",),
    "postcode": (f"{PLACE} Postal Code",),
    "country": (f"{PLACE} Country Code (If outside U.S.)",),
    "phone": (f"{PLACE} Telephone Number",),
    "enumerated": ("Provider Enumeration Date",),
    "updated": ("Last Update Date",),
    "deactivated": ("NPI Deactivation Date",),
    "reactivated": ("NPI Reactivation Date",),
    "gender": ("Provider Gender Code", "Provider Sex Code"),  # renamed in 2025
}


class Slot(NamedTuple):
    """The columns of one of the fifteen taxonomies, with the licence that belongs to it."""

    code: int
    licence: int
    state: int
    primary: int


SLOT_NAMES = {
    "code": "Healthcare Provider Taxonomy Code_{}",
    "licence": "Provider License Number_{}",
    "state": "Provider License Number State Code_{}",
    "primary": "Healthcare Provider Primary Taxonomy Switch_{}",
}


@dataclass(frozen=True)
class Columns:
    """The place of each column, by our word for it, and how many there are."""

    places: dict[str, int]
    slots: tuple[Slot, ...]
    count: int

    def of(self, field: str) -> str:
        """The name of a column in the file."""
        return NAMES[field][0]


def find_columns(header: list[str]) -> Columns:
    """Find every column that is read.

    Raises:
        Problem: one is missing, or stands there twice.
    """
    names = [name.strip() for name in header]
    places = {field: _place(names, *allowed) for field, allowed in NAMES.items()}
    slots = tuple(
        Slot(**{part: _place(names, name.format(number)) for part, name in SLOT_NAMES.items()})
        for number in range(1, SLOTS + 1)
    )
    return Columns(places, slots, len(names))


def _place(names: list[str], *allowed: str) -> int:
    for name in allowed:
        if (times := names.count(name)) > 1:
            raise Problem(name, f"{times} columns of that name", "one")
        if times:
            return names.index(name)
    close = did_you_mean(allowed[0], names)
    raise Problem(allowed[0], "a header without this column", f"the NPPES file as published{close}")
