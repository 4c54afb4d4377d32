"""Whose listing is it? Who it does not belong to never learns that it exists."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from ischia.accounts.views import only_with_accounts
from ischia.practice.listing.models import Listing

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """A page for who has signed in; nobody keeps a copy of it."""
    return only_with_accounts(login_required(never_cache(view)))


def for_its_owner(view: View) -> View:
    """A page about one's own listing, given to the view as `listing`; for anybody else there is no such page."""

    @wraps(view)
    def answered(request: HttpRequest, id: uuid.UUID, **more: Any) -> HttpResponse:
        listing = Listing.objects.of(request.user).filter(pk=id).first()
        if listing is None:
            raise Http404
        return view(request, listing, **more)

    return signed_in(answered)
