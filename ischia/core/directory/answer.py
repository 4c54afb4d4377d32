"""What `ischia directory find --json` answers (contract 7)."""

from datetime import date, datetime

from ischia.core.directory.matching import Match, Needs, Wanted
from ischia.core.value import Value


class CheckedCredential(Value):
    """A credential that carries a tick today."""

    kind: str
    issuer: str
    title: str
    number: str
    allows: tuple[str, ...]
    checked_on: date
    checked_by: str
    expires_on: date | None
    look_up: str


class FoundTherapist(Value):
    """One therapist: who and where, what they offer, and why they are in the list. Prices in the minor unit."""

    id: str
    name: str
    km: float
    town: str
    region: str
    postcode: str
    country: str
    latitude: float
    longitude: float
    placed: str
    phone: str
    techniques: tuple[str, ...]
    settings: tuple[str, ...]
    languages: tuple[str, ...]
    insurers: tuple[str, ...]
    sciatica_experience: str
    price_from: int | None
    price_to: int | None
    currency: str
    next_free: datetime | None
    why: tuple[Match, ...]
    credentials: tuple[CheckedCredential, ...]


class NearPlace(Value):
    """The middle of the search."""

    name: str
    latitude: float
    longitude: float


class WiderSearch(Value):
    """How many there would be further out; looking there is never done unasked."""

    within_km: int
    count: int


class FoundTherapists(Value):
    """The answer to one search. `count` is everyone who fits; `therapists` the nearest of them, in `order`."""

    near: NearPlace
    within_km: float
    wanted: Wanted
    needs: Needs | None
    order: str
    count: int
    wider: WiderSearch | None
    therapists: tuple[FoundTherapist, ...]
