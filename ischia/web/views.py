"""The pages of the shell: start, emergency, the look, and the page that shows every component."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.care.calling import COUNTRY_COOKIE, OWN_NUMBER, OwnNumber, call_for
from ischia.care.demo import demo_people
from ischia.care.places import body
from ischia.care.telling.sources import source_rows
from ischia.core.emergency import emergency_facts
from ischia.core.knowledge import load_knowledge
from ischia.practice.demo import demo_therapists
from ischia.web.look import COOKIE, LOOKS
from ischia.web.specimens import SPECIMENS

YEAR = 60 * 60 * 24 * 365
# Where it was read what massage can and cannot do, as the start page tells it.
CAN_AND_CANNOT = ("FURLAN15", "CHERKIN11", "NG59", "KNGF21", "KOES07", "BMJ19")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say in one look what this is and for whom."""
    people = demo_people() if settings.DEMO else []
    drawn = {"body": body(), "where": ["low_back:left", "buttock:left"], "reach": ["foot:left"]}
    sources = source_rows(CAN_AND_CANNOT, load_knowledge())
    made_up = {"people": people, "therapists": demo_therapists() if not settings.PERSONAL else []}
    return render(request, "home.html", {"sources": sources, **made_up, **drawn})


@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """Say whom to call and what to say; a country is chosen by GET, a number of one's own kept by POST."""
    form = OwnNumber(request.POST if request.method == "POST" else None)
    if form.is_valid():
        request.session[OWN_NUMBER] = form.cleaned_data["number"]
        return redirect("emergency")
    chosen = request.GET.get("country")
    if chosen is not None and (back := _safe(request, request.GET.get("back", ""))):
        response = redirect(back)
        _keep(response, COUNTRY_COOKIE, call_for(request, chosen).country.id)
        return response
    call = call_for(request, chosen)
    page = {"call": call, "countries": emergency_facts().countries, "form": form}
    response = render(request, "emergency.html", page, status=422 if form.is_bound else 200)
    if chosen is not None:
        _keep(response, COUNTRY_COOKIE, call.country.id)
    return response


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the look someone chose, and bring them back to where they were."""
    chosen = request.POST.get("look")
    if chosen not in LOOKS:
        return HttpResponseBadRequest()
    response = redirect(_safe(request, request.POST.get("back", "")) or "home")
    _keep(response, COOKIE, chosen)
    return response


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "style.html", SPECIMENS)


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer whoever keeps this running: the program and its database are up."""
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


def _safe(request: HttpRequest, back: str) -> str:
    """Where someone came from, when that is a page of ours; else nothing."""
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if ours else ""


def _keep(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(cookie, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS)
