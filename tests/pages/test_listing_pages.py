"""A therapist's side and page as people meet them: light, dark, narrow, wide, by keyboard and without scripts."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from ischia.practice.listing.models import Listing

pytestmark = pytest.mark.slow
NARROW, WIDE = 390, 1280
PARTS = ("about", "place", "new_credential", "new_service", "hours", "days", "rules")


@pytest.fixture
def demo(settings, db):
    settings.DEMO = True
    call_command("demo")


def heading(page, name):
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


@pytest.mark.parametrize(("width", "look"), [(NARROW, "dark"), (WIDE, "light")])
def test_axe_finds_nothing_on_a_therapists_page_their_own_area_and_the_laws(
    open_page, check_accessibility, take_picture, demo, width, look
):
    page = open_page("/therapists/ben-example/", width=width, look=look, reduced_motion="reduce")
    check_accessibility(page)
    take_picture(page, f"therapist-{width}-{look}")
    page.get_by_role("link", name="Report a concern").click()
    heading(page, "Report a concern")
    check_accessibility(page)
    page.get_by_label("How I was treated").check()
    page.get_by_role("button", name="Show who listens").click()
    heading(page, "Who listens")
    check_accessibility(page)
    page.goto("/laws/gb/")
    check_accessibility(page)
    page.goto("/")
    page.get_by_role("button", name="Ben Example").click()
    heading(page, "Your listing")
    listing = Listing.objects.get(slug="ben-example")
    page.goto(reverse("listing:listing", args=[listing.pk]))
    check_accessibility(page)
    take_picture(page, f"listing-{width}-{look}")
    for part in PARTS:
        page.goto(reverse(f"listing:{part}", args=[listing.pk]))
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), part


def test_without_scripts_a_therapist_makes_a_listing_by_keyboard_and_is_put_right_once(open_page, demo):
    page = open_page("/", width=NARROW, javascript=False)
    page.get_by_role("button", name="Ada Example").press("Enter")
    heading(page, "Your listing")
    page.locator("#id_name").fill("Zoe Example")
    page.locator("#id_name").press("Enter")
    heading(page, "Zoe Example")
    page.get_by_role("link", name="Add a credential").press("Enter")
    heading(page, "Add a credential")
    page.get_by_label("Voluntary register").press("Space")
    page.get_by_label("Who gave it?").fill("VTCT")
    page.get_by_label("Who gave it?").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("no register of therapists")
    expect(page.get_by_label("Who gave it?")).to_have_value("VTCT")
    page.get_by_label("Who gave it?").fill("CNHC")
    page.get_by_label("Who gave it?").press("Enter")
    heading(page, "Zoe Example")
    expect(page.locator(".credential")).to_contain_text("Not checked.")
    page.get_by_role("button", name="Delete this listing").press("Enter")
    heading(page, "Your listing")
    page.get_by_role("button", name="Bring it back").press("Enter")
    heading(page, "Zoe Example")


def test_the_position_of_the_device_fills_in_the_numbers(open_page, demo):
    where = {"latitude": 53.95812, "longitude": -1.08041}
    page = open_page("/", permissions=["geolocation"], geolocation=where)
    page.get_by_role("button", name="Ada Example").click()
    heading(page, "Your listing")
    page.goto(reverse("listing:place", args=[Listing.objects.get(slug="ada-example").pk]))
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator("#id_latitude")).to_have_value("53.95812")
    expect(page.locator("#id_longitude")).to_have_value("-1.08041")
