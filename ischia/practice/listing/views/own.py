"""The therapist's own area: their listings, and each part of one."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.core.problems import Problem
from ischia.practice.listing import telling, usecases
from ischia.practice.listing.forms.listing import AboutForm, NewForm, PlaceForm
from ischia.practice.listing.models import Listing
from ischia.practice.listing.whose import for_its_owner, signed_in

FOUND_AT_MOST = 20
MISSING = {
    "name": gettext_lazy("your name"),
    "town": gettext_lazy("your town"),
    "country": gettext_lazy("your country"),
    "contact": gettext_lazy("a phone number, a mail address or a website"),
}


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's listings and claims, and find an imported entry to claim."""
    words = request.GET.get("q", "").strip()[:100]
    page = {
        "listings": Listing.objects.of(request.user),
        "deleted": Listing.objects.filter(owner=request.user).exclude(deleted_at=None),
        "claims": request.user.claims.select_related("listing"),
        "words": words,
        "found": _unclaimed(words),
        "form": NewForm(),
    }
    return render(request, "listing/mine.html", page)


def _unclaimed(words: str) -> list[Listing]:
    """Imported entries by a part of their name, or by their number."""
    if len(words) < 3:
        return []
    named = Q(*(Q(name__icontains=word) for word in words.split()))
    return list(Listing.objects.unclaimed().filter(Q(source_key=words) | named)[:FOUND_AT_MOST])


@signed_in
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make a listing from a name; the rest is asked part by part."""
    form = NewForm(request.POST)
    if form.is_valid():
        row = usecases.make_listing(request.user, form.cleaned_data)
        return redirect("listing:listing", row.pk)
    page = {"form": form, "listings": Listing.objects.of(request.user), "claims": request.user.claims.all()}
    return render(request, "listing/mine.html", page, status=422)


@for_its_owner
@require_safe
def listing(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Show every part of a listing, and what is still missing."""
    today = timezone.localdate()
    return render(
        request,
        "listing/listing.html",
        {
            "listing": listing,
            "missing": [MISSING[name] for name in usecases.missing_for_publishing(listing)],
            "facts": telling.tell_facts(listing),
            "address": telling.address_of(listing),
            "credentials": telling.tell_credentials(listing, today),
            "services": telling.tell_services(listing),
            "week": telling.tell_week(listing),
            "days": listing.day_hours.filter(day__gte=today),
            "rules": getattr(listing, "rules", None),
            "undo": request.session.pop("credential_undo", None),
        },
    )


@for_its_owner
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask who they are and what they do."""
    return _part(request, listing, AboutForm, "listing/about.html")


@for_its_owner
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask where it is."""
    return _part(request, listing, PlaceForm, "listing/place.html")


def _part(request: HttpRequest, listing: Listing, kind: Any, template: str) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None, instance=listing)
    if form.is_valid():
        form.save()
        messages.success(request, getattr(form, "told", _("Saved.")))
        return redirect("listing:listing", listing.pk)
    listing.refresh_from_db(fields=["name"])  # the heading says what is kept, not what was typed
    page = {"form": form, "listing": listing}
    return render(request, template, page, status=422 if form.is_bound else 200)


@for_its_owner
@require_POST
def publish(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Show the listing to everyone, or hide it."""
    if request.POST.get("show") == "no":
        usecases.hide(listing)
        messages.success(request, _("Your listing is hidden. Nothing is lost."))
        return redirect("listing:listing", listing.pk)
    try:
        usecases.publish(listing)
        messages.success(request, _("Your listing is shown. Anyone can find it now."))
    except Problem as problem:
        messages.info(request, _("Not shown yet. Still missing: %(what)s.") % {"what": MISSING[problem.field]})
    return redirect("listing:listing", listing.pk)


@for_its_owner
@require_POST
def delete(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Delete a listing; the next page brings it back if that was a slip."""
    try:
        usecases.delete_listing(listing, timezone.now())
    except Problem:
        messages.info(
            request, _("People have appointments with you. Move or cancel them first, so that they hear of it.")
        )
        return redirect("listing:listing", listing.pk)
    messages.success(request, _("“%(name)s” is deleted. You can bring it back below.") % {"name": listing.name})
    return redirect("listing:mine")


@signed_in
@require_POST
def restore(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Bring a deleted listing back as it was, or forget it for good."""
    row = Listing.objects.filter(owner=request.user, pk=id).exclude(deleted_at=None).first()
    if row is None:
        raise Http404
    if request.POST.get("forget") == "yes":
        row.delete()
        messages.success(request, _("It is deleted for good."))
        return redirect("listing:mine")
    usecases.bring_back(row)
    messages.success(request, _("It is back, as it was."))
    return redirect("listing:listing", row.pk)
