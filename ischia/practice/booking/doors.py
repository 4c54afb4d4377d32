"""Where somebody comes in to book: at one therapist, or at a clinic where anyone will do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404
from django.urls import reverse

from ischia.core.booking import Window
from ischia.practice.booking.free import free_with_anyone
from ischia.practice.booking.models import Service
from ischia.practice.listing.models import Clinic, Listing

LOOKS = (timedelta(days=8), timedelta(days=30))  # the first free time is mostly near; then on to the horizon


@dataclass(frozen=True)
class Door:
    """One therapist, or a clinic with several; `services` are what can be booked there, each at each therapist."""

    slug: str
    name: str
    listing: Listing | None
    clinic: Clinic | None
    services: tuple[Service, ...]

    @property
    def offered(self) -> list[Service]:
        """What can be booked, each once."""
        return list({each.code: each for each in reversed(self.services)}.values())[::-1]

    def named(self, code: str) -> tuple[Service, ...]:
        """One service, at everybody here who offers it."""
        return tuple(each for each in self.services if each.code == code)

    @property
    def zone(self) -> str:
        """The zone that its times are told in."""
        return (self.listing or self.services[0].listing).zone if self.listing or self.services else "UTC"

    @property
    def country(self) -> str:
        return (self.listing or self.services[0].listing).country if self.listing or self.services else ""

    @property
    def horizon(self) -> timedelta:
        """How far ahead anybody here takes bookings."""
        return timedelta(days=max((each.listing.rules.horizon_days for each in self.services), default=0) + 1)

    def url(self, page: str) -> str:
        """The address of one of its pages."""
        return reverse(f"booking:{page}_at" if self.clinic else f"booking:{page}", args=[self.slug])


def door_of(slug: str, *, anyone: bool) -> Door:
    """The door with this name in its address.

    Raises:
        Http404: there is none, or it is not open to the public.
    """
    offered = Service.objects.filter(is_offered=True, listing__is_published=True, listing__rules__isnull=False)
    offered = offered.select_related("listing__rules").order_by("position", "name", "listing__name", "listing_id")
    if anyone:
        clinic = Clinic.objects.filter(slug=slug).first()
        services = tuple(offered.filter(listing__clinic=clinic)) if clinic else ()
        if clinic is None or not services:
            raise Http404
        return Door(slug, clinic.name, None, clinic, services)
    listing = Listing.objects.filter(slug=slug, is_published=True).first()
    if listing is None:
        raise Http404
    return Door(slug, listing.name, listing, None, tuple(offered.filter(listing=listing)))


def first_free(door: Door, services: tuple[Service, ...], now: datetime, *, first_visit: bool) -> datetime | None:
    """The first time that is free up to the horizon; the near days are looked at first."""
    for ahead in (*LOOKS, door.horizon):
        window = Window.between(now, now + min(ahead, door.horizon))
        if found := free_with_anyone(services, window, now, first_visit=first_visit):
            return found[0]
    return None
