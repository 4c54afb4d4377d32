"""What goes wrong and what is changed, as people meet it: by few taps, without scripts, on a phone and on a desk."""

import pytest

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
    assert page.locator("h1").inner_text() == "What to do now"
    assert page.get_by_text("This is normal. Keep moving.").is_visible()


def test_by_keyboard_alone(with_a_plan):
    page = with_a_plan()
    page.goto("/after-massage/")
    page.get_by_role("button", name="A new bruise").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Wider than my palm, or growing").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="None of these").focus()
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Speak to a doctor today"


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


@pytest.mark.parametrize("name", TAPS)
def test_axe_finds_nothing_on_phone_and_desk_in_light_and_dark(with_a_plan, check_accessibility, take_picture, name):
    page = with_a_plan(width=390)
    page.goto("/after-massage/")
    for tap in TAPS[name]:
        if tap.startswith("/"):
            page.goto(tap)
        else:
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
    assert page.get_by_text("You left it out.").is_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="It flared up: a gentle day").click()
    assert page.get_by_text("Today is a gentle day").is_visible()


CHANGED = ["changed", "history", "paused", "flare"]


@pytest.mark.parametrize("name", CHANGED)
def test_axe_finds_nothing_on_a_plan_that_changed(with_a_plan, check_accessibility, take_picture, name):
    page = with_a_plan(width=390)
    page.get_by_text("Change this").first.click()
    page.get_by_role("button", name="Too hard").first.click()
    if name == "history":
        page.get_by_role("link", name="Earlier versions").click()
    elif name == "paused":
        page.get_by_text("Pause the plan").click()
        page.get_by_role("button", name="Pause", exact=True).click()
    elif name == "flare":
        page.get_by_role("button", name="It flared up: a gentle day").click()
    for width, look in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        take_picture(page, f"after-massage-plan-{name}-{width}-{look}")
