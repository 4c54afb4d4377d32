"""The calendar's pages to look at: day, week, the sheet to print, and the way in."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ischia.practice.calendar.day import read_day, read_days
from ischia.practice.calendar.drawing import draw, reach_of
from ischia.practice.calendar.flags import flags_by_visit
from ischia.practice.calendar.moments import FIRST_YEAR, LAST_YEAR, clock_change, day_shown
from ischia.practice.calendar.rows import entries_of, visit_rows
from ischia.practice.calendar.undoing import last_of
from ischia.practice.calendar.waiting import waiting_rows
from ischia.practice.calendar.whose import for_owner, listings_of, signed_in
from ischia.practice.listing.models import Listing

WEEK = 7


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Go to the calendar; whoever has several chooses."""
    listings = list(listings_of(request.user))
    if len(listings) == 1:
        return redirect("calendar:today", listings[0].slug)
    return render(request, "calendar/choose.html", {"listings": listings})


@for_owner
@require_safe
def today(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Today, or the day that was asked for in the box of the day page."""
    asked = request.GET.get("day")
    if asked is None:
        return day_page(request, listing, day_shown(timezone.now(), listing.zone))
    try:
        found = parse_date(asked)
    except ValueError:
        found = None
    if found is None or not _is_known(found):
        wrong = _("Use a day such as 2026-12-01. You wrote %(got)s.") % {"got": asked[:20] or _("nothing")}
        shown = day_shown(timezone.now(), listing.zone)
        return day_page(request, listing, shown, jump_wrong=wrong, jump=asked[:20], status=422)
    return redirect("calendar:day", listing.slug, found)


@for_owner
@require_safe
def day(request: HttpRequest, listing: Listing, day: date) -> HttpResponse:
    """One day."""
    return day_page(request, listing, day)


def day_page(request: HttpRequest, listing: Listing, shown: date, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a day; `problem` says what could not be done."""
    _must_be_known(shown)
    now = timezone.now()
    found = read_day(listing, shown, now)
    flags = flags_by_visit(found.visits)
    rows = visit_rows(found, flags, now)
    said = {
        **_frame(request, listing, shown, now, 1),
        "found": found,
        "rows": rows,
        "entries": entries_of(found, rows, now),
        "drawing": draw(found, reach_of([found], now), flags, now),
        "waiting": waiting_rows(listing, found, now),
        "site": request.build_absolute_uri("/").rstrip("/"),
        "clocks": clock_change(found.window.minutes),
        "last": last_of(request, listing, now),
        "step": listing.rules.step_minutes if hasattr(listing, "rules") else 15,
        **more,
    }
    return render(request, "calendar/day.html", said, status=status)


@for_owner
@require_safe
def week(request: HttpRequest, listing: Listing, day: date) -> HttpResponse:
    """The week of a day, from Monday on: seven drawings on a desk, a list by day on a phone."""
    _must_be_known(day)
    now = timezone.now()
    monday = day - timedelta(days=day.weekday())
    days = read_days(listing, monday, WEEK, now)
    reach, flags = reach_of(days, now), flags_by_visit(visit for each in days for visit in each.visits)
    said = {
        **_frame(request, listing, monday, now, WEEK),
        "last_day": monday + timedelta(days=WEEK - 1),
        "days": [(each, draw(each, reach, flags, now), clock_change(each.window.minutes)) for each in days],
    }
    return render(request, "calendar/week.html", said)


@for_owner
@require_safe
def sheet(request: HttpRequest, listing: Listing, day: date) -> HttpResponse:
    """A day on paper."""
    _must_be_known(day)
    now = timezone.now()
    found = read_day(listing, day, now)
    rows = visit_rows(found, flags_by_visit(found.visits), now)
    said = {**_frame(request, listing, day, now, 1), "found": found, "rows": rows}
    said["entries"] = [each for each in entries_of(found, rows, now) if each.kind in ("visit", "busy")]
    return render(request, "calendar/sheet.html", said)


def _frame(request: HttpRequest, listing: Listing, shown: date, now: datetime, by: int) -> dict[str, Any]:
    """What every page of the calendar needs: whose, which day, and the ways from there."""
    days = {"earlier": shown - timedelta(days=by), "later": shown + timedelta(days=by)}
    name = "calendar:week" if by == WEEK else "calendar:day"
    ways = {way: reverse(name, args=[listing.slug, to]) for way, to in days.items() if _is_known(to)}
    return {"listing": listing, "day": shown, "now": now, "today": day_shown(now, listing.zone), **ways}


def _is_known(day: date) -> bool:
    return FIRST_YEAR < day.year < LAST_YEAR


def _must_be_known(day: date) -> None:
    if not _is_known(day):
        raise Http404
