"""Remembers a visitor without an account on their own device."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ischia.accounts.whose import COOKIE, MAX_AGE, SALT


def remember_device(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set the cookie once something was kept; take it away when it was forgotten or moved into an account."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        secret = getattr(request, "device_secret", None)
        if secret:
            response.set_signed_cookie(
                COOKIE, secret, salt=SALT, max_age=MAX_AGE, httponly=True, samesite="Lax", secure=settings.HTTPS
            )
        elif secret == "":
            response.delete_cookie(COOKIE, samesite="Lax")
        return response

    return answer
