"""The last thing done in a calendar can be taken back for three minutes: until then nobody else has heard of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime

from ischia.practice.booking.models import Appointment
from ischia.practice.booking.undoing import undo
from ischia.practice.booking.usecases import bring_back, cancel
from ischia.practice.calendar.usecases import Span, block, mark
from ischia.practice.listing.models import Listing
from ischia.practice.telling.outbox import GRACE

LAST = "calendar_last"  # in the session: what was done, to what, how it was before, and until when it can be undone


def remember(request: HttpRequest, listing: Listing, what: str, about: UUID, now: datetime, **was: str) -> None:
    """Remember what was done, so that it can be taken back."""
    until = (now + GRACE).isoformat()
    request.session[LAST] = {"what": what, "listing": str(listing.pk), "about": str(about), "until": until, "was": was}


def last_of(request: HttpRequest, listing: Listing, now: datetime) -> dict[str, Any] | None:
    """What can be taken back now."""
    last = request.session.get(LAST)
    fresh = last and last["listing"] == str(listing.pk) and now < parse_datetime(last["until"])
    return last if fresh else None


def take_back(request: HttpRequest, listing: Listing, now: datetime) -> datetime | None:
    """Take the last thing back, once; gives the moment it was about, None where there is nothing to take back.

    Raises:
        Taken: somebody else has that time by now.
        Problem: it has changed since.
    """
    last = last_of(request, listing, now)
    if last is None:
        return None
    moment = UNDO[last["what"]](listing, last["about"], last["was"], now)
    del request.session[LAST]
    return moment


def _visit(listing: Listing, about: str) -> Appointment:
    return get_object_or_404(listing.appointments, pk=about)


def _unmark(listing: Listing, about: str, was: dict[str, str], now: datetime) -> datetime:
    return mark(_visit(listing, about), was["state"], now).starts


def _move_back(listing: Listing, about: str, was: dict[str, str], now: datetime) -> datetime:
    return undo(_visit(listing, about), now).starts


def _bring_back(listing: Listing, about: str, was: dict[str, str], now: datetime) -> datetime:
    return bring_back(_visit(listing, about), now).starts


def _take_out(listing: Listing, about: str, was: dict[str, str], now: datetime) -> datetime:
    return cancel(_visit(listing, about), now, by_therapist=True).starts


def _unblock(listing: Listing, about: str, was: dict[str, str], now: datetime) -> datetime:
    listing.busy_times.filter(pk=about).delete()
    return datetime.fromisoformat(was["starts"])


def _block_again(listing: Listing, about: str, was: dict[str, str], now: datetime) -> datetime:
    span = Span(datetime.fromisoformat(was["starts"]), datetime.fromisoformat(was["ends"]), was["note"])
    return block(listing, UUID(about), span).starts


UNDO = {
    "marked": _unmark,
    "moved": _move_back,
    "cancelled": _bring_back,
    "added": _take_out,
    "blocked": _unblock,
    "unblocked": _block_again,
}
