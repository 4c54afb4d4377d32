"""Whose calendar is this? Only the owner of a listing sees it; for everybody else there is no such page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from ischia.accounts.models import User
from ischia.accounts.views import only_with_accounts
from ischia.practice.listing.models import Listing


def listings_of(user: User) -> QuerySet[Listing]:
    """The listings of a therapist."""
    return Listing.objects.filter(owner=user)


def for_owner(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the listing that its address names, if it belongs to who is signed in. Nothing of it is stored on
    the way: these are other people's visits."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        listing = get_object_or_404(listings_of(request.user), slug=slug)
        return view(request, listing, *args, **kwargs)

    return signed_in(answer)


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those with an account; whoever is not signed in is asked to."""
    return only_with_accounts(never_cache(login_required(view)))
