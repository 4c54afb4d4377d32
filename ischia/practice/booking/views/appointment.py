"""The page of one appointment, behind an address that nobody can guess: to look, move or cancel without an account."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.whose import owner_of
from ischia.care.reminding.mails import mail_is_set_up
from ischia.core.booking import Window
from ischia.core.problems import Problem
from ischia.exchange.invitations import invitation
from ischia.practice.booking.forms.choosing import MoveForm
from ischia.practice.booking.free import free_times
from ischia.practice.booking.holding import Taken
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.series import cancel_later, later_ones
from ischia.practice.booking.undoing import moved_from, undo
from ischia.practice.booking.usecases import cancel, may_undo, move
from ischia.practice.booking.visitor import clock_of, zone_of
from ischia.practice.telling.clocks import Told, tell_time
from ischia.practice.telling.policy import policy_of
from ischia.practice.telling.prices import price_in_words
from ischia.practice.telling.visits import place_of, visit_of

State = Appointment.State
SHOWN = (State.BOOKED, State.ARRIVED, State.DONE, State.NO_SHOW, State.CANCELLED)
WEEKS_AHEAD = timedelta(days=28)


def by_word(word: str) -> Appointment:
    """The appointment whose secret word this is.

    Raises:
        Http404: it is nobody's word.
    """
    rows = Appointment.objects.filter(link_word=word, state__in=SHOWN)
    found = rows.select_related("listing__rules", "service", "room", "keeper", "series").first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
def appointment(request: HttpRequest, word: str) -> HttpResponse:
    """All about one appointment, and what can be done with it."""
    found, now = by_word(word), timezone.now()
    page = {
        **page_of(request, found),
        "undo_seconds": _undo_seconds(found),
        "undo_kind": _undo_kind(found),
        "is_over": found.ends <= now,
        "mail_goes": bool(mail_is_set_up() and found.email),
        "address": request.build_absolute_uri(reverse("booking:appointment", args=[word])),
        "place": place_of(found),
    }
    response = render(request, "booking/appointment.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move_it(request: HttpRequest, word: str) -> HttpResponse:
    """Choose another time; the policy first. 409 with the nearest where somebody was quicker."""
    found = _open(by_word(word))
    if request.method != "POST":
        return _show_times(request, found)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _show_times(request, found, wrong=_("Choose one of the times shown."), status=422)
    try:
        move(found, form.cleaned_data["starts"], timezone.now())
    except Taken as late:
        return _show_times(request, found, late=late, status=409)
    except Problem as problem:
        raise Http404 from problem
    messages.success(request, _("Moved."))
    return redirect("booking:appointment", word)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_it(request: HttpRequest, word: str) -> HttpResponse:
    """Cancel, after the policy was shown; of a series also all that come later."""
    found = _open(by_word(word))
    if request.method == "POST":
        later = request.POST.get("which") == "later"
        cancel_later(found, timezone.now()) if later else cancel(found, timezone.now())
        return redirect("booking:appointment", word)
    return render(request, "booking/cancel.html", {**page_of(request, found), "later": len(later_ones(found)) - 1})


@require_POST
def undo_it(request: HttpRequest, word: str) -> HttpResponse:
    """Take the last change back, while nobody has heard of it."""
    found = by_word(word)
    try:
        undo(found, timezone.now())
    except Taken:
        messages.info(request, _("Somebody else has that time by now, so it stays as it is."))
    except Problem:
        messages.info(request, _("The three minutes are over, so it stays as it is."))
    return redirect("booking:appointment", word)


@require_POST
def attend(request: HttpRequest, word: str) -> HttpResponse:
    """Say: I will be there."""
    found = _open(by_word(word))
    Appointment.objects.filter(pk=found.pk).update(attending_at=timezone.now())
    messages.success(request, _("Thank you. The therapist sees that you will be there."))
    return redirect("booking:appointment", word)


@never_cache
@require_safe
def calendar_file(request: HttpRequest, word: str) -> HttpResponse:
    """The appointment as a file for a calendar."""
    found = by_word(word)
    headers = {"Content-Disposition": f'attachment; filename="appointment-{found.starts:%Y-%m-%d}.ics"'}
    data = invitation(visit_of(found, "person"), "PUBLISH")
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The visitor's own appointments: those to come first."""
    keeper, now = owner_of(request).keeper, timezone.now()
    rows = Appointment.objects.filter(keeper=keeper, state__in=SHOWN) if keeper else Appointment.objects.none()
    told = [
        (each, tell_time(each.starts, clock_of(request, each.listing), zone_of(request)))
        for each in rows.select_related("listing")
    ]
    page = {
        "coming": [pair for pair in told if pair[0].ends > now],
        "over": [pair for pair in reversed(told) if pair[0].ends <= now],
        "waiting": keeper.waiting_places.filter(state__in=("waiting", "offered")) if keeper else (),
    }
    return render(request, "booking/mine.html", page)


def page_of(request: HttpRequest, found: Appointment) -> dict[str, Any]:
    """What every page about one appointment shows."""
    clock, here = clock_of(request, found.listing), zone_of(request) or found.visitor_zone
    policy = policy_of(found)
    return {
        "appointment": found,
        "listing": found.listing,
        "when": tell_time(found.starts, clock, here),
        "minutes": (found.ends - found.starts).seconds // 60,
        "price": price_in_words(found.price, found.currency),
        "policy": policy,
        "free_until": tell_time(policy.free_until, clock, here),
        "is_free": policy.is_free_at(timezone.now()),
    }


def _show_times(
    request: HttpRequest, found: Appointment, *, wrong: str = "", late: Taken | None = None, status: int = 200
) -> HttpResponse:
    clock, here = clock_of(request, found.listing), zone_of(request) or found.visitor_zone
    page = {
        **page_of(request, found),
        "days": [] if late else _days(request, found),
        "wrong": wrong,
        "wanted": tell_time(late.wanted, clock, here) if late else None,
        "nearest": [tell_time(each, clock, here) for each in late.nearest] if late else [],
    }
    return render(request, "booking/move.html", page, status=status)


def _days(request: HttpRequest, found: Appointment) -> list[tuple[str, list[Told]]]:
    """The free times of four weeks, by day."""
    if found.service is None:
        return []
    now, clock, here = timezone.now(), clock_of(request, found.listing), zone_of(request) or found.visitor_zone
    window = Window.between(now, now + WEEKS_AHEAD)
    days: dict[str, list[Told]] = {}
    for each in free_times(found.service, window, now, first_visit=found.first_visit, without=found.pk):
        if each != found.starts:
            told = tell_time(each, clock, here)
            days.setdefault(told.day, []).append(told)
    return list(days.items())


def _open(found: Appointment) -> Appointment:
    """One that can still be changed."""
    if found.state != State.BOOKED or found.starts <= timezone.now():
        raise Http404
    return found


def _undo_seconds(found: Appointment) -> int:
    now = timezone.now()
    return int((found.undo_until - now).total_seconds()) if found.undo_until and may_undo(found, now) else 0


def _undo_kind(found: Appointment) -> str:
    if found.state == State.CANCELLED:
        return "cancelled"
    return "moved" if moved_from(found) else "booked"
