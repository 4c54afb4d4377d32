"""Finding a therapist as people do it: on a phone and on a desk, in light and dark, by keyboard, without scripts."""

import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from ischia.practice.models import BookingRules, Credential, Listing, Service, WeeklyHours

pytestmark = pytest.mark.slow
OFFERS = [
    ("Ada Example", 52.10, 5.11),
    ("Bo Example", 52.06, 5.20),
    ("Cy Example", 52.15, 5.05),
    ("Di Example", 52.1, 5.112),
]


@pytest.fixture
def therapists(live_server):
    for number, (name, latitude, longitude) in enumerate(OFFERS):
        row = Listing.objects.create(
            name=name, slug=f"t{number}", town="Utrecht", country="NL", latitude=latitude, longitude=longitude,
            zone="Europe/Amsterdam", techniques=["swedish", "myofascial_release"], languages=["en", "nl"],
            settings=["own_office", "home_visits"], sciatica_experience="often", insurers=["Example Health"],
            price_from=5500, price_to=7000, currency="EUR", step_free="yes",
        )  # fmt: skip
        Credential.objects.create(
            listing=row, kind="register", issuer="Example Register", checked_on=localdate(), checked_by="Operator"
        )
        if number < 2:
            BookingRules.objects.create(listing=row)
            Service.objects.create(listing=row, code="massage", name="Massage", technique="swedish", minutes=60)
            for weekday in range(7):
                WeeklyHours.objects.create(listing=row, weekday=weekday, starts="09:00", ends="17:00")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_light_and_dark(open_page, therapists, check_accessibility, take_picture, width):
    page = open_page("/find/", width=width, reduced_motion="reduce")
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        for name, query in {"start": "", "list": "?near=Utrecht&language=nl", "choice": "?near=Springfield"}.items():
            page.goto(f"/find/{query}")
            check_accessibility(page)
            take_picture(page, f"find-{name}-{width}-{look}")
            assert page.locator('main .button[data-kind="primary"]').count() == 1
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_and_by_keyboard_alone_somebody_is_found(open_page, therapists):
    page = open_page("/find/", width=390, javascript=False)
    expect(page.get_by_role("button", name="Use my position")).to_be_hidden()
    page.get_by_label("Where?").focus()
    page.keyboard.type("Utrecht")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="4 therapists within 25 km of Utrecht")).to_be_visible()
    page.get_by_text("More wishes").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Swedish massage").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("techniques=swedish"))
    expect(page.locator(".find-card").first).to_contain_text("Offers Swedish massage")
    page.locator(".find-map a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#therapist-"))


def test_the_position_of_the_device_is_asked_for_only_by_the_button(open_page, therapists):
    page = open_page(
        "/find/", width=390, geolocation={"latitude": 52.0907, "longitude": 5.1214}, permissions=["geolocation"]
    )
    page.get_by_role("button", name="Use my position").click()
    page.wait_for_url(re.compile(r"near=52\.091%2C5\.121"))
    expect(page.get_by_role("heading", name="4 therapists within 25 km of this position")).to_be_visible()
