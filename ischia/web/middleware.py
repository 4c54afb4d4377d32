"""One header Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def forbid_sensors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No page may use camera or microphone; the place, tilt and wake lock are for our own pages, when they ask."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = (
            "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), "
            "accelerometer=(self), gyroscope=(self), screen-wake-lock=(self)"
        )
        return response

    return answer
