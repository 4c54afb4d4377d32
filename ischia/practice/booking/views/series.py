"""The same time every week: what is free and what clashes is shown first, then booked as the person chose."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ischia.core.booking import Clash
from ischia.core.problems import Problem
from ischia.practice.booking.forms.series import WeeksForm
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.series import Booked, book_series, look_ahead
from ischia.practice.booking.views.appointment import by_word, page_of
from ischia.practice.booking.visitor import clock_of, zone_of
from ischia.practice.telling.clocks import Clock, tell_time


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def every_week(request: HttpRequest, word: str) -> HttpResponse:
    """Ask for how many weeks, show what can be had, and book it."""
    first, now = by_word(word), timezone.now()
    if first.state != Appointment.State.BOOKED or first.service is None:
        raise Http404
    form = WeeksForm(request.POST if request.method == "POST" else request.GET or None)
    if not form.is_valid():
        page = {**page_of(request, first), "form": form}
        return render(request, "booking/every_week.html", page, status=422 if form.is_bound else 200)
    if request.method == "POST" and form.starts:
        return _book(request, first, form.starts, now)
    try:
        weeks = look_ahead(first, form.cleaned_data["times"], now)
    except Problem as problem:
        raise Http404 from problem
    clock, here = clock_of(request, first.listing), zone_of(request) or first.visitor_zone
    page = {
        **page_of(request, first),
        "form": form,
        "weeks": {
            "free": [tell_time(each, clock, here) for each in weeks.free],
            "clashes": [_clash(each, clock, here) for each in weeks.clashes],
        },
        "wrong": request.method == "POST",
    }
    return render(request, "booking/every_week.html", page, status=422 if request.method == "POST" else 200)


def _book(request: HttpRequest, first: Appointment, starts: list[datetime], now: datetime) -> HttpResponse:
    came = book_series(first, starts, now)
    _say(request, first, came)
    if came.clashes:
        clock, here = clock_of(request, first.listing), zone_of(request) or first.visitor_zone
        page = {
            **page_of(request, first),
            "form": WeeksForm({"times": len(starts) + 1}),
            "weeks": {"free": [], "clashes": [_clash(each, clock, here) for each in came.clashes]},
        }
        return render(request, "booking/every_week.html", page, status=409)
    return redirect("booking:appointment", first.link_word)


def _say(request: HttpRequest, first: Appointment, came: Booked) -> None:
    number = len(came.appointments)
    if number:
        words = ngettext("%(number)s more visit is booked.", "%(number)s more visits are booked.", number)
        messages.success(request, words % {"number": number})
    if came.refused:
        messages.info(request, _("The rest could not be booked: your safety answers do not cover those days."))


def _clash(clash: Clash, clock: Clock, here: str) -> dict[str, Any]:
    return {
        "wanted": tell_time(clash.wanted, clock, here),
        "skipped": clash.why == "skipped by the clock",
        "nearest": [tell_time(each, clock, here) for each in clash.nearest],
    }
