"""What a list says of one therapist, in the words of our tables, whichever list it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ischia.core.problems import Problem
from ischia.exchange.nppes import Entry
from ischia.exchange.nppes.states import board_of
from ischia.exchange.therapist_list import Therapist
from ischia.practice.listing.models import Credential, Listing

STATED = "stated in a list that was imported; nobody has checked it"


class Licence(NamedTuple):
    """A licence as stated."""

    issuer: str
    number: str


@dataclass(frozen=True)
class Incoming:
    """One therapist of a list: the key there, and either what is said, or the day they left it."""

    line: int
    key: str
    said: dict[str, Any]
    licences: frozenset[Licence] = frozenset()
    gone_on: date | None = None


def of_the_register(entry: Entry, day: date) -> Incoming:
    """An entry of NPPES. Who is there no massage therapist any more has left the list, as one deactivated has.

    Raises:
        Problem: something is longer than a listing can hold.
    """
    if entry.deactivated_on or not entry.is_massage_therapist:
        return Incoming(entry.line, entry.npi, {}, gone_on=entry.deactivated_on or entry.updated_on or day)
    said = {
        "name": f"{entry.name}, {entry.credentials}" if entry.credentials else entry.name,
        "is_organisation": entry.is_organisation,
        "gender": entry.gender,
        "phone": entry.phone,
        "street": entry.street,
        "town": entry.town,
        "region": entry.region,
        "postcode": entry.postcode,
        "country": entry.country,
    }
    licences = frozenset(Licence(board_of(each.state), each.number) for each in entry.licences)
    return _fitting(Incoming(entry.line, entry.npi, said, licences))


def of_the_list(therapist: Therapist) -> Incoming:
    """A row of a plain list. What it does not say is empty, also where an earlier list said it.

    Raises:
        Problem: something is longer than a listing can hold.
    """
    empty = {name: Listing._meta.get_field(name).get_default() for name in OPTIONAL}
    number, issuer = therapist.licence or ("", "")
    licences = frozenset({Licence(issuer, number)} if number else ())
    return _fitting(Incoming(therapist.line, therapist.key, empty | therapist.said, licences))


OPTIONAL = (
    "is_organisation", "gender", "about", "phone", "email", "website", "street", "region", "postcode", "settings",
    "techniques", "languages", "insurers", "step_free", "parking", "price_from", "price_to", "currency",
)  # fmt: skip


def _fitting(incoming: Incoming) -> Incoming:
    for name, value in incoming.said.items():
        _check_length(name, value, Listing._meta.get_field(name).max_length)
    for licence in incoming.licences:
        _check_length("licence_number", licence.number, Credential._meta.get_field("number").max_length)
    return incoming


def _check_length(name: str, value: object, longest: int | None) -> None:
    if longest and isinstance(value, str) and len(value) > longest:
        raise Problem(name, value, f"at most {longest} letters")
