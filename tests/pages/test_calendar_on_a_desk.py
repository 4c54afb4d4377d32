"""The therapist's calendar as therapists meet it: on a desk and by thumb, by mouse and by keyboard, on paper."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from playwright.sync_api import expect
from pypdf import PdfReader

from ischia.practice.models import BusyTime, WaitingPlace
from tests.practice.calendars import just_now, owned, path, signed_in, visit
from tests.practice.practices import MONDAY, again, at, person

pytestmark = pytest.mark.slow
NARROW, WIDE = 390, 1280


@pytest.fixture
def scene(db):
    """A Monday with somebody whose answers ask for care, somebody who called, a lunch, and somebody who waits."""
    listing = owned()
    pat, una = person("dana"), person("greta")
    row = pat.screenings.first()
    first = {"first_visit": True, "reason": "My left leg hurts when I sit", "after": 15, "phone": "020 7946 0000"}
    visits = {
        "pat": visit(listing, at(9), keeper=pat, screening=row, name="Pat Example", **first),
        "una": visit(listing, at(11), keeper=una, screening=una.screenings.first(), name="Una Example"),
        "max": visit(listing, at(14), 30, name="Max Example", referral="Dr Example"),
    }
    BusyTime.objects.create(listing=listing, starts=at(12), ends=at(13), note="Lunch")
    days = {"from_day": MONDAY, "to_day": MONDAY + timedelta(days=14)}
    service = listing.services.first()
    WaitingPlace.objects.create(listing=listing, service=service, name="Ina Example", keeper=person(None), **days)
    return listing, visits


@pytest.fixture
def open_calendar(open_page, live_server, scene):
    listing, _visits = scene

    def opened(rest: str = f"day/{MONDAY}/", **more):
        page = open_page("/health/", **more)
        session = signed_in(listing.owner).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        assert page.goto(path(listing, rest)).url.endswith(path(listing, rest))
        return page

    return opened


def lifted(page, name="Max Example"):
    block = page.locator(f'[data-visit][data-name="{name}"]')
    block.focus()
    page.keyboard.press("Enter")
    expect(block).to_have_attribute("data-lifted", "free")
    return block


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing_in_light_and_dark_and_nothing_is_cut(
    open_calendar, check_accessibility, take_picture, scene, width
):
    listing, visits = scene
    pages = {
        "day": f"day/{MONDAY}/",
        "week": f"week/{MONDAY}/",
        "sheet": f"day/{MONDAY}/sheet/",
        "move": f"visit/{visits['max'].pk}/move/",
        "add": "visit/new/",
        "block": "block/",
    }
    for look, shown in (("light", pages), ("dark", ("day", "week"))):
        page = open_calendar(width=width, look=look, reduced_motion="reduce")
        for name in shown:
            rest = pages[name]
            page.goto(path(listing, rest))
            check_accessibility(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            take_picture(page, f"calendar-{name}-{width}-{look}")


def test_a_visit_moves_by_keyboard_and_can_be_taken_back(open_calendar, scene):
    _listing, visits = scene
    page = open_calendar()
    lifted(page)
    says = page.locator("[data-says]")
    page.keyboard.press("ArrowDown")
    expect(says).to_contain_text("Max Example: 14:15.")
    page.keyboard.press("Escape")
    expect(says).to_have_text("Max Example stays at 14:00.")
    assert again(visits["max"]).starts == at(14)
    block = lifted(page)
    for _hour in range(3):
        page.keyboard.press("PageUp")
    expect(block).to_have_attribute("data-lifted", "clash")
    expect(says).to_contain_text("Somebody has this time.")
    page.keyboard.press("PageDown")
    expect(block).to_have_attribute("data-lifted", "minds")
    for _step in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Max Example moved to 13:00.")).to_be_visible()
    assert again(visits["max"]).starts == at(13)
    page.get_by_role("button", name="Undo the last change").press("Enter")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert again(visits["max"]).starts == at(14)


def test_a_visit_is_dragged_and_a_clash_goes_back_with_the_nearest_times(open_calendar, scene):
    _listing, visits = scene
    page = open_calendar()

    def drag(minutes: int) -> None:
        block = page.locator('[data-visit][data-name="Max Example"]')
        page.wait_for_load_state("load")  # the module has run by then
        block.evaluate("each => each.scrollIntoView({block: 'center', behavior: 'instant'})")
        box = block.bounding_box()
        x, y = box["x"] + 20, box["y"] + 10
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y + minutes * 1.6, steps=6)
        page.mouse.up()

    drag(60)
    expect(page.get_by_text("Max Example moved to 15:00.")).to_be_visible()
    assert again(visits["max"]).starts == at(15)
    drag(-240)
    expect(page.locator("#id_at-error")).to_contain_text("This time is taken")
    assert again(visits["max"]).starts == at(15)
    page.get_by_role("button", name="13:00", exact=True).click()
    expect(page.get_by_text("Max Example moved to 13:00.")).to_be_visible()


def test_by_thumb_somebody_arrives_is_done_and_it_is_taken_back(
    open_calendar, check_accessibility, take_picture, scene
):
    listing, _visits = scene
    today = visit(listing, just_now(-20), name="Kim Example", reason="My back again")
    page = open_calendar("", width=NARROW)
    card = page.locator(f"#visit-{today.pk}")
    take_picture(page, "calendar-today-390")
    card.get_by_role("button", name="Arrived").click()
    expect(card.locator(".state")).to_have_text("Arrived")
    card.get_by_role("button", name="Done").click()
    expect(card.locator(".state")).to_have_text("Done")
    check_accessibility(page)
    card.get_by_role("button", name="Undo").click()
    expect(card.locator(".state")).to_have_text("Arrived")
    page.get_by_role("button", name="Undo the last change").click()
    expect(card.locator(".state")).to_have_text("Done")


def test_arrow_keys_turn_the_days(open_calendar, scene):
    listing, _visits = scene
    page = open_calendar()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**{path(listing, f'day/{MONDAY + timedelta(days=1)}/')}")
    expect(page.get_by_text("Nobody is booked on this day")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**{path(listing, f'day/{MONDAY}/')}")


def test_without_scripts_on_a_phone_a_visit_is_written_in_and_moved(open_calendar, scene):
    listing, _visits = scene
    page = open_calendar(width=NARROW, javascript=False)
    page.get_by_role("link", name=re.compile("Add a visit ?: 14:30")).click()
    page.get_by_label("Name").fill("Kim Example")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Kim Example is in the calendar.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Move ?: Kim Example")).click()
    page.get_by_label("Time").fill("16:00")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("Kim Example moved to 16:00.")).to_be_visible()
    assert listing.appointments.get(name="Kim Example").starts == at(16)


def test_the_sheet_is_whole_on_paper(open_calendar):
    page = open_calendar(f"day/{MONDAY}/sheet/")
    for size in ("A4", "Letter"):
        told = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format=size))).pages)
        for words in ("Pat Example", "Una Example", "Max Example", "Lunch", "No massage", "020 7946 0000"):
            assert words in told
        assert "Ina Example" not in told
