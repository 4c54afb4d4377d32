"""A listing as a page shows it: each credential with what it stands for today, services, hours, what to ask."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ischia.core.directory.credentials import Standing, find_issuer, law_of
from ischia.core.directory.hours import tell_hours
from ischia.core.directory.money import tell_price
from ischia.core.facts.credentials import CredentialFacts, CredentialKind
from ischia.core.facts.laws import PlaceLaw
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.practice.booking.models import Service
from ischia.practice.listing import words
from ischia.practice.listing.models import Credential, Listing

ICONS = {Standing.TICKED: "tick", Standing.EXPIRED: "clock", Standing.CHECKED_LONG_AGO: "clock"}


@dataclass(frozen=True)
class CredentialRow:
    """One credential in words. `ticked` alone decides about the tick."""

    id: object
    kind: CredentialKind
    issuer: str
    title: str
    number: str
    standing: str
    ticked: bool
    icon: str
    says: str
    until: date | None
    look_up: str
    shows: list[Any]


@dataclass(frozen=True)
class ServiceRow:
    """One service in words."""

    id: object
    name: str
    about: str
    minutes: int
    first_minutes: int | None
    price: str
    is_offered: bool


def tell_credentials(listing: Listing, day: date) -> list[CredentialRow]:
    """Each credential, kind by kind in the order of the six."""
    facts = load_knowledge().credentials
    order = [kind.id for kind in facts.kinds]
    rows = sorted(listing.credentials.all(), key=lambda each: (order.index(each.kind), each.issuer))
    return [_credential(each, facts, day) for each in rows]


def _credential(row: Credential, facts: CredentialFacts, day: date) -> CredentialRow:
    issuer, standing = find_issuer(row.issuer, facts), row.standing(day)
    providers = words.providers()
    return CredentialRow(
        id=row.pk,
        kind=facts.kind[row.kind],
        issuer=issuer.name if issuer else row.issuer,
        title=row.title,
        number=row.number,
        standing=standing.value,
        ticked=standing is Standing.TICKED,
        icon=ICONS.get(standing, "info"),
        says=_says(row, standing),
        until=row.expires_on if standing is not Standing.EXPIRED else None,
        look_up=(issuer.look_up if issuer else "") or row.look_up,
        shows=[providers[word] for word in row.allows if word in providers],
    )


def _says(row: Credential, standing: Standing) -> str:
    """What a credential stands for today, in words: nobody needs to see a tick, or its colour, to know."""
    if standing is Standing.EXPIRED:
        return _("Ran out on %(day)s. It no longer counts.") % {"day": _day(row.expires_on)}
    if standing is Standing.UNCHECKED:
        return _("It is what the therapist says; nobody has looked it up yet.")
    checked = _("By %(name)s on %(day)s, who looked at: %(evidence)s.") % {
        "name": row.checked_by,
        "day": _day(row.checked_on),
        "evidence": row.evidence.rstrip("."),
    }
    if standing is Standing.CHECKED_LONG_AGO:
        return _("%(checked)s That is more than a year ago: look it up again.") % {"checked": checked}
    return checked


def _day(day: date | None) -> str:
    return date_format(day, "j F Y")


def tell_services(listing: Listing) -> list[ServiceRow]:
    """What is offered, and for the therapist what is not any more."""
    return [_service(each) for each in listing.services.all()]


def _service(row: Service) -> ServiceRow:
    price = tell_price(row.price, row.currency) if row.price else _("free") if row.price == 0 else ""
    return ServiceRow(row.pk, row.name, row.about, row.minutes, row.first_minutes, price, row.is_offered)


def tell_week(listing: Listing) -> list[tuple[Any, str]]:
    """Each day of the week with its hours; none where no day has any."""
    openings: dict[int, list[Any]] = {}
    for each in listing.weekly_hours.all():
        openings.setdefault(each.weekday, []).append((each.starts, each.ends))
    if not openings:
        return []
    return [(name, tell_hours(openings.get(weekday, []))) for weekday, name in enumerate(words.WEEKDAYS)]


def tell_prices(listing: Listing) -> str:
    """From which price to which."""
    if listing.price_from is None or listing.price_to is None:
        return ""
    low, high = (tell_price(each, listing.currency) for each in (listing.price_from, listing.price_to))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def tell_facts(listing: Listing) -> list[tuple[str, str]]:
    """What somebody looks for, in a few words each; what was not said is left out."""
    named = {
        _("Kinds of massage"): _row(words.techniques(), listing.techniques),
        _("Sciatica"): str(words.EXPERIENCE.get(listing.sciatica_experience, "")),
        _("Where"): _row(words.SETTINGS, listing.settings),
        _("Languages"): _row(words.LANGUAGES, listing.languages),
        _("Gender"): str(words.GENDERS.get(listing.gender, "")),
        _("Free of steps"): str(words.STEP_FREE.get(listing.step_free, "")),
        _("Parking"): listing.parking,
        _("Prices"): tell_prices(listing),
        _("Insurers"): ", ".join(listing.insurers),
    }
    return [(name, says) for name, says in named.items() if says]


def _row(named: dict[str, Any], codes: tuple[str, ...]) -> str:
    return ", ".join(str(named.get(code, code)) for code in codes)


def law_for(listing: Listing, knowledge: Knowledge) -> PlaceLaw | None:
    """What is known of the law where this therapist works."""
    return law_of(listing.country, listing.region, knowledge.laws)


def address_of(listing: Listing) -> str:
    """The address in one line."""
    place = " ".join(filter(None, [listing.town, listing.region, listing.postcode]))
    return ", ".join(filter(None, [listing.street, place, listing.country]))
