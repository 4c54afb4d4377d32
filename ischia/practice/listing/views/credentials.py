"""The therapist's credentials: entered, changed, removed, brought back. None of these pages can set a tick."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from ischia.practice.listing import checking
from ischia.practice.listing.forms.credential import CredentialForm
from ischia.practice.listing.models import Credential, Listing
from ischia.practice.listing.whose import for_its_owner

UNDO = "credential_undo"


@for_its_owner
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Ask for one more."""
    return _ask(request, listing, None)


@for_its_owner
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, listing: Listing, credential: uuid.UUID) -> HttpResponse:
    """Change one; what was changed has to be checked again."""
    return _ask(request, listing, _own(listing, credential))


def _own(listing: Listing, id: uuid.UUID) -> Credential:
    row = listing.credentials.filter(pk=id).first()
    if row is None:
        raise Http404
    return row


def _ask(request: HttpRequest, listing: Listing, row: Credential | None) -> HttpResponse:
    form = CredentialForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_valid():
        checking.keep_credential(listing, form.cleaned_data, row.pk if row else None)
        messages.success(request, _("Saved. It is shown as not checked until somebody has looked."))
        return redirect("listing:listing", listing.pk)
    page = {"form": form, "listing": listing, "row": row, "facts": load_knowledge().credentials}
    return render(request, "listing/credential.html", page, status=422 if form.is_bound else 200)


@for_its_owner
@require_POST
def remove(request: HttpRequest, listing: Listing, credential: uuid.UUID) -> HttpResponse:
    """Remove one; the next page can bring it back."""
    request.session[UNDO] = checking.remove_credential(_own(listing, credential))
    messages.success(request, _("Removed."))
    return redirect("listing:listing", listing.pk)


@for_its_owner
@require_POST
def bring_back(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Undo a removal."""
    try:
        checking.bring_back_credential(listing, request.POST.get("word", ""))
        messages.success(request, _("It is back, as it was."))
    except Problem:
        messages.info(request, _("It could not be brought back any more. Please enter it again."))
    return redirect("listing:listing", listing.pk)
