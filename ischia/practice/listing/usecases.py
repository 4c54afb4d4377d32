"""What happens to a listing, each in one transaction: made, shown, taken away, brought back, and what it is made of."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from ischia.accounts.models import User
from ischia.core.directory.hours import Opening, open_in_the_evening
from ischia.core.problems import Problem
from ischia.practice.booking.models import Appointment, DayHours, Service, WeeklyHours
from ischia.practice.listing.models import Listing


@transaction.atomic
def make_listing(user: User, said: Mapping[str, Any]) -> Listing:
    """Make a listing; nobody sees it until it is published."""
    return Listing.objects.create(owner=user, slug=_free_slug(said["name"]), is_published=False, **said)


def _free_slug(name: str) -> str:
    """A part of an address that is not taken: the name, and some letters of chance where somebody has it already."""
    slug = slugify(name)[:100] or "therapist"
    return slug if not Listing.objects.filter(slug=slug).exists() else f"{slug}-{uuid.uuid4().hex[:8]}"


def missing_for_publishing(listing: Listing) -> list[str]:
    """The fields without which nobody could find or reach the therapist."""
    missing = [name for name in ("name", "town", "country") if not getattr(listing, name)]
    if not (listing.phone or listing.email or listing.website):
        missing.append("contact")
    return missing


@transaction.atomic
def publish(listing: Listing) -> None:
    """Show the listing to everyone.

    Raises:
        Problem: something is missing without which nobody could find or reach the therapist.
    """
    if missing := missing_for_publishing(listing):
        raise Problem(missing[0], "", "something, before the listing is shown")
    Listing.objects.filter(pk=listing.pk).update(is_published=True)


def hide(listing: Listing) -> None:
    """Show it to nobody any more; nothing is lost."""
    Listing.objects.filter(pk=listing.pk).update(is_published=False)


@transaction.atomic
def delete_listing(listing: Listing, now: datetime) -> None:
    """Take a listing away. It can be brought back as it was.

    Raises:
        Problem: somebody has an appointment still to come; they must be told first.
    """
    if listing.appointments.filter(state__in=Appointment.COUNTS, starts__gte=now).exists():
        raise Problem("appointments", "some still to come", "none: move or cancel them first, so that people are told")
    Listing.objects.filter(pk=listing.pk).update(deleted_at=now, was_published=listing.is_published, is_published=False)


def bring_back(listing: Listing) -> None:
    """Undo a deletion: the listing is shown again if it was shown before."""
    Listing.objects.filter(pk=listing.pk).update(deleted_at=None, is_published=listing.was_published)


@transaction.atomic
def keep_service(service: Service) -> None:
    """Keep what is offered, and say from which price to which on the listing."""
    if not service.code:
        service.code = _free_code(service)
    service.save()
    count_prices(service.listing)


def _free_code(service: Service) -> str:
    """The same name gives the same code at each therapist of a clinic, so that people may book anyone."""
    code = slugify(service.name)[:50] or "service"
    taken = service.listing.services.exclude(pk=service.pk).filter(code=code).exists()
    return code if not taken else f"{code}-{uuid.uuid4().hex[:8]}"


def offer_service(service: Service, *, offered: bool) -> None:
    """Take a service from the list, or put it back."""
    service.is_offered = offered
    keep_service(service)


def count_prices(listing: Listing) -> None:
    """The lowest and the highest price of what is offered; what is free, such as a first talk, is no price."""
    priced = list(listing.services.filter(is_offered=True, price__gt=0).values_list("price", "currency"))
    prices = [price for price, _ in priced]
    currency = priced[0][1] if priced else ""
    Listing.objects.filter(pk=listing.pk).update(
        price_from=min(prices, default=None), price_to=max(prices, default=None), currency=currency
    )


@transaction.atomic
def keep_week(listing: Listing, week: Sequence[Sequence[Opening]]) -> None:
    """Keep the hours of each day of the week, Monday first, in place of those before."""
    Listing.objects.select_for_update().get(pk=listing.pk)  # two windows saving at once take turns
    listing.weekly_hours.all().delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(listing=listing, weekday=weekday, starts=starts, ends=ends)
        for weekday, openings in enumerate(week)
        for starts, ends in openings
    )
    evenings = any(open_in_the_evening(openings) for openings in week)
    Listing.objects.filter(pk=listing.pk).update(evenings=evenings)


def keep_day(listing: Listing, day: date, openings: Sequence[Opening], note: str) -> None:
    """Keep one day that is not as its week; no openings: closed."""
    hours = [[f"{starts:%H:%M}", f"{ends:%H:%M}"] for starts, ends in openings]
    DayHours.objects.update_or_create(listing=listing, day=day, defaults={"hours": hours, "note": note})
