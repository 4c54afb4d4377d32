"""Where somebody goes on who cannot book here."""

from ischia.care.views.kept import way

FIND = "finding:find"


def find_url(filters: str = "") -> str:
    """Where other therapists are found, with filters as they stand in an address; empty where there is no such page."""
    address = way(FIND)
    return f"{address}?{filters}" if address and filters else address
