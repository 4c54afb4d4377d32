"""Booking for devices: free times, a hold, a booking, a move, a cancel. JSON in, JSON out; nothing is decided here."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ischia.accounts.whose import keeper_of, owner_of
from ischia.care import in_json
from ischia.care.in_json import Unusable, read_json, refused
from ischia.core.problems import Problem
from ischia.exchange.free_times import Kept, free_time, utc
from ischia.practice.booking.asked import (
    read_anyone,
    read_ask,
    read_details,
    read_moment,
    read_object,
    read_service,
    read_text,
)
from ischia.practice.booking.holding import Taken, hold_once
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.safety import Refused
from ischia.practice.booking.slots import free_times_of
from ischia.practice.booking.usecases import book, cancel, move

QUESTIONS = ("service", "clinic", "code", "from", "days", "first_visit", "zone")
# Why a booking is refused, and what would change it; with the first two the time stays held meanwhile.
WHY = {
    "screen_first": "answer the safety questions first",
    "screen_again": "answer the safety questions again",
    "see_someone": "be seen by a doctor first",
    "held": "a day after the pause",
    "other_kind": "a kind of massage that the answers allow",
    "too_long": "a shorter service",
    "not_qualified": "a therapist who can show what the answers ask for",
}
STAYS_HELD = ("screen_first", "screen_again")


def in_one_shape(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """Whatever is wrong with what was sent is told in the same three fields."""

    @never_cache
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> JsonResponse:
        try:
            return view(request, *args, **named)
        except Unusable as unusable:
            return unusable.answer
        except Problem as problem:
            return refused(problem)

    return answered


@require_safe
@in_one_shape
def times(request: HttpRequest) -> JsonResponse:
    """The free times of a service, or of the same service with anyone of a clinic."""
    said = read_object(request.GET.dict(), QUESTIONS)
    if said.get("clinic") is None:
        return in_json.answer(free_times_of(read_service(said.get("service")), said))
    clinic, service = read_anyone(said)
    return in_json.answer(free_times_of(service, said, clinic))


@require_POST
@in_one_shape
def holds(request: HttpRequest) -> JsonResponse:
    """Hold a time. 201 when it is new, 200 when this very ask was answered before, 409 when somebody else has it."""
    document, at = read_json(request), now()
    ask = read_ask(document, at)
    try:
        held, is_new = hold_once(ask, at, partial(keeper_of, request))
    except Taken as taken:
        return _lost(taken, ask.services[0].listing.zone, ask.visitor_zone)
    return in_json.answer(_kept(held), 201 if is_new else 200)


@require_POST
@in_one_shape
def book_hold(request: HttpRequest, id: uuid.UUID) -> JsonResponse:
    """Book a time that one holds."""
    details = read_details(read_json(request))
    keeper = owner_of(request).keeper
    held = Appointment.objects.filter(pk=id, keeper=keeper).first() if keeper else None
    if held is None:
        return refused(Problem("id", str(id), "a time that you hold"), 404)
    return _answer(held, lambda at: book(held, details, at))


@require_POST
@in_one_shape
def move_to(request: HttpRequest, word: str) -> JsonResponse:
    """Move an appointment to another free time."""
    starts = read_moment("starts", read_object(read_json(request), ("starts",)).get("starts"), now())
    return _by_word(word, lambda booked, at: move(booked, starts, at))


@require_POST
@in_one_shape
def cancel_it(request: HttpRequest, word: str) -> JsonResponse:
    """Cancel an appointment."""
    read_object(read_json(request) if request.body else {}, ())
    return _by_word(word, cancel)


def _by_word(word: str, change: Callable[[Appointment, datetime], Appointment]) -> JsonResponse:
    """Change the appointment whose secret word is known; to everybody else there is none."""
    booked = Appointment.objects.filter(link_word=read_text("appointment", word, 64)).first()
    if booked is None:
        return refused(Problem("appointment", word[:80], "the word of an appointment's link"), 404)
    return _answer(booked, lambda at: change(booked, at))


def _answer(before: Appointment, change: Callable[[datetime], Appointment | Refused]) -> JsonResponse:
    """What became of it."""
    try:
        came = change(now())
    except Taken as taken:
        return _lost(taken, before.listing.zone, before.visitor_zone)
    return _not_allowed(came) if isinstance(came, Refused) else in_json.answer(_kept(came))


def _not_allowed(found: Refused) -> JsonResponse:
    said = {"field": "screening", "got": found.why, "allowed": WHY[found.why], "about": list(found.about)}
    return in_json.answer(said, 422 if found.why in STAYS_HELD else 409)


def _lost(taken: Taken, there: str, here: str) -> JsonResponse:
    near = [free_time(each, there, here or there) for each in taken.nearest]
    allowed = "a free time, such as one of the nearest"
    return in_json.answer({"field": "starts", "got": utc(taken.wanted), "allowed": allowed, "nearest": near}, 409)


def _kept(row: Appointment) -> Kept:
    there = row.listing.zone
    here = row.visitor_zone or there
    return {
        "id": str(row.pk),
        "word": row.link_word,
        "state": row.state,
        "service": row.service_name,
        "therapist": row.listing.slug,
        "minutes": int((row.ends - row.starts).total_seconds()) // 60,
        "zone": there,
        "your_zone": here,
        "time": free_time(row.starts, there, here),
        "held_until": utc(row.held_until) if row.held_until else None,
        "undo_until": utc(row.undo_until) if row.undo_until else None,
        "sequence": row.sequence,
    }
