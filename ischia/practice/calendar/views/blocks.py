"""Time that the therapist keeps for something else."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ischia.core.problems import Problem
from ischia.practice.calendar.forms import BlockForm
from ischia.practice.calendar.moments import day_shown, shown_time
from ischia.practice.calendar.undoing import remember
from ischia.practice.calendar.usecases import block, visits_in
from ischia.practice.calendar.views.visits import to_day
from ischia.practice.calendar.whose import for_owner
from ischia.practice.listing.models import Listing


@for_owner
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Block a time; where somebody is booked then, only after a second press."""
    posted = request.POST if request.method == "POST" else None
    day = request.GET.get("day") or day_shown(timezone.now(), listing.zone)
    form = BlockForm(posted, listing=listing, initial={"day": day, "last_day": day, "at": request.GET.get("at")})
    if form.is_valid() and not form.warn(_booked_then(form)):
        now = timezone.now()
        try:
            blocked = block(listing, form.cleaned_data["id"], form.span)
        except Problem:
            form.add_error(None, _("This page was used before. Open it again to block another time."))
        else:
            remember(request, listing, "blocked", blocked.pk, now, starts=blocked.starts.isoformat())
            messages.success(request, _("The time is blocked."))
            return to_day(listing, blocked.starts)
    said = {"listing": listing, "form": form}
    return render(request, "calendar/block.html", said, status=422 if form.is_bound else 200)


def _booked_then(form: BlockForm) -> list[str]:
    """Whoever is booked then: they stay booked."""
    zone, span = form.listing.zone, form.span
    booked = visits_in(form.listing, span.starts, span.ends, timezone.now())
    return [
        _("%(name)s is booked at %(at)s, and stays booked.")
        % {"name": each.name or _("Somebody"), "at": f"{day_shown(each.starts, zone)} {shown_time(each.starts, zone)}"}
        for each in booked
    ]


@for_owner
@require_POST
def remove(request: HttpRequest, listing: Listing, id: UUID) -> HttpResponse:
    """Make a blocked time free again. Sent twice, removed once."""
    now = timezone.now()
    found = listing.busy_times.filter(pk=id, from_feed="").first()
    if found is None:
        return to_day(listing, now)
    found.delete()
    said = {"starts": found.starts.isoformat(), "ends": found.ends.isoformat(), "note": found.note}
    remember(request, listing, "unblocked", id, now, **said)
    messages.success(request, _("The time is free again."))
    return to_day(listing, found.starts)
