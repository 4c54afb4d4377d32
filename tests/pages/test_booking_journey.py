"""Booking as people do it: by thumb without scripts, by keyboard alone, in light and dark; with the way to the safety
questions and back."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from ischia.care.demo import made_up_people
from ischia.care.usecases import begin_check, record_screening
from ischia.practice.models import Appointment, BusyTime
from tests.practice.practices import MONDAY, at, service, therapist

pytestmark = pytest.mark.slow
NARROW, WIDE = 390, 1280


@pytest.fixture
def offered(transactional_db):
    listing = therapist(zone="Europe/London", cancel_policy="After that, half the price is asked for.")
    listing.street, listing.town, listing.postcode, listing.phone = (
        "1 Example Street",
        "Bath",
        "BA1 1AA",
        "+44 1632 960000",
    )
    listing.save()
    service(listing, code="talk", name="First talk", technique="", minutes=30, is_treatment=False)
    return service(listing, price=6000, currency="GBP", first_minutes=75)


def choose(page, name="Gentle massage"):
    page.get_by_role("radio", name=name).check()
    page.get_by_role("radio", name="Yes, I was there before").check()
    page.get_by_role("button", name="See free times").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Free times at Ada Example")


def answer_questions(slug="carlos"):
    """What the visitor who holds a time answers to the safety questions."""
    keeper = Appointment.objects.latest("made_at").keeper
    record_screening(begin_check(keeper, made_up_people()[slug].answers, slug), localdate())


def press_a_time(page):
    page.locator(".day[open] .time").first.click()


def test_by_thumb_without_scripts_from_the_service_to_undo(open_page, offered):
    page = open_page(f"/book/{offered.listing.slug}/", width=NARROW, javascript=False)
    choose(page)
    press_a_time(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("First a few questions for your safety")
    page.get_by_role("button", name="Answer the questions").click()
    expect(page.get_by_role("link", name="Go on with your booking")).to_be_visible()
    answer_questions()
    page.get_by_role("link", name="Go on with your booking").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Almost booked")
    page.get_by_role("button", name="Book for £60").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the name of the person who comes.")
    page.get_by_label("Who is the visit for?").fill("Pat Example")
    page.get_by_label("Phone number").fill("+44 1632 960001")
    page.get_by_role("button", name="Book for £60").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are booked")
    page.get_by_role("link", name="Move").click()
    expect(page.get_by_text("After that, half the price is asked for.")).to_be_visible()
    page.locator(".day[open] .time").last.click()
    expect(page.get_by_text("Moved.")).to_be_visible()
    page.get_by_role("button", name="Undo: back to the old time").click()
    page.get_by_role("link", name="Cancel", exact=True).click()
    page.get_by_role("button", name="Yes, cancel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This appointment is cancelled")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are booked")
    assert Appointment.objects.get(state="booked").name == "Pat Example"


def test_by_keyboard_alone_with_the_zone_of_the_device_and_the_minutes_left(open_page, offered):
    page = open_page(f"/book/{offered.listing.slug}/", timezone_id="Europe/Rome", locale="en-GB")
    page.get_by_role("radio", name="First talk").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Yes, I was there before").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Below each stands the time in Rome.")).to_be_visible()
    page.locator(".time[data-kind=first]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-left-shown]")).to_have_text(re.compile(r"1[45]:\d\d"))
    page.get_by_label("Who is the visit for?").focus()
    page.keyboard.type("Pat Example")
    page.keyboard.press("Tab")
    page.keyboard.type("pat@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are booked")
    expect(page.get_by_text("by your clock (Rome)")).to_be_visible()
    assert Appointment.objects.get().visitor_zone == "Europe/Rome"


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing_in_light_and_dark(open_page, check_accessibility, take_picture, offered, width):
    page = open_page(f"/book/{offered.listing.slug}/", width=width, reduced_motion="reduce", timezone_id="Europe/Rome")

    def fine(name, *looks):
        for look in looks or ("light",):
            page.emulate_media(color_scheme=look)
            check_accessibility(page)
            take_picture(page, f"booking-{name}-{width}-{look}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    fine("start")
    choose(page)
    fine("times", "dark", "light")
    press_a_time(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("First a few questions for your safety")
    fine("questions")
    answer_questions()
    page.reload()
    page.get_by_label("Who is the visit for?").fill("Pat Example")
    page.get_by_label("Mail address").fill("pat@")
    page.get_by_role("button", name="Book for £60").click()
    expect(page.get_by_role("alert")).to_be_visible()
    fine("details", "dark", "light")
    page.get_by_label("Mail address").fill("pat@example.org")
    page.get_by_role("button", name="Book for £60").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are booked")
    fine("booked", "dark", "light")
    word = Appointment.objects.get(state="booked").link_word
    for part in ("move/", "cancel/", "every-week/?times=4", "anything-new/"):
        page.goto(f"/appointment/{word}/{part}")
        fine(part.partition("/")[0], "dark" if part == "move/" else "light")


def test_axe_finds_nothing_where_a_time_is_lost_or_all_is_taken(open_page, check_accessibility, take_picture, offered):
    page = open_page(f"/book/{offered.listing.slug}/", width=NARROW)
    choose(page)
    listing = offered.listing
    BusyTime.objects.create(
        listing=listing, starts=at(0) - timedelta(days=30), ends=at(12, day=MONDAY + timedelta(days=7))
    )
    press_a_time(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Somebody else just took this time")
    check_accessibility(page)
    take_picture(page, "booking-taken")
    BusyTime.objects.create(
        listing=listing, starts=at(12, day=MONDAY + timedelta(days=7)), ends=at(0) + timedelta(days=300)
    )
    page.get_by_role("link", name="All free times").click()
    expect(page.get_by_text("Everything is taken for now")).to_be_visible()
    check_accessibility(page)
    take_picture(page, "booking-full")
    page.get_by_role("link", name="Join the waiting list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting list at Ada Example")
    check_accessibility(page)
    page.get_by_label("Who is the visit for?").fill("Pat Example")
    page.get_by_label("Phone number").fill("+44 1632 960001")
    page.get_by_role("button", name="Join the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are on the waiting list")
    check_accessibility(page)
    take_picture(page, "booking-waiting")
