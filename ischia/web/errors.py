"""Pages for when something went wrong. Each says what happened, what is safe, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what cannot be trusted, the host's name included: so the page asks nothing of the request."""
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our own page, or from one that was open too long."""
    return render(request, "errors/form_refused.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/429.html", status=429)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer when the program itself broke: a page that asks nothing of it, no database, session or user."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
