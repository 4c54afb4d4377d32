"""An old result in a real browser: what is said of its edition, and the way to look again."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from ischia.accounts.models import Keeper
from ischia.care.usecases import begin_check, record_screening
from ischia.core.knowledge import load_knowledge
from tests.editions import renamed_folder
from tests.strategies import SAFE

ANSWERS = {**SAFE, "known_causes": ["herniated_disc"], "worse_with": ["sitting"]}


@pytest.fixture(scope="session")
def newer_folder(tmp_path_factory):
    folder = renamed_folder(tmp_path_factory.mktemp("newer"))
    load_knowledge(folder)  # compiled now, or the first page waits for it
    return folder


@pytest.fixture
def old_page(open_page, newer_folder, monkeypatch, settings):
    """Open the result of a visitor, which an upgrade has made an old one."""
    settings.DEMO = True

    def opened(**how):
        page = open_page("/", reduced_motion="reduce", **how)
        page.locator('form[action="/demo/dana/"] button').click()
        page.wait_for_url("**/check/result/**")
        row = record_screening(begin_check(Keeper.objects.get(), ANSWERS), date(2026, 5, 3))
        monkeypatch.setenv("ISCHIA_KNOWLEDGE", str(newer_folder))
        page.goto(f"/check/result/{row.pk}/")
        return page

    return opened


def test_the_notice_and_the_way_to_look_again_pass_axe_on_phone_and_desk(old_page, check_accessibility, take_picture):
    page = old_page(width=390)
    page.locator(".older summary").click()
    for width, look in ((390, "light"), (1280, "light"), (1280, "dark"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        take_picture(page, f"older-result-{width}-{look}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Look again with today’s rules").click()
    page.wait_for_url(re.compile("/answers/$"))
    expect(page.locator("main h1")).to_have_text("Check your answers")
    for width, look in ((390, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        take_picture(page, f"looking-again-{width}-{look}")
    expect(page.locator("main h1")).to_have_text("Check your answers")


def test_without_scripts_on_a_narrow_phone_nothing_runs_off_the_side(old_page):
    page = old_page(width=320, javascript=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Look again with today’s rules").click()
    page.wait_for_url(re.compile("/answers/$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto("/plan/")
    expect(page.get_by_text("The rules have changed since.")).to_be_visible()
