"""Diary and measures without a network, in a real Chromium: what was typed is kept on the device and arrives once."""

import contextlib

import pytest
from playwright.sync_api import Error, expect

from ischia.care.diary.models import EntryVersion, MeasureAnswers
from tests.pages.offline import has_run, kept_for_later

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def diary(open_page):
    """The diary, opened once with a network, the service worker at work."""
    page = open_page("/diary/")
    kept_for_later(page)
    yield page
    page.wrong[:] = [each for each in page.wrong if "net::ERR_INTERNET_DISCONNECTED" not in each]


def write(page, number, note=""):
    has_run(page, "ischia/offline/forms.js")
    page.get_by_role("group", name="Leg pain, left").get_by_role("radio", name=str(number), exact=True).check()
    if note:
        if not page.get_by_label("Note").is_visible():
            page.get_by_text("A note", exact=True).click()
        page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Save", exact=True).click()


def waits(page, number):
    page.locator("[data-say=waiting]").get_by_text(f"to be sent: {number}").wait_for()


def all_sent(page, model, number):
    """Wait until the server has it all, and the page says nothing of waiting any more."""
    for _ in range(150):
        if model.objects.count() >= number:
            break
        page.wait_for_timeout(100)
    expect(page.locator("[data-say=waiting]")).to_be_hidden()


def kept():
    return sorted((each.said["scores"]["leg_pain:left"], each.said["note"]) for each in EntryVersion.objects.all())


def test_with_a_network_it_is_saved_as_ever(diary):
    write(diary, 4)
    diary.get_by_role("status").get_by_text("Saved for").wait_for()
    assert kept() == [(4, "")]


def test_entries_of_days_without_a_network_arrive_each_once(diary):
    diary.context.set_offline(True)
    write(diary, 4, "first")
    waits(diary, 1)
    write(diary, 6, "second")
    waits(diary, 2)
    diary.reload()
    waits(diary, 2)
    assert kept() == []
    diary.context.set_offline(False)
    all_sent(diary, EntryVersion, 2)
    assert kept() == [(4, "first"), (6, "second")]


def test_a_tab_that_is_killed_while_saving_loses_nothing(diary):
    diary.context.route("**/diary/", lambda route: None if route.request.method == "POST" else route.continue_())
    write(diary, 5)
    waits(diary, 1)
    context = diary.context
    diary.close()
    context.unroute("**/diary/")
    again = context.new_page()
    again.goto(f"{diary.url.split('/diary')[0]}/diary/")
    all_sent(again, EntryVersion, 1)
    assert kept() == [(5, "")]


def test_an_answer_that_is_lost_doubles_nothing(diary):
    def lose(route):
        route.fetch()
        with contextlib.suppress(Error):  # the page that asked may be gone by now
            route.abort()

    diary.context.route("**/diary/", lambda route: lose(route) if route.request.method == "POST" else route.continue_())
    write(diary, 5)
    waits(diary, 1)
    diary.context.unroute("**/diary/")
    diary.reload()
    all_sent(diary, EntryVersion, 1)
    assert kept() == [(5, "")]
    diary.wrong.clear()


def test_what_has_to_be_put_right_is_said_beside_the_field_and_nothing_typed_is_gone(diary):
    diary.get_by_text("It was on another day, or earlier").click()
    diary.get_by_label("Time").fill("")
    diary.get_by_label("Day").fill("2026-01-05")
    write(diary, 5)
    diary.get_by_text("Add a time. A guess is fine.").first.wait_for()
    expect(diary.get_by_label("Day")).to_have_value("2026-01-05")
    expect(diary.locator("input[name=leg_pain_left]:checked")).to_have_value("5")
    assert kept() == []
    diary.wrong.clear()


def test_a_measure_answered_without_a_network_arrives_too(open_page):
    page = open_page("/measures/nrs_leg/")
    kept_for_later(page)
    has_run(page, "ischia/offline/forms.js")
    page.context.set_offline(True)
    page.get_by_role("group").first.get_by_role("radio", name="7", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    waits(page, 1)
    page.context.set_offline(False)
    all_sent(page, MeasureAnswers, 1)
    assert [row.answers for row in MeasureAnswers.objects.all()] == [{"pain": 7}]
    page.wrong.clear()
