"""Finding a therapist: place first, then who fits, nearest first. Everything chosen stands in the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from ischia.accounts.whose import owner_of
from ischia.care.views.kept import personal, way
from ischia.core.directory.matching import Needs, Wanted, kinds_wanted, read_wanted
from ischia.core.directory.sphere import Point
from ischia.core.knowledge import load_knowledge
from ischia.core.value import Disposition
from ischia.exchange.near_map import draw_near
from ischia.practice.finding.asking import needs_of_keeper
from ischia.practice.finding.filters import USUAL_KM, address, filters, read_limit, read_within
from ischia.practice.finding.forms import PlaceForm, ReferralForm
from ischia.practice.finding.telling import cards, map_dots
from ischia.practice.finding.usecases import MOST_SHOWN, RADII, SHOWN, Result, Search
from ischia.practice.finding.usecases import find as find_near
from ischia.practice.finding.where import Where, where_is

REFERRAL = "referral"  # of the session: the booking takes it from there


@require_safe
@personal
def find(request: HttpRequest) -> HttpResponse:
    """Ask where, and list who fits there."""
    said = request.GET
    wanted, ignored = read_wanted({name: said.getlist(name) for name in said}, load_knowledge())
    within, wrong_distance = read_within(said)
    known = needs_of_keeper(owner_of(request).keeper)
    needs = known or Needs()
    form = PlaceForm(said if "near" in said else None)
    where = where_is(form.cleaned_data["near"]) if form.is_valid() else Where()
    if where.wrong:
        form.refuse(where.wrong)
    page = {
        "form": form,
        "where": where,
        "within": within,
        "radii": RADII,
        "filters": filters(wanted),
        "wanted": wanted,
        "filtered": wanted != Wanted(),
        "ignored": [*ignored, *wrong_distance],
        "answered": known is not None,
        "needs": needs,
        "urgent": (needs.see_first or Disposition.SUITABLE) >= Disposition.SAME_DAY_MEDICAL,
        "left_out": _left_out(wanted, needs),
        "referral": ReferralForm(kept=request.session.get(REFERRAL, "")),
        "result_url": _result_url(request),
        "choices": [(address(said, near=each.near), each.label) for each in where.choices],
    }
    if where.centre and not page["urgent"]:
        page |= _listed(request, Search(where.centre, within, wanted, needs, read_limit(said)))
    return render(request, "finding/find.html", page, status=422 if form.errors else 200)


def _listed(request: HttpRequest, search: Search) -> dict[str, Any]:
    now = timezone.now()
    result = find_near(search, now, timezone.localdate())
    shown = cards(result.found, search.needs)
    drawn = draw_near(search.centre, [Point(each.listing.latitude, each.listing.longitude) for each in result.found])
    more = min(search.limit + SHOWN, MOST_SHOWN)
    return {
        "searched": True,
        "result": result,
        "cards": shown,
        "map": drawn if shown else None,
        "dots": map_dots(drawn, shown),
        "wider_url": address(request.GET, within=result.wider.km) if result.wider else "",
        "more_url": _more(request, result, search, more),
        "without_filters": reverse("finding:find") + address_of_place(request, search.within_km),
    }


def _more(request: HttpRequest, result: Result, search: Search, more: int) -> str:
    return address(request.GET, show=more) if result.count > len(result.found) and more > search.limit else ""


def address_of_place(request: HttpRequest, within_km: float) -> str:
    """The same place and distance, without wishes."""
    only = request.GET.copy()
    for name in [name for name in only if name not in ("near", "within")]:
        del only[name]
    return address(only, within="" if within_km == USUAL_KM else int(within_km))


def _left_out(wanted: Wanted, needs: Needs) -> list[str]:
    """The kinds that were wished for and that this person's limits rule out."""
    knowledge = load_knowledge()
    kept = kinds_wanted(wanted, needs, knowledge) or ()
    return [knowledge.techniques[kind].name for kind in wanted.techniques if kind not in kept]


def _result_url(request: HttpRequest) -> str:
    keeper = owner_of(request).keeper
    row = keeper.screenings.first() if keeper else None
    return way("screening:result", row.pk) if row else ""


@require_POST
def referral(request: HttpRequest) -> HttpResponse:
    """Keep what a doctor's referral says for this visit, and go on with the search."""
    form = ReferralForm(request.POST)
    if not form.is_valid():
        page = {"referral": form, "back": _back(request)}
        return render(request, "finding/referral.html", page, status=422)
    if said := form.cleaned_data["referral"].strip():
        request.session[REFERRAL] = said
    else:
        request.session.pop(REFERRAL, None)
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The search somebody came from; only ever this page."""
    page, back = reverse("finding:find"), request.POST.get("back", "")
    here = back.startswith(f"{page}?") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if here else page
