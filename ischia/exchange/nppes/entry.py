"""One entry of the register, as far as a directory of massage therapists needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ischia.core.problems import Problem
from ischia.exchange.nppes.columns import Columns, Slot
from ischia.exchange.nppes.npi import read_npi
from ischia.exchange.nppes.wording import readable, telephone, zip_code

MASSAGE_THERAPIST = "225700000X"  # of the Health Care Provider Taxonomy; it has no finer codes
GENDERS = {"M": "man", "F": "woman"}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence to practise as the therapist stated it: its number, and the state by its two letters, if said."""

    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A provider. A deactivated one has nothing but its number and dates, as the file gives no more.

    `gender` is `woman`, `man` or empty; `country` two letters (ISO 3166-1); `licences` those of massage therapy only.
    """

    line: int  # of the file, where it begins
    npi: str
    is_massage_therapist: bool
    is_primary: bool = False  # massage therapy is what the provider named first
    licences: tuple[Licence, ...] = ()
    is_organisation: bool = False
    name: str = ""
    credentials: str = ""
    gender: str = ""
    street: str = ""
    town: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""
    enumerated_on: date | None = None
    updated_on: date | None = None
    deactivated_on: date | None = None  # None also where it was reactivated since


def read_entry(line: int, cells: list[str], columns: Columns) -> Entry:
    """The entry that a row holds.

    Raises:
        Problem: a cell that is needed is missing or not what it may be; its field is the name of the column.
    """

    def cell(field: str) -> str:
        return cells[columns.places[field]].strip()

    def day(field: str) -> date | None:
        return read_day(columns.of(field), cell(field))

    npi = read_npi(columns.of("npi"), cells[columns.places["npi"]])
    slots = [slot for slot in columns.slots if cells[slot.code].strip() == MASSAGE_THERAPIST]
    deactivated, reactivated = day("deactivated"), day("reactivated")
    if deactivated and not (reactivated and reactivated >= deactivated):
        return Entry(line, npi, is_massage_therapist=bool(slots), deactivated_on=deactivated)
    organisation = _is_organisation(columns.of("entity_type"), cell("entity_type"))
    return Entry(
        line=line,
        npi=npi,
        is_massage_therapist=bool(slots),
        is_primary=any(cells[slot.primary].strip() == "Y" for slot in slots),
        licences=_licences(cells, slots),
        is_organisation=organisation,
        name=_name(cell, columns, organisation=organisation),
        credentials=cell("credentials"),
        gender=GENDERS.get(cell("gender"), ""),
        street=", ".join(filter(None, (readable(cell("street")), readable(cell("street_more"))))),
        town=readable(cell("town")),
        region=cell("region").upper() if len(cell("region")) == 2 else readable(cell("region")),
        postcode=zip_code(cell("postcode")),
        country=cell("country").upper() or "US",
        phone=telephone(cell("phone")),
        enumerated_on=day("enumerated"),
        updated_on=day("updated"),
    )


def read_day(field: str, text: str) -> date | None:
    """The day written as MM/DD/YYYY; None where nothing is.

    Raises:
        Problem: there is no such day.
    """
    if not text:
        return None
    month, _, rest = text.partition("/")
    number, _, year = rest.partition("/")
    if [len(part) for part in (month, number, year)] == [2, 2, 4] and (month + number + year).isdecimal():
        try:
            return date(int(year), int(month), int(number))
        except ValueError:
            pass
    raise Problem(field, text, "a day as MM/DD/YYYY")


def _is_organisation(field: str, text: str) -> bool:
    if text not in ("1", "2"):
        raise Problem(field, text, "1 (a person) or 2 (an organisation)")
    return text == "2"


def _name(cell: Callable[[str], str], columns: Columns, *, organisation: bool) -> str:
    field = "organisation" if organisation else "last_name"
    parts = ["organisation"] if organisation else ["first_name", "middle_name", "last_name", "suffix"]
    if cell(field) in ("", "<UNAVAIL>"):
        raise Problem(columns.of(field), cell(field), "a name")
    return " ".join(readable(cell(part)) for part in parts if cell(part))


def _licences(cells: list[str], slots: list[Slot]) -> tuple[Licence, ...]:
    """Each licence that stands in the same slot as massage therapy, once, in their order."""
    stated = (Licence(cells[slot.licence].strip(), cells[slot.state].strip().upper()) for slot in slots)
    return tuple(dict.fromkeys(licence for licence in stated if licence.number))
