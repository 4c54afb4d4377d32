"""What is done with a visit: say who came, move it, cancel it, write one in, and take that back."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ischia.core.booking.timeline import MINUTE
from ischia.core.problems import Problem
from ischia.practice.booking.holding import Taken
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.usecases import bring_back, cancel, may_undo, move
from ischia.practice.calendar.day import State
from ischia.practice.calendar.forms import MomentForm, VisitForm, on_the_wall
from ischia.practice.calendar.moments import day_shown, shown_time
from ischia.practice.calendar.rows import state_words
from ischia.practice.calendar.undoing import remember, take_back
from ischia.practice.calendar.usecases import add_visit, mark, warnings_at
from ischia.practice.calendar.views.days import day_page
from ischia.practice.calendar.whose import for_owner
from ischia.practice.listing.models import Listing

CONFLICT = 409


def to_day(listing: Listing, moment: datetime, visit: Appointment | None = None) -> HttpResponse:
    """Back to the day of a moment, at the visit."""
    path = reverse("calendar:day", args=[listing.slug, day_shown(moment, listing.zone)])
    return redirect(f"{path}#visit-{visit.pk}" if visit else path)


def refused(request: HttpRequest, listing: Listing, visit: Appointment, problem: str) -> HttpResponse:
    """The day as it is, with why something could not be done."""
    return day_page(request, listing, day_shown(visit.starts, listing.zone), problem=problem, status=CONFLICT)


def for_visit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view one of the listing's visits."""

    def answer(request: HttpRequest, listing: Listing, id: UUID) -> HttpResponse:
        visits = listing.appointments.exclude(state__in=(State.HELD, State.LET_GO))
        return view(request, listing, get_object_or_404(visits.select_related("service", "listing"), pk=id))

    return for_owner(answer)


@for_visit
@require_POST
def set_state(request: HttpRequest, listing: Listing, visit: Appointment) -> HttpResponse:
    """Say that somebody arrived, is done, or did not come; or take it back."""
    state, now = request.POST.get("state", ""), timezone.now()
    try:
        found = mark(visit, state, now)
    except Problem:
        return refused(request, listing, visit, _("This cannot be said of %(name)s now.") % {"name": visit.name})
    if found.state != visit.state:
        remember(request, listing, "marked", visit.pk, now, state=visit.state)
        messages.success(request, f"{visit.name}: {state_words()[found.state]}")
    return to_day(listing, found.starts, found)


@for_visit
@require_http_methods(["GET", "HEAD", "POST"])
def move_visit(request: HttpRequest, listing: Listing, visit: Appointment) -> HttpResponse:
    """Move a visit: by this form, or as the drawing of the day says. The database decides."""
    if visit.state != State.BOOKED:
        return refused(request, listing, visit, _("Only a visit that is booked can be moved."))
    posted = request.POST if request.method == "POST" else None
    form = MomentForm(posted, listing=listing, initial=on_the_wall(visit.starts, listing.zone))
    if form.is_valid() and not form.warn(_against(visit, form.cleaned_data["moment"])):
        now = timezone.now()
        try:
            moved = move(visit, form.cleaned_data["moment"], now, by_therapist=True)
        except Taken as taken:
            form.refuse(taken.nearest)
        except Problem:
            form.add_error(None, _("This visit cannot be moved any more."))
        else:
            return _moved(request, listing, visit, moved)
    status = CONFLICT if form.nearest else 422 if form.is_bound else 200
    said = {"listing": listing, "visit": visit, "form": form, "at": shown_time(visit.starts, listing.zone)}
    return render(request, "calendar/move.html", {**said, "day": day_shown(visit.starts, listing.zone)}, status=status)


