"""The list in words: each therapist as a card, and why they are in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ischia.care.views.kept import way
from ischia.core.directory.matching import Match, Needs
from ischia.core.directory.money import tell_price
from ischia.core.knowledge import load_knowledge
from ischia.exchange.near_map import DOT, NearMap
from ischia.practice.finding.usecases import Found
from ischia.practice.listing import words
from ischia.practice.listing.models import Credential, Listing

KM_IN_A_MILE = 1.609344
KINDS = {
    Credential.Kind.LICENCE: gettext_lazy("Licence"),
    Credential.Kind.REGISTER: gettext_lazy("Register"),
    Credential.Kind.ASSOCIATION: gettext_lazy("Association"),
    Credential.Kind.QUALIFICATION: gettext_lazy("Qualification"),
    Credential.Kind.INSURANCE: gettext_lazy("Insurance"),
    Credential.Kind.BACKGROUND_CHECK: gettext_lazy("Background check"),
}


@dataclass(frozen=True)
class Card:
    """One therapist in the list."""

    id: str
    name: str
    url: str
    book_url: str
    distance: str
    roughly_placed: bool
    town: str
    made_up: bool
    unclaimed: bool
    settings: str
    techniques: str
    sciatica: str
    price: str
    insurers: str
    phone: str
    next_free: str
    takes_bookings: bool
    why: list[str]
    credentials: list[str]


def cards(found: Sequence[Found], needs: Needs) -> list[Card]:
    """The list as cards, in its order."""
    return [_card(each, needs) for each in found]


def _card(found: Found, needs: Needs) -> Card:
    row = found.listing
    books = hasattr(row, "rules")
    return Card(
        id=f"therapist-{row.pk}",
        name=row.name,
        url=way("listing:profile", row.slug),
        book_url=way("booking:start", row.slug) if books and needs.may_book else "",
        distance=distance(found.km),
        roughly_placed=row.placed == Listing.Placed.TOWN,
        town=row.town,
        made_up=row.is_made_up,
        unclaimed=row.owner_id is None and row.source != Listing.Source.OWN,
        settings=_named(row.settings, words.SETTINGS),
        techniques=_named(row.techniques, words.techniques()),
        sciatica=str(words.EXPERIENCE.get(row.sciatica_experience, "")),
        price=price(row),
        insurers=", ".join(row.insurers),
        phone=row.phone,
        next_free=_moment(found.next_free, row.zone) if found.next_free else "",
        takes_bookings=books,
        why=[why(match) for match in found.matches],
        credentials=[_credential(each) for each in found.ticked],
    )


@dataclass(frozen=True)
class MapDot:
    """One dot of the map, which leads to its first card."""

    id: str
    x: float
    y: float
    label: str
    says: str
    r: int = DOT


def map_dots(drawn: NearMap, shown: Sequence[Card]) -> list[MapDot]:
    """The dots of a map, each with who stands there."""
    return [
        MapDot(shown[dot.numbers[0] - 1].id, dot.x, dot.y, dot.label, _who(dot.numbers, shown)) for dot in drawn.dots
    ]


def _who(numbers: Sequence[int], shown: Sequence[Card]) -> str:
    return ", ".join(f"{number} {shown[number - 1].name}" for number in numbers)


def distance(km: float) -> str:
    """How far, to 100 metres or a tenth of a mile."""
    return _("%(km)s km (%(miles)s miles)") % {"km": f"{km:.1f}", "miles": f"{km / KM_IN_A_MILE:.1f}"}


def price(row: Listing) -> str:
    """From what to what a visit costs, as far as it is said."""
    ends = [each for each in (row.price_from, row.price_to) if each is not None]
    return " – ".join(tell_price(each, row.currency) for each in dict.fromkeys(ends))


def why(match: Match) -> str:
    """One reason in words: what of theirs answers which wish or need."""
    if match.kind in ("need", "qualified"):
        named = load_knowledge().words[match.of].say
        if match.checked_on is None:
            return named
        said = {"what": named, "day": date_format(match.checked_on, "j F Y"), "by": match.checked_by}
        return _("%(what)s: checked %(day)s by %(by)s") % said
    return _plain(match)


def _plain(match: Match) -> str:
    named: Mapping[str, Mapping[str, object]] = {
        "technique": words.techniques(),
        "setting": words.SETTINGS,
        "sciatica": words.EXPERIENCE,
        "language": words.LANGUAGES,
        "gender": words.GENDERS,
    }
    said = str(named.get(match.kind, {}).get(match.of, match.of))
    return {
        "technique": _("Offers %(what)s"),
        "setting": _("Works here: %(what)s"),
        "sciatica": _("Sciatica: %(what)s"),
        "insurance": _("Takes %(what)s"),
        "language": _("Speaks %(what)s"),
        "gender": "%(what)s",
        "step_free": _("Step-free all the way"),
        "evenings": _("Open in the evening"),
    }[match.kind] % {"what": said}


def _named(codes: Sequence[str], names: Mapping[str, object]) -> str:
    return ", ".join(str(names.get(code, code)) for code in codes)


def _moment(at: datetime, zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(zone)), "l j F, H:i")


def _credential(row: Credential) -> str:
    said = {
        "kind": KINDS[row.kind],
        "what": row.title or row.issuer,
        "day": date_format(row.checked_on, "j F Y"),
        "by": row.checked_by,
    }
    return _("%(kind)s: %(what)s, checked %(day)s by %(by)s") % said
