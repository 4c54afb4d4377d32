"""Whatever is sent to the addresses of finding, listing and booking, the answer is never "our fault".

A seeded generator takes requests that work and spoils them: method, words of the address, fields, values, bodies,
headers. It finds the addresses by itself, so a new one is included. ISCHIA_FUZZ_REQUESTS says how many
(100000 for the bar), ISCHIA_FUZZ_SEED which.
"""

import json
import os
import random
from collections import Counter
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from ischia.practice.models import Clinic, Room
from tests.practice.practices import MONDAY, at, service, therapist

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
REQUESTS = int(os.environ.get("ISCHIA_FUZZ_REQUESTS", "800"))
SEED = int(os.environ.get("ISCHIA_FUZZ_SEED", "1"))
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
OURS = {"booking_api", "booking", "finding", "listing", "importing", "calendar", "directory"}
ODD_METHODS = ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")
NASTY = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1e308",
        "NaN",
        "99999999999999999999",
        "٣",
        "1.5",
        "true",
        "null",
        "[]",
        "{}",
        "a\x00b",
        "\n",
    ),
    *(
        "\ud800",
        "\x1b[31m",
        "%",
        "%00",
        "%s",
        "{0}",
        "${x}",
        "' OR 1=1 --",
        "<script>",
        "../../etc/passwd",
        "\u202e",
        "|a|",
    ),
    *("é" * 300, "x" * 5000, "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01T00:00:00+14:00", "2026-12-01T09:00"),
    *(
        "9999-12-31T23:59:00-12:00",
        "2026-12-01T09:00:00Z",
        "24:00",
        "Europe/London",
        "Europe",
        "UTC+1",
        "91,181",
        "nan,nan",
    ),
    *("inf,-inf", "51.5,-0.1"),
)
HEADERS = (
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_X_ISCHIA_OWNER",
    "HTTP_COOKIE",
    "HTTP_ACCEPT",
    "HTTP_REFERER",
    "HTTP_X_CSRFTOKEN",
)
TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    "a/b; c=\x7f",
)
FIELDS = (
    *("id", "service", "clinic", "code", "starts", "first_visit", "zone", "from", "days", "name", "email", "phone"),
    *("reason", "near", "within", "within_km", "technique", "setting", "page", "sort", "next", "day", "word", "q"),
    *("lat", "lon", "language", "gender"),
)
USUAL = {  # what an address takes; others get some of all fields
    "times": (["service", "from", "days", "zone"], ["clinic", "code", "from"]),
    "holds": (["id", "service", "starts", "first_visit", "zone"], ["id", "clinic", "code", "starts"]),
    "book": (["name", "email", "phone"],),
    "move": (["starts"],),
    "cancel": ([],),
}


