"""Forms that a device kept while there was no network: it sends them later, and has to know what became of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from ischia.accounts.whose import is_same_owner

WAITED = "X-Ischia-Waited"  # for how many seconds it lay on the device; only what comes from there says so
LONGEST = timedelta(days=365)
FIRST = 1  # a form is sent as it was filled in, so it has one revision


def entered_at(request: HttpRequest) -> datetime:
    """When a form was filled in: now, less the time that it waited. The device's clock need not be right for that."""
    said = request.headers.get(WAITED, "0")
    waited = timedelta(seconds=int(said)) if said.isdecimal() and len(said) < len("1000000000") else timedelta()
    return timezone.localtime() - min(waited, LONGEST)


def may_wait(view: Callable[..., HttpResponse]) -> Any:
    """Answer a form that waited on a device in JSON: that it is kept, or that its page has something to put right."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if WAITED not in request.headers:
            return view(request, *args, **kwargs)
        if not is_same_owner(request):
            return _refused("owner", "the account this was entered in; sign in again", 401)
        return _told(request, view(request, *args, **kwargs))

    return answered


def _told(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    if answer.status_code == 302:
        return JsonResponse({"record": {"id": request.POST.get("id"), "revision": FIRST}}, status=201)
    if answer.status_code == 422:
        return _refused("form", "what its page says when it is sent from there", 422)
    return answer


def _refused(field: str, allowed: str, status: int) -> JsonResponse:
    return JsonResponse({"field": field, "got": None, "allowed": allowed}, status=status)
