"""Whose check is this: its keeper's, and for this visit whoever opened it with its secret word."""

import uuid

from django.http import Http404, HttpRequest

from ischia.accounts.whose import owner_of
from ischia.care.models import Check

OPENED = "checks_opened"


def check_for(request: HttpRequest, check_id: uuid.UUID) -> Check:
    """The check, if whoever asks may see it; to everyone else it is not there."""
    check = Check.objects.select_related("keeper").filter(pk=check_id).first()
    if check is None or not may_see(request, check):
        raise Http404
    return check


def may_see(request: HttpRequest, check: Check) -> bool:
    """May whoever asks see this check?"""
    return str(check.pk) in request.session.get(OPENED, ()) or owner_of(request).keeper == check.keeper


def let_in(request: HttpRequest, check: Check) -> None:
    """Remember for this visit that the check was opened with its secret word."""
    if not may_see(request, check):
        request.session[OPENED] = [*request.session.get(OPENED, ()), str(check.pk)]