def addresses(patterns=None, prefix="", ours=False):
    """Every address of ours: its pieces, each text or the kind of word that stands there."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(getattr(each.pattern, "_route", each.pattern))
        inside = ours or getattr(each, "namespace", None) in OURS
        if hasattr(each, "url_patterns"):
            yield from addresses(each.url_patterns, route, inside)
        elif inside:
            yield route


class Spoiler:
    def __init__(self, seed, known):
        self.chance, self.known = random.Random(seed), known
        self.routes = sorted(addresses())

    def path(self):
        route = self.chance.choice(self.routes)
        return "/" + "/".join(self.word(piece) if piece.startswith("<") else piece for piece in route.split("/"))

    def word(self, piece):
        name = piece.strip("<>").rpartition(":")[2]
        return quote(self.value(name), safe="", errors="replace") if self.chance.random() < 0.4 else self.good(name)

    def good(self, name):
        return str(self.chance.choice(self.known.get(name, self.known["id"])))

    def value(self, name):
        if self.chance.random() < 0.85 and name in self.known:
            return self.good(name)
        if self.chance.random() < 0.8:
            return self.chance.choice(NASTY)
        return self.good(self.chance.choice(sorted(self.known)))

    def fields(self, path):
        last = path.rstrip("/").rpartition("/")[2]
        names = [name for name in self.chance.choice(USUAL.get(last, ([],))) if self.chance.random() < 0.95]
        if last not in USUAL or self.chance.random() < 0.2:
            names += self.chance.sample(FIELDS, self.chance.randrange(5))
        return {name: self.value(name) for name in names}

    def odd(self, depth=0):
        """Something that JSON can hold and nobody expects."""
        kind = self.chance.randrange(7 if depth < 3 else 4)
        plain = (
            None,
            self.chance.choice((True, False)),
            self.chance.choice((0, -1, 2**70, 1.5, 1e300)),
            self.chance.choice(NASTY),
        )
        if kind < 4:
            return plain[kind]
        return {self.chance.choice(FIELDS): self.odd(depth + 1)} if kind == 4 else [self.odd(depth + 1)] * kind

    def body(self, path):
        said = {name: self.odd() if self.chance.random() < 0.1 else value for name, value in self.fields(path).items()}
        if said.get("id") in self.known["id"] or ("id" in said and self.chance.random() < 0.5):
            said["id"] = str(UUID(int=self.chance.getrandbits(128)))
        text = json.dumps(self.odd() if self.chance.random() < 0.05 else said)
        if self.chance.random() < 0.1:
            text = text[: self.chance.randrange(len(text) + 1)] + self.chance.choice(NASTY)
        raw = text.encode("utf-8", "surrogatepass")
        return raw if self.chance.random() < 0.97 else self.chance.randbytes(40)

    def request(self):
        path = self.path()
        method = "POST" if path.startswith("/api/") and "times" not in path else self.chance.choice(("GET", "POST"))
        if self.chance.random() < 0.1:
            method = self.chance.choice(ODD_METHODS)
        query = self.form(path) if method == "GET" or self.chance.random() < 0.1 else ""
        headers = {self.chance.choice(HEADERS): self.printable()} if self.chance.random() < 0.1 else {}
        if method == "POST" and self.chance.random() < (0.1 if path.startswith("/api/") else 0.8):
            return method, path, self.form(path).encode(), TYPES[1], query, headers
        kind = TYPES[0] if self.chance.random() < 0.95 else self.chance.choice(TYPES)
        return method, path, b"" if method in ("GET", "HEAD") else self.body(path), kind, query, headers

    def form(self, path):
        return "&".join(f"{name}={quote(value, errors='replace')}" for name, value in self.fields(path).items())

    def printable(self):
        return "".join(sign for sign in self.chance.choice(NASTY) if 31 < ord(sign) < 256)


@pytest.fixture
def known():
    clinic = Clinic.objects.create(slug="house", name="House")
    Room.objects.create(clinic=clinic, name="Blue")
    listing = therapist(zone="Europe/London")
    listing.clinic = clinic
    listing.save()
    offered = [service(listing, is_treatment=False), service(listing, "room", needs_room=True)]
    found = {
        "id": [uuid4(), *(each.pk for each in offered)],
        "service": [each.pk for each in offered],
        "starts": [
            at(hour, day=MONDAY + timedelta(days=day)).isoformat() for hour in range(8, 18) for day in range(20)
        ],
        "from": [MONDAY],
        "day": [MONDAY],
    }
    plain = "clinic=house code=massage code=room zone=Asia/Kathmandu first_visit=true first_visit=false days=1 days=14"
    plain += f" name=Pat email=pat@example.org phone=1 slug={listing.slug} word=x near=51.5,-0.1"
    for name, value in (each.split("=") for each in plain.split()):
        found.setdefault(name, []).append(value)
    return found


def test_no_request_is_answered_with_our_fault(known, settings):
    settings.STORAGES = PLAIN
    spoiler, client, seen = Spoiler(SEED, known), Client(raise_request_exception=False), Counter()
    client.get("/api/ticket/")
    for number in range(REQUESTS):
        method, path, body, kind, query, headers = request = spoiler.request()
        answer = client.generic(method, path, body, kind, QUERY_STRING=query, **headers)
        assert answer.status_code < 500, (number, request, getattr(answer, "exc_info", None), connection.vendor)
        seen[answer.status_code] += 1
        if answer.status_code in (200, 201) and path == "/api/holds/" and method == "POST":
            kept = answer.json()
            known["id"].append(kept["id"])
            known["word"].append(kept["word"])
    assert {200, 201, 404, 405, 409, 422} <= set(seen), seen
    if REQUESTS > 10_000:
        print(f"{REQUESTS} requests, seed {SEED}, {connection.vendor}: {sorted(seen.items())}")
