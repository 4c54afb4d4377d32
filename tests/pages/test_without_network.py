"""Without a network, in a real Chromium: pages open again, what is entered stays, nobody sees somebody else's."""

import os
import re
from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from ischia.care.models import HomeSession, SessionVersion
from tests.pages.conftest import PATIENCE, QUIET
from tests.pages.offline import has_run, kept_for_later

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
    kept_for_later(page)
    return page


def go_offline(page):
    page.context.set_offline(True)


def open_form(page):
    page.get_by_role("link", name="I did it").first.click()
    page.get_by_role("heading", name="I did it").wait_for()
    page.wait_for_load_state()


def test_a_page_that_was_opened_opens_again_without_a_network(open_page):
    page = open_plan(open_page)
    open_form(page)
    form = page.url
    kept_for_later(page)
    go_offline(page)
    page.reload()
    expect(page.get_by_role("heading", name="I did it")).to_be_visible()
    page.get_by_text("This page is as it was when you last opened it").wait_for()
    page.goto("/check/")
    expect(page).to_have_title(re.compile("Without the internet"))
    page.goto("/emergency/")
    expect(page.locator("h1")).to_have_text("Do not wait")
    page.goto(form)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.button')).minHeight") != "0px"
    )  # its styles came too


def test_what_is_entered_without_a_network_arrives_once_when_it_is_back(open_page):
    page = open_plan(open_page)
    open_form(page)
    kept_for_later(page)
    has_run(page, "care/did.js")
    go_offline(page)
    page.get_by_label("Part of it").check()
    page.get_by_role("group", name="How bad was the pain before?").get_by_label("6").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Kept on this device. It is sent").wait_for()
    page.reload()  # the tab is gone and comes back, still without a network
    page.get_by_text("Kept on this device, to be sent:").wait_for()
    page.context.set_offline(False)
    expect(page.locator("[data-say=waiting]")).to_be_hidden()
    row = HomeSession.objects.get()
    assert (row.done, row.pain_before) == ("partly", 6)
    assert SessionVersion.objects.count() == 1


def test_after_signing_out_nothing_of_the_account_is_left_to_open(open_page):
    page = open_page("/account/sign-up/")
    page.get_by_label("A name to sign in with").fill("anna")
    page.get_by_label("A password").fill("four calm words here")
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/account/")
    page.goto("/")
    page.get_by_role("button", name="Carlos").click()
    page.wait_for_url("**/result/**")
    page.goto("/plan/")
    plan = page.url
    kept_for_later(page)
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()
    go_offline(page)
    page.goto(plan)
    expect(page).to_have_title(re.compile("Without the internet"))
    assert "Carlos" not in page.content()


def test_a_form_that_cannot_be_sent_says_so_and_going_back_finds_it_as_it_was(open_page):
    page = open_plan(open_page)
    page.goto("/account/sign-up/")
    page.get_by_label("A name to sign in with").fill("anna")
    go_offline(page)
    page.get_by_role("button", name="Make my account").click()
    page.get_by_text("If such a form could not be sent, go back").wait_for()


@pytest.fixture
def plain_http(browser, live_server, settings):
    """The site by a name over plain HTTP, as phones at home reach a computer without a certificate."""
    settings.ALLOWED_HOSTS = ["ischia.test"]
    port = live_server.url.rsplit(":", 1)[1]
    rules = ["--host-resolver-rules=MAP ischia.test 127.0.0.1", *QUIET]
    other = browser.browser_type.launch(executable_path=os.environ.get("CHROMIUM"), args=rules)
    context = other.new_context(base_url=f"http://ischia.test:{port}")
    context.set_default_timeout(PATIENCE)
    yield context
    other.close()


def test_over_plain_http_everything_works_and_the_page_says_what_is_missing(plain_http):
    page = plain_http.new_page()
    page.goto("/")
    assert not page.evaluate("isSecureContext")
    page.get_by_role("button", name="Carlos").click()
    page.wait_for_url("**/result/**")
    page.goto("/plan/")
    open_form(page)
    has_run(page, "care/did.js")
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_label("Yes, all of it").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Kept on this device. It is sent").wait_for()
    page.goto("/offline/")
    page.get_by_text("The address begins with http, not https").wait_for()
    expect(page.get_by_text("Does not keep pages")).to_be_visible()
    expect(page.get_by_text("Keeps what you enter until it is sent")).to_be_visible()
    page.unroute("**/api/**")
    page.get_by_role("button", name="Send now").click()
    page.get_by_text("Nothing waits.").wait_for()
    assert HomeSession.objects.get().done == "done"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_pages_are_accessible_on_phone_and_desk(open_page, check_accessibility, take_picture, look):
    page = open_plan(open_page, width=390, look=look)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto("/offline/")
        page.get_by_text("Nothing waits.").wait_for()
        check_accessibility(page)
        take_picture(page, f"offline-{width}-{look}")
        page.goto("/plan/")
        open_form(page)
        check_accessibility(page)
        take_picture(page, f"did-{width}-{look}")


def test_without_scripts_it_is_said_kept_and_added_to_a_day_later(open_page, check_accessibility):
    page = open_page("/", javascript=False)
    page.get_by_role("button", name="Carlos").click()
    page.wait_for_url("**/result/**")
    page.goto("/plan/")
    open_form(page)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Say whether you did it").wait_for()
    page.get_by_label("Part of it").check()
    page.get_by_role("group", name="How bad was it right after?").get_by_label("4").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("heading", name="What is kept").wait_for()
    HomeSession.objects.update(ended_at=now() - timedelta(hours=20), started_at=None)
    page.reload()
    page.get_by_role("group", name="A day after your session: how bad is the pain?").get_by_label("3").check()
    page.get_by_label("No, nothing new").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("3 out of 10").wait_for()
    row = HomeSession.objects.get()
    assert (row.done, row.pain_end, row.pain_24h, row.revision, row.versions.count()) == ("partly", 4, 3, 2, 2)


def test_the_manifest_makes_it_installable(open_page):
    page = open_plan(open_page)
    chromium = page.context.new_cdp_session(page)
    assert chromium.send("Page.getAppManifest")["errors"] == []
    assert chromium.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )
