"""Measures as people meet them: on a phone and on a desk, in light and dark, without scripts."""

import pytest
from playwright.sync_api import expect

from ischia.care.diary.models import MeasureAnswers

pytestmark = pytest.mark.slow


@pytest.mark.look
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_light_and_dark(open_page, check_accessibility, take_picture, width):
    page = open_page("/measures/", width=width, reduced_motion="reduce")
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        for name in ("", "nrs_leg/", "psfs/", "pgic/"):
            page.goto(f"/measures/{name}")
            check_accessibility(page)
            take_picture(page, f"measures-{name.rstrip('/') or 'all'}-{width}-{look}")
            assert page.locator('main .button[data-kind="primary"]').count() <= 1
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_one_is_answered_and_its_score_is_told(open_page):
    page = open_page("/measures/", width=390, javascript=False)
    page.locator("#pgic").get_by_role("link").click()
    page.locator("label.scale-pick", has_text="2 Much better").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#pgic")).to_contain_text("This answer means clearly better")
    assert MeasureAnswers.objects.get().answers == {"change": 2}