def _against(visit: Appointment, starts: datetime) -> list[str]:
    if starts == visit.starts:
        return []
    return list(warnings_at(visit.listing, starts, (visit.ends - visit.starts) // MINUTE, timezone.now()))


def _moved(request: HttpRequest, listing: Listing, visit: Appointment, moved: Appointment) -> HttpResponse:
    if moved.starts != visit.starts:
        remember(request, listing, "moved", visit.pk, timezone.now(), starts=visit.starts.isoformat())
        at = shown_time(moved.starts, listing.zone)
        messages.success(request, _("%(name)s moved to %(at)s.") % {"name": visit.name, "at": at})
    return to_day(listing, moved.starts, moved)


@for_visit
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_visit(request: HttpRequest, listing: Listing, visit: Appointment) -> HttpResponse:
    """Cancel a visit, once the therapist has read that the person will be told."""
    if visit.state not in (State.BOOKED, State.CANCELLED):
        return refused(request, listing, visit, _("Only a visit that is booked can be cancelled."))
    if request.method != "POST":
        said = {"at": shown_time(visit.starts, listing.zone), "day": day_shown(visit.starts, listing.zone)}
        return render(request, "calendar/cancel.html", {"listing": listing, "visit": visit, **said})
    now = timezone.now()
    gone = cancel(visit, now, by_therapist=True)
    if visit.state == State.BOOKED:
        remember(request, listing, "cancelled", visit.pk, now)
        messages.success(request, _("The visit of %(name)s is cancelled.") % {"name": visit.name})
    return to_day(listing, gone.starts)


@for_visit
@require_POST
def bring_visit_back(request: HttpRequest, listing: Listing, visit: Appointment) -> HttpResponse:
    """Take a cancelling back while nobody has heard of it."""
    now = timezone.now()
    if visit.state == State.CANCELLED and not may_undo(visit, now):
        return refused(request, listing, visit, _("The three minutes are over, and the person may have been told."))
    try:
        back = bring_back(visit, now)
    except Taken:
        return refused(request, listing, visit, _("Somebody else has this time by now."))
    except Problem:
        return refused(request, listing, visit, _("This visit is not cancelled."))
    return to_day(listing, back.starts, back)


@for_owner
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Write in a visit that somebody asked for by phone."""
    posted = request.POST if request.method == "POST" else None
    opened = {name: request.GET[name] for name in ("day", "at") if name in request.GET}
    form = VisitForm(posted, listing=listing, initial={"day": day_shown(timezone.now(), listing.zone), **opened})
    if form.is_valid() and not form.warn(_against_new(form)):
        now = timezone.now()
        try:
            visit = add_visit(form.asked, now)
        except Taken as taken:
            form.refuse(taken.nearest)
        except Problem:
            form.add_error(None, _("This page was used before. Open it again to write in another visit."))
        else:
            remember(request, listing, "added", visit.pk, now)
            messages.success(request, _("%(name)s is in the calendar.") % {"name": visit.name})
            return to_day(listing, visit.starts, visit)
    status = CONFLICT if form.nearest else 422 if form.is_bound else 200
    said = {"listing": listing, "form": form, "has_services": form.fields["service"].queryset.exists()}
    return render(request, "calendar/add.html", said, status=status)


def _against_new(form: VisitForm) -> list[str]:
    asked = form.asked
    minutes = (asked.first_visit and asked.service.first_minutes) or asked.service.minutes
    return list(warnings_at(form.listing, asked.starts, minutes, timezone.now()))


@for_owner
@require_POST
def undo(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Take the last thing back. Sent twice, done once."""
    now = timezone.now()
    shown, problem = day_shown(now, listing.zone), ""
    try:
        moment = take_back(request, listing, now)
    except Taken as taken:
        shown, problem = day_shown(taken.wanted, listing.zone), _("Somebody else has that time by now.")
    except Problem:
        problem = _("This has changed since, and cannot be taken back.")
    if problem:
        return day_page(request, listing, shown, problem=problem, status=CONFLICT)
    messages.success(request, _("Taken back.") if moment else _("There is nothing left to take back."))
    return to_day(listing, moment or now)
