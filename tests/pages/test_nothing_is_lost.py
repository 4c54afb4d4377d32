"""Whatever happens to the phone, what was done at home is kept once: each misfortune, in a real Chromium."""

import pytest
from playwright.sync_api import expect

from ischia.care.models import HomeSession, SessionVersion
from ischia.web import offline
from tests.pages.offline import kept_for_later
from tests.pages.sessions import (
    LISTEN,
    arrived,
    begin,
    connect,
    is_now,
    opened,
    press,
    shown,
    start,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WAITS = "[data-say=waiting]"


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def another_tab(page, path=None, *, later=0):
    """A new tab of the same browser, so many seconds later by the clock."""
    now = page.evaluate("Date.now()")
    tab = page.context.new_page()
    tab.wrong = []
    tab.clock.install(time=now / 1000 + later)
    tab.add_init_script(LISTEN)
    tab.goto(path or page.url)
    return tab


def killed(page):
    """The tab is gone without a word, and opened again."""
    tab = another_tab(page, "about:blank")
    address = page.url
    page.close(run_before_unload=False)
    tab.goto(address)
    return tab


def stop(page):
    """Stop the session that is played. Its record goes to be sent."""
    press(page, "stop")
    page.get_by_role("button", name="I just want to stop").click()
    expect(page.locator("#after-title")).to_be_visible()


def tell_pain(page, pain):
    page.locator(f"#id_pain_end_{pain}").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#kept")).to_be_visible()


def test_a_tab_that_is_killed_goes_on_where_it_was_and_makes_one_record(open_page):
    page = open_page("/")
    begin(page)
    start(page)
    page.clock.run_for(50_000)
    where = shown(page)
    page = killed(page)
    opened(page)
    is_now(page, "playing", where)
    stop(page)
    arrived(page, revision=1)
    page = killed(page)
    tell_pain(page, 4)
    assert arrived(page, revision=2).pain_end == 4
    assert HomeSession.objects.count() == 1


def test_after_days_without_a_network_it_arrives_with_the_times_at_which_it_was_done(open_page):
    page = open_page("/")
    begin(page)
    kept_for_later(page)
    page.context.set_offline(True)
    start(page)
    page.clock.run_for(30_000)
    stop(page)
    done = page.evaluate("Date.now()")
    tell_pain(page, 2)
    for _ in range(3):
        page = another_tab(page, later=86_400)
        expect(page.locator(WAITS)).to_be_visible()
        assert not HomeSession.objects.exists()
    connect(page)
    kept = arrived(page, revision=2)
    assert abs(kept.ended_at.timestamp() * 1000 - done) < 2_000
    assert SessionVersion.objects.count() == 2


def test_two_devices_that_disagree_are_both_kept_and_the_person_chooses(open_page):
    phone = open_page("/", width=390)
    begin(phone)
    start(phone)
    phone.clock.run_for(30_000)
    stop(phone)
    kept = arrived(phone, revision=1)
    phone.context.set_offline(True)
    tell_pain(phone, 2)
    laptop = open_page("/", storage_state={**phone.context.storage_state(), "origins": []})
    laptop.goto(f"/did/{kept.pk}/")
    laptop.get_by_label("Note").fill("from the laptop")
    laptop.get_by_role("button", name="Keep it").click()
    laptop.locator("dd").get_by_text("from the laptop").wait_for()
    connect(phone)
    phone.clock.run_for(10_000)
    phone.locator("[data-say=conflict] a").click()
    phone.get_by_text("This was written on two devices at once").wait_for()
    phone.get_by_role("button", name="This one is right").click()
    phone.get_by_text("What is kept").wait_for()
    kept.refresh_from_db()
    assert (kept.pain_end, kept.notes, kept.versions.count()) == (2, "", 4)
    expect(phone.locator("[data-say=conflict]")).to_be_hidden()


def test_while_the_server_is_down_it_is_kept_here_and_arrives_when_it_is_up(open_page):
    page = open_page("/")
    begin(page)
    page.context.route("**/api/**", lambda route: route.fulfill(status=503, body="<h1>Down</h1>"))
    start(page)
    page.clock.run_for(30_000)
    stop(page)
    tell_pain(page, 5)
    expect(page.locator(WAITS)).to_be_visible()
    page.clock.run_for(600_000)
    assert not HomeSession.objects.exists()
    page.context.unroute_all(behavior="wait")
    arrived(page, revision=2)
    assert SessionVersion.objects.count() == 2


def test_with_a_full_disk_the_session_goes_on_and_arrives(open_page):
    page = open_page("/")
    begin(page)
    chromium = page.context.new_cdp_session(page)
    opened(page)
    page.context.set_offline(True)
    chromium.send("Storage.overrideQuotaForOrigin", {"origin": page.evaluate("location.origin"), "quotaSize": 1})
    page.evaluate("for (let n = 0; n < 6; n++) try { localStorage.setItem('b' + n, 'x'.repeat(2 ** 20)); } catch {}")
    start(page)
    page.clock.run_for(60_000)
    is_now(page, "playing")
    stop(page)
    tell_pain(page, 1)
    expect(page.locator(WAITS)).to_be_visible()
    there = "(await import('/static/ischia/offline/indexed.js')).openIndexed().then((place) => place.all('waiting'))"
    assert page.evaluate(f"async () => {there}") == []
    connect(page)
    arrived(page, revision=2)
    assert SessionVersion.objects.count() == 2


def test_a_new_version_of_the_site_in_between_loses_neither_the_session_nor_what_waits(open_page, monkeypatch):
    page = open_page("/")
    begin(page)
    kept_for_later(page)
    start(page)
    page.clock.run_for(50_000)
    where = shown(page)
    _, files = offline._shell_once()
    monkeypatch.setattr(offline, "_shell_once", lambda: ("newer", files))
    page.evaluate("navigator.serviceWorker.getRegistration().then((worker) => worker.update())")
    page.wait_for_function("async () => (await caches.keys()).includes('ischia-files-newer')", polling=100)
    page.evaluate(
        """() => new Promise((done) => {
          const asked = indexedDB.open("ischia", 2);
          asked.onupgradeneeded = () => asked.result.createObjectStore("of a newer version");
          asked.onsuccess = () => done(asked.result.close());
        })"""
    )
    page.context.set_offline(True)
    page.reload()
    opened(page)
    is_now(page, "playing", where)
    stop(page)
    connect(page)
    arrived(page, revision=1)
    assert SessionVersion.objects.count() == 1


def test_of_two_tabs_one_plays_and_there_is_one_record(open_page):
    page = open_page("/")
    begin(page)
    opened(page)
    other = another_tab(page)
    opened(other)
    start(page)
    other.wait_for_url("**/session/")
    page.clock.run_for(50_000)
    where = shown(page)
    other.get_by_role("link", name="Go on with it").click()
    opened(other)
    is_now(other, "playing", where)
    page.wait_for_url("**/session/")
    stop(other)
    arrived(other, revision=1)
    page.goto(other.url)
    expect(page.locator("#after-title")).to_be_visible()
    tell_pain(page, 3)
    arrived(page, revision=2)
    assert (HomeSession.objects.count(), SessionVersion.objects.count()) == (1, 2)
