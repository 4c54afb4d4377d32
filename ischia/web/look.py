"""Light, dark, or as the device says: kept in a cookie, chosen with a plain form."""

from django.http import HttpRequest

COOKIE = "ischia_look"
LOOKS = ("auto", "light", "dark")


def look_of(request: HttpRequest) -> str:
    """The look this person chose; the device decides until they do."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in LOOKS else "auto"
