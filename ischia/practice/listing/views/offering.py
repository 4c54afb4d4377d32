"""What the therapist offers, when they are open, and by which rules people book."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ischia.practice.booking.models import BookingRules, Service
from ischia.practice.listing import usecases
from ischia.practice.listing.forms.offering import DayForm, RulesForm, ServiceForm, WeekForm
from ischia.practice.listing.models import Listing
from ischia.practice.listing.whose import for_its_owner

FORMS = ["GET", "HEAD", "POST"]


def _saved(request: HttpRequest, listing: Listing) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("listing:listing", listing.pk)


@for_its_owner
@require_http_methods(FORMS)
def new_service(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask for one more service."""
    return _ask_service(request, listing, Service(listing=listing, minutes=60))


@for_its_owner
@require_http_methods(FORMS)
def change_service(request: HttpRequest, listing: Listing, service: uuid.UUID) -> HttpResponse:
    """Change a service. What is booked already stays as it was booked."""
    return _ask_service(request, listing, _own_service(listing, service))


def _own_service(listing: Listing, id: uuid.UUID) -> Service:
    row = listing.services.filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def _ask_service(request: HttpRequest, listing: Listing, row: Service) -> HttpResponse:
    form = ServiceForm(request.POST if request.method == "POST" else None, instance=row, listing=listing)
    if form.is_valid():
        usecases.keep_service(form.save(commit=False))
        return _saved(request, listing)
    page = {"form": form, "listing": listing, "row": row if not row._state.adding else None}
    return render(request, "listing/service.html", page, status=422 if form.is_bound else 200)


@for_its_owner
@require_POST
def offer(request: HttpRequest, listing: Listing, service: uuid.UUID) -> HttpResponse:
    """Offer a service no more, or again."""
    usecases.offer_service(_own_service(listing, service), offered=request.POST.get("offer") == "yes")
    return _saved(request, listing)


@for_its_owner
@require_http_methods(FORMS)
def hours(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask for the hours of the week."""
    form = WeekForm(request.POST if request.method == "POST" else None, listing=listing)
    if form.is_valid():
        usecases.keep_week(listing, form.week)
        return _saved(request, listing)
    return render(
        request, "listing/hours.html", {"form": form, "listing": listing}, status=422 if form.is_bound else 200
    )


@for_its_owner
@require_http_methods(FORMS)
def days(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Show the single days that differ, and ask for one more."""
    form = DayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        usecases.keep_day(listing, said["day"], said["hours"], said["note"])
        messages.success(request, _("Saved."))
        return redirect("listing:days", listing.pk)
    coming = listing.day_hours.filter(day__gte=timezone.localdate())
    page = {"form": form, "listing": listing, "days": coming}
    return render(request, "listing/days.html", page, status=422 if form.is_bound else 200)


@for_its_owner
@require_POST
def remove_day(request: HttpRequest, listing: Listing, day: date) -> HttpResponse:
    """Let a day be as its week again."""
    if not listing.day_hours.filter(day=day).delete()[0]:
        raise Http404
    messages.success(request, _("That day is as its week again."))
    return redirect("listing:days", listing.pk)


@for_its_owner
@require_http_methods(FORMS)
def rules(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask by which rules people may book."""
    row = getattr(listing, "rules", None) or BookingRules(listing=listing)
    form = RulesForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        form.save()
        return _saved(request, listing)
    return render(
        request, "listing/rules.html", {"form": form, "listing": listing}, status=422 if form.is_bound else 200
    )
