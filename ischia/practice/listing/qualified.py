"""Can a therapist show what a person's answers ask for? Only what carries a tick counts."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ischia.core.directory.credentials import asks_for_a_licence, law_of
from ischia.core.knowledge import load_knowledge
from ischia.practice.listing.models import Credential, Listing

LICENSED = "licensed_therapist"
Kind = Credential.Kind


def stands_for_a_licence(listing: Listing) -> tuple[Kind, ...]:
    """The kinds of credential that show a licensed therapist there.

    Where the law asks for a licence, only that. Elsewhere a register that is itself checked stands in for it.
    """
    law = law_of(listing.country, listing.region, load_knowledge().laws)
    return (Kind.LICENCE,) if asks_for_a_licence(law) else (Kind.LICENCE, Kind.REGISTER)


def where_a_licence_is_asked_for() -> Q:
    """The listings in places whose law asks for a licence: the same rule as a question to the database."""
    found = Q(pk__in=[])
    for law in sorted(load_knowledge().laws.places, key=lambda law: len(law.id)):  # a country before its states
        country, _, region = law.id.partition("-")
        there = Q(country__iexact=country) & (Q(region__iexact=region) if region else Q())
        found = found | there if asks_for_a_licence(law) else found & ~there
    return found


def shown_by(listing: Listing, day: date) -> frozenset[str]:
    """The words of `require_provider` that this therapist can show on a day."""
    ticked = list(Credential.objects.ticked(day).filter(listing=listing))
    allowed = {word for each in ticked for word in each.allows}
    kinds = stands_for_a_licence(listing)
    return frozenset(allowed | ({LICENSED} if any(each.kind in kinds for each in ticked) else set()))


def lacking(listing: Listing, required: Iterable[str], day: date) -> tuple[str, ...]:
    """What is asked for and cannot be shown."""
    return tuple(sorted(set(required) - shown_by(listing, day)))
