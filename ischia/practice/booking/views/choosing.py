"""What, when, and held: the pages before anybody has to say who they are."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.whose import introduce, keeper_of
from ischia.core.booking import Window, wall_clock
from ischia.core.booking.wall import day_on_the_wall
from ischia.core.problems import Problem
from ischia.practice.booking.doors import Door, door_of, first_free
from ischia.practice.booking.forms.choosing import VISITS, ChoiceForm, HoldForm
from ischia.practice.booking.free import free_with_anyone
from ischia.practice.booking.holding import Ask, Taken
from ischia.practice.booking.models import Service
from ischia.practice.booking.under_way import begin
from ischia.practice.booking.usecases import hold_instead
from ischia.practice.booking.visitor import clock_of, zone_of
from ischia.practice.booking.ways import find_url
from ischia.practice.telling.clocks import Clock, Told, day_in_words, tell_time
from ischia.practice.telling.prices import price_in_words

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOfTimes:
    """One day of the list, with its free times."""

    day: date
    title: str
    times: tuple[Told, ...]
    open: bool


@never_cache
@require_safe
def start(request: HttpRequest, slug: str, *, anyone: bool = False) -> HttpResponse:
    """Ask what to book, and whether it is a first visit."""
    door = door_of(slug, anyone=anyone)
    return _ask(request, door, ChoiceForm(door=door))


@never_cache
@require_http_methods(["GET", "HEAD"])
def times(request: HttpRequest, slug: str, *, anyone: bool = False) -> HttpResponse:
    """Show the times that are free now, a week at a time; nobody has to sign in."""
    door = door_of(slug, anyone=anyone)
    form = ChoiceForm(request.GET, door=door)
    if not form.is_valid():
        return _ask(request, door, form)
    introduce(request)  # so that a button that is pressed twice comes from the same person twice
    return render(request, "booking/times.html", _times_page(request, door, form))


@require_POST
def hold(request: HttpRequest, slug: str, *, anyone: bool = False) -> HttpResponse:
    """Hold a time while the form is filled; 409 with the nearest times where it is somebody else's."""
    door = door_of(slug, anyone=anyone)
    form = HoldForm(request.POST, door=door)
    if not form.is_valid():
        return _ask(request, door, form)
    ask = Ask(
        id=form.id,
        services=form.services,
        starts=form.starts_at,
        first_visit=form.first_visit,
        visitor_zone=zone_of(request),
        keeper=keeper_of(request),
        referral=str(request.session.get("referral", ""))[:1000],
    )
    try:
        held = hold_instead(ask, timezone.now())
    except Taken as late:
        return _lost(request, door, form, late)
    except Problem:  # the id of this page names somebody else's time: show the times afresh
        return redirect(f"{door.url('times')}?{urlencode(form.said)}")
    begin(request, held)
    return redirect("booking:held", held.pk)


def _ask(request: HttpRequest, door: Door, form: ChoiceForm) -> HttpResponse:
    chosen = form.data if form.is_bound else request.GET
    page = {
        "door": door,
        "form": form,
        "services": [
            {
                "service": each,
                "hint": _hint(each),
                "checked": chosen.get("service") == each.code or len(door.offered) == 1,
            }
            for each in door.offered
        ],
        "been": [{"value": value, "label": label, "checked": chosen.get("been") == value} for value, label in VISITS],
        "times_url": door.url("times"),
    }
    return render(request, "booking/start.html", page, status=422 if form.is_bound else 200)


def _times_page(request: HttpRequest, door: Door, form: ChoiceForm) -> dict[str, Any]:
    now, clock = timezone.now(), clock_of(request, door)
    first = first_free(door, form.services, now, first_visit=form.first_visit)
    page = {**_common(request, door, form), "zone_needed": _zone_to_tell(request, clock, now)}
    if first is None:
        return {**page, "full": True}
    today = wall_clock(now, door.zone).date()
    begins = max(form.cleaned_data["day"] or wall_clock(first, door.zone).date(), today)
    last = (now + door.horizon).date()
    begins = min(begins, last)
    found = free_with_anyone(form.services, _week_of(begins, door.zone), now, first_visit=form.first_visit)
    return {
        **page,
        "first": tell_time(first, clock, zone_of(request)),
        "days": _days(found, begins, clock, zone_of(request)),
        "any": bool(found),
        "week": {"first": day_in_words(begins), "last": day_in_words(begins + WEEK - DAY)},
        "earlier": _page_from(door, form, max(begins - WEEK, today)) if begins > today else "",
        "later": _page_from(door, form, begins + WEEK) if begins + WEEK <= last else "",
    }


def _common(request: HttpRequest, door: Door, form: ChoiceForm) -> dict[str, Any]:
    service = form.services[0]
    return {
        "door": door,
        "form": form,
        "service": service,
        "minutes": (form.first_visit and service.first_minutes) or service.minutes,
        "price": price_in_words(service.price, service.currency),
        "page_id": uuid.uuid4(),
        "hold_url": door.url("hold"),
        "change_url": f"{door.url('start')}?{urlencode(form.said)}",
        "waiting_url": f"{door.url('waiting')}?{urlencode(form.said)}" if not door.clinic else "",
        "zone": clock_of(request, door).place,
        "find_url": find_url(),
    }


def _lost(request: HttpRequest, door: Door, form: HoldForm, late: Taken) -> HttpResponse:
    """Say that the time is gone, and what is near."""
    clock, here = clock_of(request, door), zone_of(request)
    page = {
        **_common(request, door, form),
        "wanted": tell_time(late.wanted, clock, here),
        "nearest": [tell_time(each, clock, here) for each in late.nearest],
        "times_url": _page_from(door, form, wall_clock(late.wanted, door.zone).date()),
    }
    return render(request, "booking/taken.html", page, status=409)


def _week_of(first: date, zone: str) -> Window:
    begins, ends = (day_on_the_wall(day, zone)[0] for day in (first, first + WEEK))
    return Window.between(begins, ends)


def _days(found: tuple[datetime, ...], first: date, clock: Clock, here: str) -> list[DayOfTimes]:
    by_day: dict[date, list[Told]] = defaultdict(list)
    for each in found:
        by_day[wall_clock(each, clock.zone).date()].append(tell_time(each, clock, here))
    days = (first + timedelta(days=number) for number in range(7))
    nearest = min(by_day, default=None)
    return [DayOfTimes(day, day_in_words(day), tuple(by_day.get(day, ())), day == nearest) for day in days]


def _page_from(door: Door, form: ChoiceForm, day: date) -> str:
    return f"{door.url('times')}?{urlencode({**form.said, 'day': day.isoformat()})}"


def _zone_to_tell(request: HttpRequest, clock: Clock, now: datetime) -> str:
    """The visitor's own place, where their clock shows something else than the therapist's."""
    return tell_time(now, clock, zone_of(request)).your_place


def _hint(service: Service) -> str:
    lengths = f"{service.minutes} min"
    if service.first_minutes and service.first_minutes != service.minutes:
        lengths = f"{lengths} ({service.first_minutes} min for a first visit)"
    return ", ".join(each for each in (lengths, price_in_words(service.price, service.currency)) if each)
