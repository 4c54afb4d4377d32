"""Therapists and their listings for tests, and forms filled in as a person would."""

from datetime import date

from django.utils import timezone

from ischia.accounts.models import User
from ischia.practice.listing.models import Credential, Listing
from tests.web.conftest import plain_and_quick

__all__ = ["plain_and_quick"]
TODAY = timezone.localdate


def therapist(name="ada") -> User:
    return User.objects.create_user(name)


def listing_of(user, name="Ada Example", **more) -> Listing:
    said = {"town": "York", "country": "GB", "phone": "01904 000000", **more}
    return Listing.objects.create(owner=user, name=name, slug=name.lower().replace(" ", "-"), **said)


def imported(name="Bea Example", **more) -> Listing:
    said = {"source": "nppes", "source_key": "1205913928", "country": "US", "region": "NY", "town": "Albany", **more}
    return Listing.objects.create(name=name, slug=name.lower().replace(" ", "-"), **said)


def credential_of(listing, kind="register", issuer="cnhc", **more) -> Credential:
    return Credential.objects.create(listing=listing, kind=kind, issuer=issuer, **more)


def filled(form) -> dict:
    """What a browser would send of a form as it was shown."""
    sent = {}
    for field in form:
        value = field.value()
        if value is not False and value not in (None, "", []):
            sent[field.html_name] = value.isoformat() if isinstance(value, date) else value
    return sent
