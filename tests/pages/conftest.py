"""Real pages in a real Chromium: opened, looked at, checked for accessibility, pictured."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.core.management.base import CommandError
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connections
from django.test import override_settings
from django.test.testcases import TransactionTestCase
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ischia.core.knowledge import load_knowledge

# Playwright runs an event loop in this thread; Django would take it for an async view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The tests' server writes an answer in two pieces; without this the second waits 40 ms for word of the first.
WSGIRequestHandler.disable_nagle_algorithm = True

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SCREENS = Path(__file__).parents[2] / "docs" / "screens"
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

HERE = Path(__file__).parent
PATIENCE = 20_000  # milliseconds to wait for what must come: a machine that does much else at once is slow, not wrong
expect.set_options(timeout=PATIENCE)
TRIES = 5


def pytest_collection_modifyitems(items):
    """A page test that fails is tried twice more, and the end of the run names it: it is to be mended all the same."""
    for item in items:
        if HERE in item.path.parents and not item.get_closest_marker("flaky"):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))


def _empty_patiently(test_case, empty=TransactionTestCase._fixture_teardown):
    """Empty the database after a test; a page that is gone may have sent one more thing just then."""
    for tried in range(1, TRIES + 1):
        try:
            empty(test_case)
        except CommandError:
            if tried == TRIES:
                raise
            time.sleep(0.5)
        else:
            return


TransactionTestCase._fixture_teardown = _empty_patiently


@pytest.fixture(autouse=True, scope="session")
def plain_and_quick():
    options = connections.settings["default"].get("OPTIONS", {})
    if "init_command" in options:  # here no power fails, so SQLite need not wait for the disk
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    with override_settings(STORAGES=PLAIN, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def no_tries_yet(db):
    cache.clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    load_knowledge()  # compiled now, or the first page waits for it
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server, request):
    """Open a page: open_page("/emergency/", width=390, look="dark", javascript=False). Asking another host fails it."""
    contexts = []
    # What is only looked at is not kept for later: without the worker, a page costs a third as much to open.
    workers = "block" if request.node.get_closest_marker("look") else "allow"

    def opened(path: str = "/", *, width: int = 1280, look: str = "light", javascript: bool = True, **more) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            color_scheme=look,
            java_script_enabled=javascript,
            **{"service_workers": workers, **more},
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.wrong = []  # what no page may do; looked at when the test ends
        page.on("request", lambda request: _note_foreign(page, request.url, live_server.url))
        page.on("pageerror", lambda error: page.wrong.append(f"script broke: {error}"))
        page.on("console", lambda said: said.type == "error" and _note_console(page, said.text))
        page.goto(path)
        return page

    yield opened
    wrong = [what for context in contexts for page in context.pages for what in getattr(page, "wrong", [])]
    for context in contexts:
        context.close()
    assert wrong == []


def _note_foreign(page: Page, url: str, home: str) -> None:
    if not url.startswith((home, "data:", "blob:")):
        page.wrong.append(f"asked another host: {url}")


def _note_console(page: Page, text: str) -> None:
    if "Failed to load resource: the server responded with a status of" not in text:  # an error page has such a status
        page.wrong.append(text)


@pytest.fixture(scope="session")
def check_accessibility():
    """Run axe; any violation fails, with what it found."""

    def check(page: Page) -> None:
        found = Axe().run(page)
        told = [(hit["id"], [node["html"][:160] for node in hit["nodes"]]) for hit in found.response["violations"]]
        assert told == []

    return check


@pytest.fixture(scope="session")
def take_picture():
    """Keep a picture in docs/screens; only when asked to, so that a normal run leaves the tree as it was."""

    def take(page: Page, name: str, *, whole: bool = True) -> None:
        if os.environ.get("ISCHIA_TAKE_PICTURES") == "1":
            SCREENS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENS / f"{name}.png", full_page=whole, animations="disabled")

    return take
