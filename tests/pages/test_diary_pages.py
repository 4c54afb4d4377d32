"""The diary as people meet it: five interactions, by thumb, by keyboard alone, without scripts, in light and dark."""

import pytest
from playwright.sync_api import expect

from ischia.care.diary.models import EntryVersion

pytestmark = pytest.mark.slow
NARROW, WIDE = 390, 1280


def pick(page, name, value):
    page.locator(f"label.scale-pick:has([name={name}][value='{value}'])").click()


def save(page):
    before = page.url
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(lambda url: "?saved=" in url and url != before)


def newest():
    return EntryVersion.objects.filter(newest=True).latest("written_at")


@pytest.fixture
def written(open_page):
    """A diary that holds something of everything."""

    def opened(**how):
        page = open_page("/diary/", reduced_motion="reduce", **how)
        pick(page, "leg_pain_left", 6)
        pick(page, "back_pain_left", 3)
        save(page)
        for fold in page.locator(".diary-folds summary").all():
            fold.click()
        pick(page, "leg_pain_left", 4)
        pick(page, "weakness_left", 2)
        pick(page, "reach_left", "calf")
        page.get_by_label("Medicine", exact=True).check()
        page.get_by_label("What it was, and how much").fill("one tablet at noon")
        page.get_by_label("Note").fill("A long drive.\nThe seat was too low.")
        save(page)
        return page

    return opened


def test_from_any_page_an_entry_takes_at_most_five_interactions(open_page):
    page = open_page("/sources/", width=NARROW)
    page.locator(".ways").get_by_role("link", name="Diary").click()
    pick(page, "leg_pain_left", 6)
    pick(page, "back_pain_left", 3)
    save(page)
    assert newest().said["scores"] == {"leg_pain:left": 6, "back_pain:left": 3}


def test_the_next_one_takes_two(open_page):
    page = open_page("/diary/", width=NARROW)
    pick(page, "leg_pain_left", 6)
    save(page)
    page.locator(".ways").get_by_role("link", name="Diary").click()
    page.get_by_role("button", name="Same as last time").click()
    page.wait_for_url("**/diary/?saved=*")
    assert EntryVersion.objects.count() == 2
    assert newest().said["scores"] == {"leg_pain:left": 6}


@pytest.mark.look
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing_in_light_and_dark(written, check_accessibility, take_picture, width):
    page = written(width=width)
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        page.goto("/diary/")
        check_accessibility(page)
        take_picture(page, f"diary-{width}-{look}")
        for fold in page.locator(".diary-folds summary").all():
            fold.click()
        check_accessibility(page)
        take_picture(page, f"diary-unfolded-{width}-{look}")
        with page.expect_navigation():
            page.locator(".diary-entry").first.get_by_role("link", name="Change").click()
        check_accessibility(page)
        take_picture(page, f"diary-entry-{width}-{look}")
        with page.expect_navigation():
            page.get_by_role("link", name="Show where on the body").click()
        check_accessibility(page)
        page.locator("[for=id_where_calf_left].body-map-spot path").last.click()
        page.locator("[for=id_where_buttock_left].body-map-spot path").last.click()
        with page.expect_navigation():
            page.get_by_role("button", name="Continue").click()
        check_accessibility(page)
        take_picture(page, f"diary-places-{width}-{look}")
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/diary/")
    for fold in page.locator(".diary-folds summary").all():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def tab_to(page, words):
    for _ in range(90):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.closest('label, button, a, fieldset')?.innerText ?? ''"):
            return
    raise AssertionError(f"never reached {words}")


def test_by_keyboard_alone_a_digit_answers_the_question_that_has_the_focus(open_page):
    page = open_page("/diary/")
    page.locator("#id_leg_pain_left").focus()
    page.keyboard.press("7")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    page.wait_for_url("**/diary/?saved=*")
    assert newest().said["scores"] == {"leg_pain:left": 7}


def test_without_scripts_everything_can_be_written_changed_deleted_and_brought_back(written):
    page = written(javascript=False, width=NARROW)
    page.get_by_role("link", name="Change it").click()
    pick(page, "leg_pain_left", 9)
    with page.expect_navigation():
        page.get_by_role("button", name="Save the change").click()
    assert newest().said["scores"]["leg_pain:left"] == 9
    page.locator(".diary-entry").first.get_by_role("button", name="Delete").click()
    expect(page.locator(".diary-entry")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".diary-entry")).to_have_count(2)


def test_what_has_to_be_put_right_gets_the_focus_and_keeps_what_was_typed(open_page, check_accessibility):
    page = open_page("/diary/", width=NARROW)
    for fold in page.locator(".diary-folds summary").all():
        fold.click()
    page.get_by_label("Note").fill("typed with one hand")
    page.get_by_label("Day").fill("2026-01-05")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".error-summary:focus")).to_contain_text("something to put right")
    expect(page.get_by_label("Note")).to_have_value("typed with one hand")
    check_accessibility(page)
    page.locator(".error-summary").get_by_role("link", name="Add a time").click()
    expect(page.locator("#id_at")).to_be_focused()
