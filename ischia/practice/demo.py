"""Made-up therapists to try Ischia with: names that show it, addresses that nobody has, everything there is to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ischia.accounts.models import User
from ischia.care.demo import DemoPerson
from ischia.core.directory.words import EXPERIENCE, GENDERS, SETTINGS, STEP_FREE
from ischia.practice.booking.models import BookingRules, Room, Service
from ischia.practice.listing.models import Clinic, Credential, Listing
from ischia.practice.listing.usecases import count_prices, keep_day, keep_week

FIRST_NAMES = (
    "Ada", "Ben", "Cleo", "Dan", "Edda", "Finn", "Gwen", "Hugo", "Ines", "Jon", "Kaya", "Leo",
    "Mina", "Noah", "Orla", "Pim", "Quin", "Rosa", "Sam", "Tara", "Ugo", "Vera", "Wim", "Yara",
)  # fmt: skip
HOUSE = "Example House"
IN_THE_HOUSE = ("ben-example", "finn-example", "jon-example")  # all in the first town
SHOWN = {
    "ada-example": "Therapist of her own: everything checked, hours and bookings set",
    "ben-example": "Therapist in a clinic with rooms: some credentials expired",
}
DAILY = ((time(9), time(12)), (time(13), time(17)))
LATE = ((time(12), time(20)),)
MORNING = ((time(8), time(13)),)
WEEKS = (
    (DAILY, DAILY, DAILY, DAILY, DAILY, (), ()),
    (LATE, (), LATE, (), LATE, MORNING, ()),
    (MORNING, MORNING, (), LATE, MORNING, (), ()),
)
KINDS = ("swedish", "myofascial_release", "trigger_point", "deep_tissue", "neuromuscular", "sports_massage")


@dataclass(frozen=True)
class Town:
    """Where made-up therapists are, what is usual there, and who vouches there: kind, issuer, what it shows."""

    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    zone: str
    currency: str
    language: str
    vouched: tuple[tuple[str, str, tuple[str, ...]], ...]


TOWNS = (
    Town("York", "", "GB", 53.96, -1.08, "Europe/London", "GBP", "en", (
        ("register", "cnhc", ("licensed_therapist",)), ("qualification", "vtct", ("sports_qualified",)),
        ("association", "sma", ()), ("background_check", "dbs", ()),
    )),
    Town("Albany", "NY", "US", 42.65, -73.76, "America/New_York", "USD", "en", (
        ("licence", "us_ny", ("licensed_therapist",)), ("qualification", "ncbtmb", ()), ("association", "amta", ()),
    )),
    Town("Toronto", "ON", "CA", 43.65, -79.38, "America/Toronto", "CAD", "fr", (
        ("licence", "cmto", ("licensed_therapist",)), ("qualification", "Example College", ("oncology_trained",)),
    )),
    Town("Utrecht", "", "NL", 52.09, 5.12, "Europe/Amsterdam", "EUR", "nl", (
        ("association", "ngs", ()), ("qualification", "Example Academie", ("prenatal_certified",)),
    )),
)  # fmt: skip


def make_therapists() -> None:
    """Make all of them, unless they are there already."""
    if Listing.objects.filter(is_made_up=True).exists():
        return
    house = Clinic.objects.create(slug="example-house", name=HOUSE)
    for name in ("Blue room", "Green room"):
        Room.objects.create(clinic=house, name=name)
    for number, name in enumerate(FIRST_NAMES):
        _make(number, f"{name} Example", house, timezone.localdate())


def demo_therapists() -> list[DemoPerson]:
    """Those whose side of the site a visitor may see without a password."""
    there = Listing.objects.filter(slug__in=SHOWN, is_made_up=True, deleted_at=None) if settings.DEMO else []
    return [
        DemoPerson(each.name, SHOWN[each.slug], reverse("listing:demo_therapist", args=[each.slug])) for each in there
    ]


def _make(number: int, name: str, house: Clinic, today: date) -> None:
    """One of them, with a mixture of everything that depends on their number alone."""
    slug = name.lower().replace(" ", "-")
    town = TOWNS[number % len(TOWNS)] if slug not in IN_THE_HOUSE else TOWNS[0]
    in_house = slug in IN_THE_HOUSE
    listing = Listing.objects.create(
        slug=slug,
        name=name,
        owner=User.objects.create_user(f"demo-{slug}"),  # without a password: nobody signs in by one
        clinic=house if in_house else None,
        is_made_up=True,
        placed=Listing.Placed.EXACT,
        **_where(number, town, in_house=in_house),
        **_what(number, town),
        email=f"{slug}@practice.example",
    )
    _credentials(listing, number, town, today)
    _services(listing, number, town, in_house=in_house)
    keep_week(listing, WEEKS[number % len(WEEKS)])
    keep_day(listing, today + timedelta(days=10 + number % 5), [], "Made-up holiday")
    if number % 8 != 7:  # some take no bookings here
        BookingRules.objects.create(
            listing=listing, remind_hours=[48, 2], daily_cap=6, cancel_policy="After that, half the price is due."
        )


def _where(number: int, town: Town, *, in_house: bool) -> Mapping[str, Any]:
    ring = 0.0 if in_house else 0.01 * (1 + number // len(TOWNS))
    return {
        "street": "1 Example Square" if in_house else f"{number + 1} Example Street",
        "town": town.name,
        "region": town.region,
        "country": town.country,
        "latitude": town.latitude + ring * (1 if number % 3 else -1),
        "longitude": town.longitude + ring * (1 if number % 2 else -1),
        "zone": town.zone,
        "step_free": (*STEP_FREE, "")[number % 4],
        "parking": "Two places in front of the door" if number % 3 == 0 else "",
    }


def _what(number: int, town: Town) -> Mapping[str, Any]:
    return {
        "about": "Made up to try this site with. Gentle massage for people with back and leg pain, with time to talk.",
        "first_visit": "We talk first, about your back, your leg and what you want. You stay dressed as you like. "
        "You can say less, more or stop at any time.",
        "gender": (*GENDERS, "")[number % 4],
        "sciatica_experience": (*EXPERIENCE, "")[number % 3],
        "settings": [SETTINGS[number % len(SETTINGS)]] + (["home_visits"] if number % 5 == 0 else []),
        "techniques": [KINDS[number % len(KINDS)], KINDS[(number + 2) % len(KINDS)]],
        "languages": sorted({"en", town.language}),
        "insurers": ["Example Health"] if number % 4 == 1 else [],
    }


def _credentials(listing: Listing, number: int, town: Town, today: date) -> None:
    """Of every standing: ticked, expired, checked long ago, never checked. The first of all has everything ticked."""
    held = [*town.vouched, ("insurance", "Example Insurance", ())]
    if number == 0:
        held += [("qualification", "Example College", ("prenatal_certified", "oncology_trained"))]
    for place, (kind, issuer, allows) in enumerate(held):
        standing = 0 if number == 0 else (number + place) % 4
        checked_on = {0: today - timedelta(days=30), 1: today - timedelta(days=200), 3: today - timedelta(days=500)}
        looked = checked_on.get(standing)
        ends = today - timedelta(days=20) if standing == 1 else today + timedelta(days=300 + number)
        Credential.objects.create(
            listing=listing,
            kind=kind,
            issuer=issuer,
            number=f"EXAMPLE-{number:02}{place}",
            allows=allows,
            expires_on=ends if kind in ("licence", "register", "insurance") or standing == 1 else None,
            checked_on=looked,
            checked_by="Kim Example" if looked else "",
            evidence="made-up page of the issuer" if looked else "",
        )


def _services(listing: Listing, number: int, town: Town, *, in_house: bool) -> None:
    price = 4500 + 500 * (number % 6)
    offered = (
        ("massage-60", "Massage, 60 minutes", 60, 75, price, True),
        ("massage-30", "Massage, 30 minutes", 30, 45, price * 3 // 5, True),
        ("first-talk", "A first talk by phone", 20, None, 0, False),
    )
    for position, (code, name, minutes, first, cost, is_treatment) in enumerate(offered):
        Service.objects.create(
            listing=listing,
            code=code,
            name=name,
            minutes=minutes,
            first_minutes=first,
            after_minutes=10 if is_treatment else 0,
            price=cost,
            currency=town.currency,
            needs_room=in_house and is_treatment,
            is_treatment=is_treatment,
            position=position,
        )
    count_prices(listing)
