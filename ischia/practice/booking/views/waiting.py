"""The waiting list: join it, take what is offered, let the next one have it, leave."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.whose import keeper_of
from ischia.care.reminding.mails import mail_is_set_up
from ischia.core.booking import wall_clock
from ischia.practice.booking.doors import door_of
from ischia.practice.booking.forms.choosing import ChoiceForm
from ischia.practice.booking.forms.waiting import WaitingForm
from ischia.practice.booking.models import WaitingPlace
from ischia.practice.booking.under_way import begin, minutes_left
from ischia.practice.booking.visitor import clock_of, zone_of
from ischia.practice.booking.waiting import join, leave, pass_on
from ischia.practice.telling.clocks import tell_time

State = WaitingPlace.State


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """Join the waiting list of one therapist, for one service."""
    door = door_of(slug, anyone=False)
    choice = ChoiceForm(request.GET, door=door)
    if not choice.is_valid():
        return redirect("booking:start", slug)
    today = wall_clock(timezone.now(), door.zone).date()
    form = WaitingForm(request.POST if request.method == "POST" else None, today=today)
    if not form.is_valid():
        page = {"door": door, "service": choice.services[0], "form": form, "mail_is_set_up": mail_is_set_up()}
        return render(request, "booking/waiting.html", page, status=422 if form.is_bound else 200)
    who, first_visit = keeper_of(request), choice.first_visit
    place = join(choice.services[0], who, form.wish, form.who, first_visit=first_visit, zone=zone_of(request))
    return redirect("booking:place", place.link_word)


@never_cache
@require_safe
def place(request: HttpRequest, word: str) -> HttpResponse:
    """One place in the list, and what is offered to it."""
    found, now = _by_word(word), timezone.now()
    offer = found.offer if found.state == State.OFFERED and found.offer and found.offer.counts_at(now) else None
    clock = clock_of(request, found.listing)
    page = {
        "place": found,
        "listing": found.listing,
        "offer": offer,
        "when": tell_time(offer.starts, clock, zone_of(request) or found.visitor_zone) if offer else None,
        "until": tell_time(offer.held_until, clock, zone_of(request) or found.visitor_zone)
        if offer and offer.held_until
        else None,
        "left": minutes_left(offer, now) if offer else 0,
        "address": request.build_absolute_uri(reverse("booking:place", args=[word])),
        "mail_goes": bool(mail_is_set_up() and found.email),
    }
    response = render(request, "booking/place.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def take(request: HttpRequest, word: str) -> HttpResponse:
    """Go on to book what is offered; the safety questions are asked there as for every booking."""
    found = _by_word(word)
    if found.state != State.OFFERED or found.offer is None or not found.offer.counts_at(timezone.now()):
        messages.info(request, _("The time for this offer is over. You wait on, and the next one comes by itself."))
        return redirect("booking:place", word)
    begin(request, found.offer)
    return redirect("booking:held", found.offer.pk)


@require_POST
def decline(request: HttpRequest, word: str) -> HttpResponse:
    """Let the next one have it, and wait on; or leave the list."""
    found = _by_word(word)
    if request.POST.get("leave"):
        leave(found)
        messages.success(request, _("You have left the waiting list."))
    else:
        pass_on(found)
        messages.success(request, _("Thank you. The next one can have that time; you wait on."))
    return redirect("booking:place", word)


def _by_word(word: str) -> WaitingPlace:
    found = WaitingPlace.objects.filter(link_word=word).select_related("listing", "service", "offer").first()
    if found is None:
        raise Http404
    return found
