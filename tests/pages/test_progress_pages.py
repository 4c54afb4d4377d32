"""Progress as people meet it: charts on a phone and on a desk, in light and dark, on paper, and as tables."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from ischia.accounts.models import Keeper
from ischia.care.diary.usecases import keep_entry
from ischia.core.diary import Entry

pytestmark = pytest.mark.slow
LEFT = [7, 7, 6, 8, 7, 6, 7, 6, None, None, 6, 5, 7, 5, 5, 4, 6, 4, None, 4, 5, 3, 4, 4, 3, 4, 3, 3]
REACH = ["foot"] * 9 + ["calf"] * 9 + ["thigh"] * 10


@pytest.fixture
def open_progress(open_page, settings):
    """Four weeks of a made-up person's diary."""
    settings.DEMO = True

    def opened(**how):
        page = open_page("/", reduced_motion="reduce", **how)
        page.locator('form[action="/demo/dana/"] button').click()
        page.wait_for_url("**/check/result/**")
        keeper, today = Keeper.objects.latest("made_at"), timezone.localdate()
        for back, (left, reach) in enumerate(zip(reversed(LEFT), reversed(REACH), strict=True)):
            if left is None:
                continue
            scores = {"leg_pain:left": left, "leg_pain:right": 1, "back_pain:left": max(0, left - 2)}
            care = ("medicine",) if back % 9 == 0 else ()
            day = today - timedelta(days=back)
            said = Entry(day=day, at=time(0, 1), scores=scores, reach={"left": reach}, care=care)
            keep_entry(keeper, uuid4(), said)
        page.goto("/progress/")
        return page

    return opened


@pytest.mark.look
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_light_and_dark(open_progress, check_accessibility, take_picture, width):
    page = open_progress(width=width)
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        take_picture(page, f"progress-{width}-{look}")
        page.locator(".chart summary").first.click()
        check_accessibility(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.look
def test_a_phone_gets_the_narrow_picture_and_a_desk_the_wide_one(open_progress):
    page = open_progress(width=390)
    expect(page.locator(".chart .narrow svg").first).to_be_visible()
    expect(page.locator(".chart .wide svg").first).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(page.locator(".chart .wide svg").first).to_be_visible()
    expect(page.locator(".chart .narrow svg").first).to_be_hidden()


def test_the_table_is_reached_by_the_keyboard_and_the_range_is_a_link(open_progress):
    page = open_progress(javascript=False)
    page.locator(".chart summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chart-table").first).to_be_visible()
    page.get_by_role("link", name="Week", exact=True).press("Enter")
    page.wait_for_url("**range=week")
    expect(page.locator(".chart").first.locator(".wide [data-value]")).to_have_count(14)


@pytest.mark.look
def test_on_paper_the_charts_and_their_tables_are_whole(open_progress, take_picture):
    page = open_progress(width=800)
    page.emulate_media(media="print")
    take_picture(page, "progress-print")
    expect(page.locator(".ranges")).to_be_hidden()
    assert page.locator(".chart-table").first.bounding_box()["height"] > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 800


@pytest.mark.look
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_for_a_clinician_is_accessible_in_light_and_dark(
    open_progress, check_accessibility, take_picture, width
):
    page = open_progress(width=width)
    page.get_by_role("link", name="One page for a clinician").click()
    expect(page.locator("h1")).to_have_text("Progress at a glance")
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        take_picture(page, f"summary-{width}-{look}")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_sections_are_chosen_without_scripts_and_stand_in_the_address(open_progress):
    page = open_progress(javascript=False)
    page.goto("/progress/summary/")
    page.get_by_label("Charts").uncheck()
    page.get_by_role("button", name="Show this").click()
    page.wait_for_url("**show=numbers**")
    assert "show=charts" not in page.url
    expect(page.locator(".summary svg[role=img]")).to_have_count(0)
