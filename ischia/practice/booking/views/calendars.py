"""A therapist's calendars: the private feed out, and busy times in from a calendar of their own."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.core.problems import Problem
from ischia.exchange import invitations
from ischia.exchange.busy_times import AT_MOST_BYTES
from ischia.practice.booking.busy import forget_address, keep_file, read_address
from ischia.practice.booking.forms.calendars import BusyFileForm, BusyFromForm
from ischia.practice.booking.models import Appointment, BookingRules, link_word
from ischia.practice.telling.visits import visit_of

CALENDAR = "text/calendar; charset=utf-8"
BACK = timedelta(days=30)
IN_FEED = ("booked", "arrived", "done", "no_show", "cancelled")


@never_cache
@require_safe
def feed(request: HttpRequest, word: str) -> HttpResponse:
    """A therapist's appointments, for a calendar that asks by the secret address again and again."""
    rules = BookingRules.objects.filter(feed_word=word).select_related("listing").first()
    if rules is None:
        raise Http404
    rows = Appointment.objects.filter(listing=rules.listing, state__in=IN_FEED, ends__gt=timezone.now() - BACK)
    visits = [visit_of(each, "therapist") for each in rows.select_related("listing", "service")]
    data = invitations.feed(visits, _("Appointments"))
    return HttpResponse(data, content_type=CALENDAR, headers={"X-Robots-Tag": "noindex"})


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Whose calendars: with one entry, straight to it."""
    rows = BookingRules.objects.filter(listing__owner=request.user).select_related("listing").order_by("listing__name")
    if len(rows) == 1:
        return redirect("booking:calendars_of", rows[0].listing_id)
    return render(request, "booking/calendars_of_whom.html", {"rows": rows})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_listing(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The feed's address, and where busy times come from."""
    rules = _own(request, id)
    form = BusyFromForm(request.POST if request.method == "POST" else None, initial={"busy_from": rules.busy_from})
    if form.is_valid():
        return _keep_address(request, rules, form)
    return _show(request, rules, form, BusyFileForm(), 422 if form.is_bound else 200)


@login_required
@require_POST
def upload(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Take busy times from a file."""
    rules = _own(request, id)
    form = BusyFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            number = keep_file(rules, form.cleaned_data["file"].read(AT_MOST_BYTES + 1), timezone.now())
        except Problem as problem:
            form.add_error("file", _("Use %(allowed)s.") % {"allowed": problem.allowed})
        else:
            messages.success(request, _told(number))
            return redirect("booking:calendars_of", id)
    return _show(request, rules, BusyFromForm(initial={"busy_from": rules.busy_from}), form, 422)


@login_required
@require_POST
def renew(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Give the feed a new secret address."""
    BookingRules.objects.filter(pk=_own(request, id).pk).update(feed_word=link_word())
    messages.success(request, _("The feed has a new address. The old one no longer works."))
    return redirect("booking:calendars_of", id)


def _keep_address(request: HttpRequest, rules: BookingRules, form: BusyFromForm) -> HttpResponse:
    """Keep an address that could be read; an empty one takes its busy times away."""
    address = form.cleaned_data["busy_from"]
    if not address:
        forget_address(rules)
        BookingRules.objects.filter(pk=rules.pk).update(busy_from="", busy_read_at=None)
        messages.success(request, _("Saved. No other calendar is read any more."))
        return redirect("booking:calendars_of", rules.listing_id)
    rules.busy_from = address
    try:
        number = read_address(rules, timezone.now())
    except Problem as problem:
        form.add_error("busy_from", _("Nothing could be read there. Use %(allowed)s.") % {"allowed": problem.allowed})
        return _show(request, rules, form, BusyFileForm(), 422)
    BookingRules.objects.filter(pk=rules.pk).update(busy_from=address)
    messages.success(request, _told(number))
    return redirect("booking:calendars_of", rules.listing_id)


def _told(number: int) -> str:
    words = ngettext("Read: %(number)s busy time to come.", "Read: %(number)s busy times to come.", number)
    return words % {"number": number}


def _show(
    request: HttpRequest, rules: BookingRules, form: BusyFromForm, file_form: BusyFileForm, status: int
) -> HttpResponse:
    path = reverse("booking:feed", args=[rules.feed_word])
    page = {
        "rules": rules,
        "listing": rules.listing,
        "form": form,
        "file_form": file_form,
        "feed": request.build_absolute_uri(path),
        "subscribe": f"webcal://{request.get_host()}{path}",
    }
    return render(request, "booking/calendars.html", page, status=status)


def _own(request: HttpRequest, id: uuid.UUID) -> BookingRules:
    rows = BookingRules.objects.filter(listing=id, listing__owner=request.user)
    found = rows.select_related("listing").first()
    if found is None:
        raise Http404
    return found
