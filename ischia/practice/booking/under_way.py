"""A booking that is under way: which time this visitor holds, and what they have typed, kept for this visit.

Someone who has not answered the safety questions leaves the booking for them, and finds the way back on every page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ischia.accounts.whose import owner_of
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.safety import Cleared, Refused, clearance
from ischia.practice.booking.usecases import let_go

HOLD, TYPED, LET_IN = "booking_hold", "booking_typed", "booking_let_in"
ANSWERS_FIRST = ("screen_first", "screen_again")


@dataclass(frozen=True)
class UnderWay:
    """A time that is held for this visitor."""

    appointment: Appointment
    minutes: int


def begin(request: HttpRequest, held: Appointment) -> None:
    """Remember which time this visitor holds."""
    request.session[HOLD] = str(held.pk)
    request.session[LET_IN] = [*request.session.get(LET_IN, [])[-20:], str(held.pk)]


def finish(request: HttpRequest) -> None:
    """Forget it, and what was typed."""
    for key in (HOLD, TYPED):
        request.session.pop(key, None)


def may_open(request: HttpRequest, held: Appointment) -> bool:
    """Is this hold the visitor's own?"""
    keeper = owner_of(request).keeper
    return str(held.pk) in request.session.get(LET_IN, ()) or (keeper is not None and held.keeper_id == keeper.pk)


def minutes_left(held: Appointment, now: datetime) -> int:
    """Whole minutes for which it is still held, the last one counted as one; 0 where it ran out."""
    if held.state != Appointment.State.HELD or held.held_until is None:
        return 0
    return max(0, -int((now - held.held_until).total_seconds() // 60))


def under_way(request: HttpRequest) -> UnderWay | None:
    """What this visitor can go on with; nothing where the answers send them to care first."""
    held = _held(request)
    if held is None or not (minutes := minutes_left(held, timezone.now())):
        return None
    found = clearance(held)
    return UnderWay(held, minutes) if isinstance(found, Cleared) or found.why in ANSWERS_FIRST else None


def _held(request: HttpRequest) -> Appointment | None:
    pk = request.session.get(HOLD) if hasattr(request, "session") else None
    if not pk:
        return None
    waiting = Appointment.objects.filter(pk=pk, state=Appointment.State.HELD)
    return waiting.select_related("listing", "service", "keeper").first()


def release_for_care(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a held time back as soon as answers send its person to care: now that matters, and the booking does not."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST" and (held := _held(request)):
            found = clearance(held)
            if isinstance(found, Refused) and found.why == "see_someone":
                let_go(held)
                request.session.pop(HOLD, None)
        return response

    return answer
