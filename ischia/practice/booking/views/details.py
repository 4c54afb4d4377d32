"""The form behind a held time: who comes and why; the safety questions come first, and once more when it is sent."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ischia.core.problems import Problem
from ischia.practice.booking.forms.details import DetailsForm
from ischia.practice.booking.holding import Taken
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.safety import Refused, clearance
from ischia.practice.booking.under_way import ANSWERS_FIRST, TYPED, begin, finish, may_open, minutes_left
from ischia.practice.booking.usecases import book, extend_hold, let_go
from ischia.practice.booking.visitor import clock_of, zone_of
from ischia.practice.booking.ways import find_url
from ischia.practice.telling.booking import refused_words
from ischia.practice.telling.clocks import tell_time
from ischia.practice.telling.policy import policy_of
from ischia.practice.telling.prices import price_in_words

State = Appointment.State


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Ask who comes, with price and policy in view; book it when they say so."""
    found = _own(request, id)
    if found.state == State.BOOKED:
        finish(request)
        return redirect("booking:appointment", found.link_word)
    if found.state not in (State.HELD, State.LET_GO):
        raise Http404
    if request.method == "POST":
        return _confirm(request, found)
    refused = clearance(found)
    if isinstance(refused, Refused):
        return _refuse(request, found, refused)
    return _show(request, found, DetailsForm(initial=_known(request, found)))


@require_POST
def questions(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Go to the safety questions; the time waits meanwhile."""
    found = _own(request, id)
    extend_hold(found, timezone.now())
    begin(request, found)
    return redirect("screening:start")


@require_POST
def give_back(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Let go of the time; somebody else can have it at once."""
    found = _own(request, id)
    let_go(found)
    finish(request)
    return redirect("booking:start", found.listing.slug)


def _confirm(request: HttpRequest, found: Appointment) -> HttpResponse:
    form = DetailsForm(request.POST)
    request.session[TYPED] = form.typed
    if not form.is_valid():
        return _show(request, found, form)
    try:
        booked = book(found, form.details, timezone.now())
    except Taken as late:
        return _lost(request, found, late)
    except Problem as problem:
        raise Http404 from problem
    if isinstance(booked, Refused):
        return _refuse(request, found, booked)
    finish(request)
    return redirect("booking:appointment", booked.link_word)


def _show(request: HttpRequest, found: Appointment, form: DetailsForm) -> HttpResponse:
    return render(
        request, "booking/details.html", {**_page(request, found), "form": form}, status=422 if form.is_bound else 200
    )


def _refuse(request: HttpRequest, found: Appointment, refused: Refused) -> HttpResponse:
    """Say why not, and what to do: the questions first, care first, or another way to book."""
    page = _page(request, found)
    if refused.why in ANSWERS_FIRST:
        return render(request, "booking/questions_first.html", {**page, "again": refused.why == "screen_again"})
    let_go(found)
    if refused.why == "see_someone" and refused.screening:
        finish(request)
        page["result_url"] = reverse("screening:result", args=[refused.screening.pk])
        return render(request, "booking/care_first.html", page, status=409)
    words = refused_words(refused)
    page["find_url"] = find_url(words.find) if words.find is not None else ""
    return render(request, "booking/refused.html", {**page, "words": words}, status=409)


def _lost(request: HttpRequest, found: Appointment, late: Taken) -> HttpResponse:
    clock, here = clock_of(request, found.listing), zone_of(request)
    page = {
        **_page(request, found),
        "wanted": tell_time(late.wanted, clock, here),
        "nearest": [tell_time(each, clock, here) for each in late.nearest],
        "page_id": uuid.uuid4(),
        "kept_typed": True,
    }
    return render(request, "booking/taken.html", page, status=409)


def _page(request: HttpRequest, found: Appointment) -> dict[str, Any]:
    now = timezone.now()
    been = "no" if found.first_visit else "yes"
    code = found.service.code if found.service else ""
    slug = found.listing.slug
    return {
        "appointment": found,
        "listing": found.listing,
        "when": tell_time(found.starts, clock_of(request, found.listing), zone_of(request) or found.visitor_zone),
        "minutes": (found.ends - found.starts).seconds // 60,
        "left": minutes_left(found, now),
        "seconds_left": max(0, int((found.held_until - now).total_seconds())) if found.held_until else 0,
        "price": price_in_words(found.price, found.currency),
        "policy": policy_of(found),
        "code": code,
        "been": been,
        "hold_url": reverse("booking:hold", args=[slug]),
        "start_url": reverse("booking:start", args=[slug]),
        "times_url": f"{reverse('booking:times', args=[slug])}?service={code}&been={been}",
    }


def _known(request: HttpRequest, found: Appointment) -> dict[str, str]:
    """What was typed before; else what the row knows, as when a waiting list offers it."""
    kept = {name: getattr(found, name) for name in ("name", "email", "phone", "reason", "booked_by")}
    return request.session.get(TYPED) or kept


def _own(request: HttpRequest, id: uuid.UUID) -> Appointment:
    found = Appointment.objects.filter(pk=id).select_related("listing__rules", "service", "keeper").first()
    if found is None or not may_open(request, found):
        raise Http404
    return found
