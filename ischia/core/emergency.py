"""Whom to call where: facts from `knowledge/emergency.yaml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from ischia.core.knowledge import load_knowledge

FILE = "emergency.yaml"


@dataclass(frozen=True)
class Country:
    """Whom to call in one country."""

    id: str
    name: str
    ambulance: str
    source: str
    date: str
    also: str = ""
    urgent_line: str = ""
    urgent_name: str = ""
    urgent_source: str = ""
    note: str = ""


@dataclass(frozen=True)
class EmergencyFacts:
    """All of it, as the file says."""

    elsewhere: Country
    countries: tuple[Country, ...]

    def country(self, wanted: str) -> Country:
        """The country with this two-letter code; one we have not looked up gets what holds in most countries."""
        return next((country for country in self.countries if country.id == wanted.upper()), self.elsewhere)


@cache
def emergency_facts() -> EmergencyFacts:
    """Read them out of the knowledge, once."""
    said = load_knowledge().documents[FILE]
    return EmergencyFacts(
        elsewhere=_country({"id": "", **said["elsewhere"]}),
        countries=tuple(_country(entry) for entry in said["countries"]),
    )


def _country(entry: dict[str, Any]) -> Country:
    return Country(**{key: str(value) for key, value in entry.items()})
