"""Reminders as people meet them: by thumb, by keyboard alone, without scripts, in light and dark, on a narrow phone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ischia.care.reminding.models import ReminderWishes

pytestmark = pytest.mark.slow
NARROW, WIDE = 390, 1280


def save(page):
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


@pytest.mark.look
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing_in_light_and_dark(open_page, check_accessibility, take_picture, width):
    for look in ("light", "dark"):
        page = open_page("/reminders/", width=width, look=look, reduced_motion="reduce")
        check_accessibility(page)
        page.locator("#id_on_diary").check()
        page.locator("#id_at_diary").fill("23:30")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("alert").wait_for()
        check_accessibility(page)
        page.locator("#id_quiet_from").fill("00:30")
        page.locator("#id_quiet_until").fill("00:45")
        save(page)
        check_accessibility(page)
        take_picture(page, f"reminders-{width}-{look}")
        row = ReminderWishes.objects.latest("pk")
        assert row.times == {"diary": "23:30"}
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_zone_of_the_device_is_suggested_once_and_then_left_alone(open_page):
    page = open_page("/reminders/", timezone_id="Asia/Kolkata")
    expect(page.locator("#id_zone")).to_have_value(re.compile("Asia/(Kolkata|Calcutta)"))
    expect(page.get_by_text("This is what your device says.")).to_be_visible()
    page.locator("#id_zone").select_option("Europe/Rome")
    save(page)
    expect(page.locator("#id_zone")).to_have_value("Europe/Rome")
    assert ReminderWishes.objects.get().zone == "Europe/Rome"


def test_by_keyboard_alone_something_is_chosen_and_all_is_turned_off(open_page):
    page = open_page("/reminders/")
    page.locator("#id_on_session").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("0930AM")
    page.keyboard.press("Enter")
    page.get_by_text("Saved.").wait_for()
    assert ReminderWishes.objects.get().times == {"session": "09:30"}
    page.get_by_role("button", name="Turn all reminders off").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("All reminders are off.").wait_for()
    assert not ReminderWishes.objects.get().on


def test_without_scripts_it_is_all_there(open_page):
    page = open_page("/diary/", javascript=False, width=NARROW)
    page.get_by_role("link", name="Reminders").click()
    page.locator("#id_on_diary").check()
    save(page)
    feed = page.locator("#feed").input_value()
    assert feed.endswith(reverse("reminders:feed", args=[ReminderWishes.objects.get().word]))
    page.get_by_role("button", name="Make a new address").click()
    expect(page.locator("#feed")).not_to_have_value(feed)
