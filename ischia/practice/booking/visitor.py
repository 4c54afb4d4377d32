"""What a visitor's browser tells of them: their zone, and how they read a clock. A small module keeps both in a cookie;
without it the therapist's zone and the language of the browser stand in."""

from urllib.parse import unquote
from zoneinfo import available_timezones

from django.http import HttpRequest

from ischia.practice.booking.doors import Door
from ischia.practice.listing.models import Listing
from ischia.practice.telling.clocks import TWELVE_HOURS, Clock

COOKIE = "ischia_clock"  # "Europe/Rome 24"


def zone_of(request: HttpRequest) -> str:
    """The visitor's zone; empty where nobody knows it."""
    zone = _told(request)[0]
    return zone if zone in available_timezones() else ""


def reads_twelve(request: HttpRequest, country: str) -> bool:
    """Does the visitor read a clock with twelve hours? Their device says so, else their language, else the country."""
    hours = _told(request)[2]
    if hours in ("12", "24"):
        return hours == "12"
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0]
    region = first.rpartition("-")[2].upper() if "-" in first else country
    return region in TWELVE_HOURS


def clock_of(request: HttpRequest, place: Door | Listing) -> Clock:
    """The clock of the place, read as the visitor reads clocks."""
    return Clock(place.zone, reads_twelve(request, place.country))


def _told(request: HttpRequest) -> tuple[str, str, str]:
    return unquote(request.COOKIES.get(COOKIE, "")).partition(" ")
