"""Whose request is this, and whose are the things they keep?

`owner_of(request)` only looks. `keeper_of(request)` makes a keeper when there is none yet: call it when there is
something to keep. `claim` runs at every sign-in, and brings what this device kept into the account.
"""

import hashlib
import secrets
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ischia.accounts.models import Keeper, User

COOKIE = "ischia_device"
SALT = "ischia.accounts.device"
LABEL_SALT = "ischia.accounts.label"
MAX_AGE = 60 * 60 * 24 * 400  # browsers keep no cookie longer
PERSONAL_KEEPER = uuid.UUID(int=1)


@dataclass(frozen=True)
class Owner:
    """Who is asking. Without a keeper nothing has been kept for them yet."""

    user: User | None
    keeper: Keeper | None


def owner_of(request: HttpRequest) -> Owner:
    """Tell who is asking; writes nothing."""
    if settings.PERSONAL:
        return Owner(None, Keeper.objects.filter(id=PERSONAL_KEEPER).first())
    if request.user.is_authenticated:
        return Owner(request.user, Keeper.objects.filter(user=request.user).first())
    return Owner(None, _of_device(request))


@transaction.atomic
def keeper_of(request: HttpRequest) -> Keeper:
    """Tell whose things are kept from now on; made on first use, and remembered on this device."""
    if settings.PERSONAL:
        return Keeper.objects.get_or_create(id=PERSONAL_KEEPER)[0]
    if request.user.is_authenticated:
        return Keeper.objects.get_or_create(user=request.user)[0]
    secret = _secret(request) or secrets.token_urlsafe(32)
    request.device_secret = secret  # remember_device sends it; renewed whenever something is kept
    return Keeper.objects.get_or_create(device_digest=_digest(secret))[0]


def introduce(request: HttpRequest) -> None:
    """Give this device its secret before the first thing is sent; nothing is kept yet.

    So a thing that is sent again, because the answer was lost, comes from the same keeper as the first time.
    """
    if not (settings.PERSONAL or request.user.is_authenticated or _secret(request)):
        request.device_secret = secrets.token_urlsafe(32)


@transaction.atomic
def claim(request: HttpRequest, user: User) -> None:
    """Bring what this device kept into the account that signs in. Nothing is lost: the rows of both are the user's."""
    stray = _of_device(request)
    if stray is None:
        return
    User.objects.select_for_update().get(pk=user.pk)  # two devices signing in at once take turns
    theirs = Keeper.objects.filter(user=user).first()
    if theirs is None:
        stray.user, stray.device_digest = user, None
        stray.save()
    else:
        merge(stray, theirs)
    request.device_secret = ""


def merge(stray: Keeper, into: Keeper) -> None:
    """Move every row of one keeper to another. A model whose rows may clash says how: `merge_keepers(stray, into)`.

    Found by asking Django who points at a keeper, hidden relations included: a table that is new is never forgotten.
    """
    for relation in Keeper._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        model, column = relation.related_model, relation.field.name
        if hasattr(model, "merge_keepers"):
            model.merge_keepers(stray, into)
        else:
            model._base_manager.filter(**{column: stray}).update(**{column: into})
    stray.delete()


def label_of(request: HttpRequest) -> str:
    """A word that tells one account from another to a device, and tells nothing else; empty without an account.

    A device writes it on what it keeps for later, so that nothing is sent under somebody else's name.
    """
    user = owner_of(request).user
    return salted_hmac(LABEL_SALT, str(user.pk), algorithm="sha256").hexdigest()[:20] if user else ""


def is_same_owner(request: HttpRequest) -> bool:
    """Is what a device sends for whoever is signed in now? What was entered without an account is for anyone."""
    named = request.headers.get("X-Ischia-Owner", "")
    return not named or named == label_of(request)


def forget_device(request: HttpRequest) -> None:
    """Delete everything kept for this device without an account."""
    if stray := _of_device(request):
        stray.delete()
    request.device_secret = ""


def _of_device(request: HttpRequest) -> Keeper | None:
    secret = _secret(request)
    return Keeper.objects.filter(device_digest=_digest(secret)).first() if secret else None


def _secret(request: HttpRequest) -> str:
    fresh = getattr(request, "device_secret", None)
    return request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=MAX_AGE) if fresh is None else fresh


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
