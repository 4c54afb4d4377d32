"""What makes the site open without a network: the service worker, the manifest, and the page that explains it."""

import hashlib
import json
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SOURCE = "ischia/offline/worker.js"
# What a page needs to look and work as it should. Everything else is kept when a page that uses it is opened.
SHELL = (
    "ischia/*.css",
    "ischia/components/*.css",
    "ischia/keys.js",
    "ischia/mark.svg",
    "ischia/icons.svg",
    "ischia/offline/*.js",
    "ischia/fonts/atkinson-hyperlegible-next-latin-?00-normal.woff2",
    "ischia/fonts/source-serif-4-latin-600-normal.woff2",
    "care/player/*",
    "care/did.js",
)
ICONS = ("192", "512")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. With `?sends` it is a module that also sends what waits while all pages are closed."""
    version, files = _shell() if settings.DEBUG else _shell_once()
    said = {
        "version": version,
        "files": [static(name) for name in files if name != SOURCE],
        "statics": settings.STATIC_URL,
        "offline": reverse("offline"),
        "emergency": reverse("emergency"),
    }
    text = f"const ISCHIA = {json.dumps(said)};\n{_bytes(SOURCE).decode()}"
    if "sends" in request.GET:
        text = f'import {{ sendWaiting }} from "{static("ischia/offline/sync.js")}";\n{text}\n{SEND}'
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


# The tag is the one that offline/outbox.js asks for.
SEND = 'addEventListener("sync", (event) => event.tag === "ischia-outbox" && event.waitUntil(sendWaiting()));\n'


@require_safe
@cache_control(max_age=60 * 60)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone asks for when someone puts the site on the home screen."""
    sizes = [
        {
            "src": static(f"ischia/icons/{kind}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": to,
        }
        for kind, to in (("app", "any"), ("maskable", "maskable"))
        for size in ICONS
    ]
    said = {
        "id": "/",
        "name": _("Ischia: massage and care for sciatica"),
        "short_name": "Ischia",
        "start_url": reverse("plan:today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf6ee",
        "theme_color": "#1c5a52",
        "icons": [{"src": static("ischia/mark.svg"), "sizes": "any", "type": "image/svg+xml"}, *sizes],
    }
    return JsonResponse(said, content_type="application/manifest+json")


@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """Say what works without a network, and what still waits on this device. Shown when a page cannot be had, too."""
    return render(request, "offline.html")


def _shell() -> tuple[str, tuple[str, ...]]:
    """The files that are kept from the first visit on, and a word that changes whenever one of them does."""
    names = sorted(
        name.replace("\\", "/")
        for finder in finders.get_finders()
        for name, _storage in finder.list([])
        if any(fnmatch(name.replace("\\", "/"), pattern) for pattern in SHELL)
    )
    parts = (f"{static(name)} {hashlib.sha256(_bytes(name)).hexdigest()}" for name in names)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16], tuple(names)


_shell_once = lru_cache(maxsize=1)(_shell)


def _bytes(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()
