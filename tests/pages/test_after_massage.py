"""What goes wrong and what is changed, as people meet it: by few taps, without scripts, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
LOOKS = ((390, "light"), (1280, "light"), (1280, "dark"), (390, "dark"))


@pytest.fixture
def with_a_plan(open_page, settings):
    """Someone with a plan, made up, on their plan's page."""
    settings.DEMO = True

    def opened(**how):
        page = open_page("/", reduced_motion="reduce", **how)
        page.locator('form[action="/demo/carlos/"] button').click()
        page.wait_for_url("**/check/result/**")
        page.goto("/plan/")
        return page

    return opened


@pytest.mark.parametrize("javascript", [True, False])
def test_four_taps_tell_what_went_wrong(with_a_plan, javascript):
    page = with_a_plan(width=390, javascript=javascript)
    page.get_by_role("link", name="Something went wrong after a massage").click()
    page.get_by_role("button", name="More pain").click()
    page.get_by_role("button", name="1 or 2 points more, for up to a day and a half").click()
    page.get_by_role("button", name="None of these").click()
    expect(page.locator("h1")).to_have_text("What to do now")
    expect(page.get_by_text("This is normal. Keep moving.")).to_be_visible()


def test_by_keyboard_alone(with_a_plan):
    page = with_a_plan()
    page.goto("/after-massage/")
    steps = {
        "A new bruise": "How big is the bruise?",
        "Wider than my palm, or growing": "Is any of these new since the massage?",
        "None of these": "Speak to a doctor today",
    }
    for name, leads_to in steps.items():
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(leads_to)


TAPS = {
    "what": [],
    "how": ["A new bruise"],
    "signs": ["A part is newly numb"],
    "mild": ["More pain", "1 or 2 points more, for up to a day and a half", "None of these"],
    "today": ["A part is newly numb", "None of these"],
    "flare": ["More pain", "3 points more or worse", "None of these"],
    "emergency": ["Dark brown pee"],
    "locked": ["More pain", "3 points more or worse", "None of these", "/plan/"],
    "waiting": ["More pain", "1 or 2 points more, for up to a day and a half", "None of these", "/plan/"],
}


@pytest.mark.look
@pytest.mark.parametrize("name", TAPS)
def test_axe_finds_nothing_on_phone_and_desk_in_light_and_dark(with_a_plan, check_accessibility, take_picture, name):
    page = with_a_plan(width=390)
    page.goto("/after-massage/")
    for tap in TAPS[name]:
        if tap.startswith("/"):
            page.goto(tap)
        else:
            with page.expect_navigation():
                page.get_by_role("button", name=tap).click()
    for width, look in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        take_picture(page, f"after-massage-{name}-{width}-{look}")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_flare_is_one_tap_and_an_item_is_left_out_with_undo(with_a_plan, javascript):
    page = with_a_plan(width=390, javascript=javascript)
    page.get_by_text("Change this").first.click()
    page.get_by_role("button", name="Leave it out").first.click()
    expect(page.get_by_text("You left it out.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="It flared up: a gentle day").click()
    expect(page.get_by_text("Today is a gentle day")).to_be_visible()


CHANGED_BY = {
    "history": {"role": "link", "name": "Earlier versions"},
    "paused": {"role": "button", "name": "Pause", "exact": True},
    "flare": {"role": "button", "name": "It flared up: a gentle day"},
}


@pytest.mark.look
@pytest.mark.parametrize("name", ["changed", *CHANGED_BY])
def test_axe_finds_nothing_on_a_plan_that_changed(with_a_plan, check_accessibility, take_picture, name):
    page = with_a_plan(width=390)
    page.get_by_text("Change this").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Too hard").first.click()
    if name == "paused":
        page.get_by_text("Pause the plan").click()
    if name in CHANGED_BY:
        with page.expect_navigation():
            page.get_by_role(**CHANGED_BY[name]).click()
    for width, look in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        take_picture(page, f"after-massage-plan-{name}-{width}-{look}")
