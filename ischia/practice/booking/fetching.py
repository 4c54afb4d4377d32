"""Fetching a calendar from an address that a therapist gave: http or https, small, quick, and never from inside.

The address is looked up here and the connection goes to what was looked up and checked, so that a name which answers
differently the second time leads nowhere else. Each step of a redirection is checked the same way.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from ischia.core.problems import Problem
from ischia.exchange.busy_times import AT_MOST_BYTES

SECONDS = 15  # in all
STEPS = 3
ALLOWED = "an address that begins with https:// or http:// and that everybody can reach"


def fetch(address: str) -> bytes:
    """What stands at an address.

    Raises:
        Problem: the address is not allowed, does not answer, or answers too much or too slowly.
    """
    deadline = time.monotonic() + SECONDS
    for _step in range(STEPS):
        try:
            found, address = _ask(address, deadline)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise Problem("busy_from", type(error).__name__, "an address that answers") from error
        if found is not None:
            return found
    raise Problem("busy_from", "too many redirections", ALLOWED)


def _ask(address: str, deadline: float) -> tuple[bytes | None, str]:
    """The answer, or the address that it sends on to."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
        raise Problem("busy_from", address[:200], ALLOWED)
    connection = _connect(parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80), deadline)
    try:
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection.request("GET", path, headers={"Accept": "text/calendar", "User-Agent": "Ischia"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return None, urljoin(address, answer.headers.get("Location", ""))
        if answer.status != http.client.OK:
            raise Problem("busy_from", f"an answer {answer.status}", "an address with a calendar")
        return _body(answer, deadline), address
    finally:
        connection.close()


def _connect(scheme: str, host: str, port: int, deadline: float) -> http.client.HTTPConnection:
    left = max(0.1, deadline - time.monotonic())
    connection = http.client.HTTPConnection(host, port, timeout=left)
    connection.sock = socket.create_connection((_checked(host, port), port), timeout=left)
    if scheme == "https":
        connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
    return connection


def _checked(host: str, port: int) -> str:
    """The number of a host, where everybody may reach it."""
    for *_rest, found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        number = str(found[0])
        if settings.PRIVATE_CALENDARS or ipaddress.ip_address(number.partition("%")[0]).is_global:
            return number
    raise Problem("busy_from", host[:200], ALLOWED)


def _body(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    body = b""
    while piece := answer.read1(65_536):
        body += piece
        if len(body) > AT_MOST_BYTES:
            raise Problem("busy_from", "a larger answer", "a calendar of at most 2 MB")
        if time.monotonic() > deadline:
            raise Problem("busy_from", "a slow answer", f"a calendar within {SECONDS} seconds")
    return body
