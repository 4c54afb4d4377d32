"""Made-up people on a device of their own, for tests of pages."""

from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse


def open_demo(client: Client, slug: str) -> str:
    """Open a made-up person and give the address of their result."""
    answer = client.post(reverse("demo_person", args=[slug]))
    assert answer.status_code == 302, answer.status_code
    return urlsplit(answer.url).path
