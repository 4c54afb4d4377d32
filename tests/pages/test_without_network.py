"""Without a network, in a real Chromium: pages open again, what is entered stays, nobody sees somebody else's."""

import pytest

from ischia.care.models import HomeSession, SessionVersion

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def with_made_up_people(settings):
    settings.DEMO = True


@pytest.fixture
def open_page(open_page):
    """As for every page test, but a network that is not there is no fault of the page."""
    pages = []

    def opened(*args, **more):
        pages.append(open_page(*args, **more))
        return pages[-1]

    yield opened
    for page in pages:
        page.wrong[:] = [each for each in page.wrong if "net::ERR_INTERNET_DISCONNECTED" not in each]


def open_plan(open_page, **more):
    """A made-up person's plan, with the service worker at work."""
    page = open_page("/", **more)
    page.get_by_role("button", name="Carlos").click()
    page.wait_for_url("**/result/**")
    page.goto("/plan/")
    page.evaluate("navigator.serviceWorker?.ready.then(() => 1)")
    wait_for(page, "caches.match(location.href).then(Boolean)")
    return page


def wait_for(page, what):
    page.wait_for_function(f"async () => {what}", polling=100)


def go_offline(page):
    page.context.set_offline(True)


def open_form(page):
    page.get_by_role("link", name="I did it").first.click()
    page.get_by_role("heading", name="I did it").wait_for()


def test_a_page_that_was_opened_opens_again_without_a_network(open_page):
    page = open_plan(open_page)
    open_form(page)
    form = page.url
    wait_for(page, "caches.match(location.href).then(Boolean)")
    go_offline(page)
    page.reload()
    assert page.get_by_role("heading", name="I did it").is_visible()
    page.get_by_text("This page is as it was when you last opened it").wait_for()
    page.goto("/check/")
    assert "Without the internet" in page.title()
    page.goto("/emergency/")
    assert page.locator("h1").inner_text() == "Do not wait"
    page.goto(form)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.button')).minHeight") != "0px"
    )  # its styles came too


def test_what_is_entered_without_a_network_arrives_once_when_it_is_back(open_page):
    page = open_plan(open_page)
    open_form(page)
    wait_for(page, "caches.match(location.href).then(Boolean)")
    go_offline(page)
    page.get_by_label("Part of it").check()
    page.get_by_role("group", name="How bad was the pain before?").get_by_label("6").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Kept on this device. It is sent").wait_for()
    page.reload()  # the tab is gone and comes back, still without a network
    page.get_by_text("Kept on this device, to be sent:").wait_for()
    page.context.set_offline(False)
    page.locator("[data-say=waiting]").wait_for(state="hidden")
    row = HomeSession.objects.get()
    assert (row.done, row.pain_before) == ("partly", 6)
    assert SessionVersion.objects.count() == 1
