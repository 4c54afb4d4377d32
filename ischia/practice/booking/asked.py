"""What a device or a command asks for, read from plain values. Whatever is wrong is a Problem that names the field."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ischia.core.booking.wall import zone_named
from ischia.core.problems import Problem
from ischia.exchange.free_times import DAYS
from ischia.practice.booking.anyone import first_offer
from ischia.practice.booking.holding import Ask, services_of_anyone
from ischia.practice.booking.models import Service
from ischia.practice.booking.usecases import Details
from ischia.practice.listing.models import Clinic

FAR = timedelta(days=800)  # nobody books further ahead
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # no database keeps these
Said = Mapping[str, Any]


def read_ask(document: object, now: datetime) -> Ask:
    """What somebody asks to hold.

    Raises:
        Problem: something is missing, unknown or not what is allowed.
    """
    said = read_object(document, ("id", "service", "clinic", "code", "starts", "first_visit", "zone"))
    return Ask(
        id=read_id("id", said.get("id"), "an id that you make, a UUID"),
        services=read_services(said),
        starts=read_moment("starts", said.get("starts"), now),
        first_visit=read_truth("first_visit", said.get("first_visit", False)),
        visitor_zone=read_zone("zone", said.get("zone", "UTC")),
    )


def read_details(document: object) -> Details:
    """Who comes, how to reach them, and why they come."""
    said = read_object(document, ("name", "email", "phone", "reason", "booked_by"))
    found = Details(
        name=read_text("name", said.get("name"), 200),
        email=read_text("email", said.get("email", ""), 254),
        phone=read_text("phone", said.get("phone", ""), 40),
        reason=read_text("reason", said.get("reason", ""), 2000),
        booked_by=read_text("booked_by", said.get("booked_by", ""), 200),
    )
    if not found.name:
        raise Problem("name", found.name, "the name of who comes")
    if not (found.email or found.phone):
        raise Problem("email", found.email, "a mail address, or a telephone number in phone")
    if found.email:
        _check_mail(found.email)
    return found


def _check_mail(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise Problem("email", address, "a mail address like ada@example.org") from None


def read_object(document: object, known: tuple[str, ...]) -> Said:
    """An object of JSON with none but known fields."""
    if not isinstance(document, dict):
        raise Problem("body", document, "an object with " + ", ".join(known))
    for name in document:
        if name not in known:
            raise Problem(str(name)[:60], document[name], "one of the fields " + ", ".join(known))
    return document


def read_services(said: Said) -> tuple[Service, ...]:
    """The service that is named, or the services of this code at every therapist of a clinic."""
    if said.get("clinic") is None:
        return (read_service(said.get("service")),)
    if said.get("service") is not None:
        raise Problem("service", said["service"], "either a service, or a clinic and a code")
    clinic, first = read_anyone(said)
    return services_of_anyone(clinic, first.code)


def read_anyone(said: Said) -> tuple[Clinic, Service]:
    """The clinic that is named, and one of its services of the code that is named."""
    clinic, code = read_clinic(said["clinic"]), read_text("code", said.get("code"), 60)
    service = first_offer(clinic, code)
    if service is None:
        raise Problem("code", code, "the code of a service of that clinic")
    return clinic, service


def read_service(named: object) -> Service:
    """A service that is offered. Whether its therapist takes bookings shows in the free times."""
    allowed = "the id of a service that can be booked"
    pk = read_id("service", named, allowed)
    service = Service.objects.select_related("listing").filter(pk=pk).order_by().first()
    if service is None or not (service.is_offered and service.listing.is_published):
        raise Problem("service", str(pk), allowed)
    return service


def read_clinic(named: object) -> Clinic:
    """A clinic by the word of its address."""
    slug = read_text("clinic", named, 80)
    clinic = Clinic.objects.filter(slug=slug).first()
    if clinic is None:
        raise Problem("clinic", slug, "the word of a clinic's address")
    return clinic


def read_id(field: str, got: object, allowed: str) -> UUID:
    """An id in its usual form, 8-4-4-4-12 hexadecimal digits."""
    try:
        found = UUID(got) if isinstance(got, str) else None
    except ValueError:
        found = None
    if found is None or str(found) != str(got).lower():
        raise Problem(field, got, allowed)
    return found


def read_text(field: str, got: object, at_most: int) -> str:
    """Text of so many characters at most, without those that no database keeps."""
    if not isinstance(got, str) or len(got) > at_most or NOT_TEXT.search(got):
        raise Problem(field, got, f"text of at most {at_most} characters")
    return got.strip()


def read_truth(field: str, got: object) -> bool:
    """True or false, also as the words of an address."""
    if isinstance(got, bool):
        return got
    if got not in ("true", "false"):
        raise Problem(field, got, "true or false")
    return got == "true"


def read_zone(field: str, got: object) -> str:
    """The name of a time zone."""
    name = read_text(field, got, 64)
    try:
        zone_named(name)
    except Problem as problem:
        raise Problem(field, name, problem.allowed) from None
    return name


def read_moment(field: str, got: object, now: datetime) -> datetime:
    """A moment with its offset, in whole minutes, not too far from now."""
    allowed = "a time to come with its offset, like 2026-12-01T09:00:00Z"
    try:
        moment = datetime.fromisoformat(got) if isinstance(got, str) else None
        if moment is None or moment.utcoffset() is None:
            raise Problem(field, got, allowed)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Problem(field, got, allowed) from None
    if moment.second or moment.microsecond or not now - FAR < moment < now + FAR:
        raise Problem(field, got, allowed)
    return moment


def read_day(field: str, got: object, today: date) -> date:
    """A day of the calendar, not too far from today."""
    allowed = "a day to come like 2026-12-01"
    if not isinstance(got, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", got, re.ASCII):
        raise Problem(field, got, allowed)
    try:
        day = date.fromisoformat(got)
    except ValueError:
        raise Problem(field, got, allowed) from None
    if not -FAR < day - today < FAR:
        raise Problem(field, got, allowed)
    return day


def read_days(field: str, got: object) -> int:
    """A number of days, as it stands in an address."""
    plain = int(got) if isinstance(got, str) and re.fullmatch(r"[0-9]{1,3}", got) else 0
    if not 1 <= plain <= DAYS:
        raise Problem(field, got, f"a whole number from 1 to {DAYS}")
    return plain
