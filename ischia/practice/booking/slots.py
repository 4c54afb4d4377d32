"""Free times as every door tells them: the address for devices, and the command."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now

from ischia.core.booking.wall import wall_clock
from ischia.core.problems import Problem, did_you_mean
from ischia.exchange.free_times import FreeTimes, days_on_the_wall, free_times_told
from ischia.practice.booking.anyone import line_of_anyone
from ischia.practice.booking.asked import read_day, read_days, read_text, read_truth, read_zone
from ischia.practice.booking.free import free_times, wanted_of
from ischia.practice.booking.models import Service
from ischia.practice.listing.models import Clinic, Listing


def free_times_of(service: Service, said: Any, clinic: Clinic | None = None) -> FreeTimes:
    """The free times of a service, or of the same service with anyone of a clinic, in days of its therapist's zone.

    Raises:
        Problem: a day, a number of days or a zone is not allowed.
    """
    at, zone = now(), service.listing.zone
    today = wall_clock(at, zone).date()
    first = read_day("from", said.get("from", today.isoformat()), today)
    days = read_days("days", said.get("days", "14"))
    here = read_zone("zone", said.get("zone", zone))
    first_visit = read_truth("first_visit", said.get("first_visit", False))
    window = days_on_the_wall(first, days, zone)
    if clinic:
        found = window.moments(line_of_anyone(clinic, service.code, window, at, first_visit=first_visit))
    else:
        found = free_times(service, window, at, first_visit=first_visit)
    return {
        **_whose(service, clinic),
        "minutes": wanted_of(service, first_visit=first_visit).minutes,
        "zone": zone,
        "your_zone": here,
        "from_day": first.isoformat(),
        "days": days,
        "times": free_times_told(found, zone, here),
    }


def _whose(service: Service, clinic: Clinic | None) -> Any:
    if clinic:
        return {"clinic": clinic.slug, "service": service.code}
    return {"therapist": service.listing.slug, "service": str(service.pk)}


def service_of(therapist: str, named: str | None) -> Service:
    """The service of this code or id at a therapist who is named by slug or id; without one, the first offered.

    Raises:
        Problem: there is no such therapist or service, with what may have been meant.
    """
    listing = _listing(therapist)
    offered = list(listing.services.filter(is_offered=True).select_related("listing"))
    if not offered:
        raise Problem("therapist", therapist, "one who offers something to book")
    if named is None:
        return offered[0]
    for each in offered:
        if named in (each.code, str(each.pk)):
            return each
    codes = [each.code for each in offered]
    raise Problem("--service", named, ", ".join(codes) + did_you_mean(named, codes))


def _listing(named: str) -> Listing:
    published = Listing.objects.filter(is_published=True)
    by = {"pk": UUID(named)} if _is_id(named) else {"slug": read_text("THERAPIST", named, 120)}
    listing = published.filter(**by).first()
    if listing is None:
        near = published.filter(slug__startswith=named[:1], rules__isnull=False).values_list("slug", flat=True)[:10_000]
        allowed = "the word of a therapist's address, or an id" + did_you_mean(named, list(near))
        raise Problem("THERAPIST", named, allowed)
    return listing


def _is_id(named: str) -> bool:
    try:
        return str(UUID(named)) == named.lower()
    except ValueError:
        return False
