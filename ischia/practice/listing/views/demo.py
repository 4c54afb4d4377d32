"""Look at the therapist's side as one of the made-up therapists."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ischia.practice.listing.models import Listing

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@require_POST
def open_therapist(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in as a made-up therapist, who has no password. What this device kept stays with the device."""
    row = Listing.objects.filter(slug=slug, is_made_up=True).exclude(owner=None).select_related("owner").first()
    if row is None or not settings.DEMO or settings.PERSONAL or row.owner.has_usable_password():
        raise Http404
    login(request, row.owner, backend=BACKEND)
    return redirect("listing:mine")
