"""The shell's pages, as people meet them: on a phone and on a desk, in light and dark, by keyboard, without scripts."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

PAGES = {
    "home": "/",
    "style": "/style/",
    "emergency": "/emergency/?country=GB",
    "sign-up": "/account/sign-up/",
    "sign-in": "/account/sign-in/",
    "account": "/account/",
    "password-help": "/account/password/help/",
    "not-found": "/nothing/here/",
}
each_page = pytest.mark.parametrize("name", PAGES)
pytestmark = pytest.mark.slow


@pytest.mark.look
@each_page
def test_axe_finds_nothing_on_phone_and_desk_in_light_and_dark(open_page, check_accessibility, take_picture, name):
    page = open_page(PAGES[name], reduced_motion="reduce")  # or a colour is measured half-way from light to dark
    for width, look in ((390, "light"), (1280, "light"), (1280, "dark"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        check_accessibility(page)
        take_picture(page, f"{name}-{width}-{look}")


@pytest.mark.look
@each_page
def test_at_four_times_the_size_nothing_runs_off_the_side(open_page, name):
    page = open_page(PAGES[name], width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.look
@each_page
def test_without_scripts_everything_is_there(open_page, name):
    with_scripts, without = open_page(PAGES[name]), open_page(PAGES[name], javascript=False)
    with_scripts.evaluate("document.documentElement.classList.remove('with-keys')")  # hints for keys need a script
    assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text()


@pytest.mark.look
@each_page
def test_everything_to_press_is_big_enough(open_page, name):
    page = open_page(PAGES[name], width=390)
    for box in page.locator(".button:visible, .choice:visible, nav a:visible, .looks button, summary:visible").all():
        size = box.bounding_box()
        assert size["height"] >= 44, box.inner_text()


@pytest.mark.look
@each_page
def test_a_line_is_never_too_long_to_read(open_page, name):
    page = open_page(PAGES[name], width=1280)
    longest = page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('main p')].filter(p => p.textContent.length > 90)"
        ".map(p => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize)))"
    )
    assert longest <= 37  # em; about 74 letters of this type


@pytest.mark.look
@each_page
def test_forced_colours_lose_no_word_and_no_button(open_page, take_picture, name):
    plain, forced = open_page(PAGES[name]), open_page(PAGES[name], forced_colors="active")
    assert forced.locator("body").inner_text() == plain.locator("body").inner_text()
    for button in forced.locator(".button:visible").all():
        assert button.evaluate("each => getComputedStyle(each).borderTopWidth") != "0px"
    take_picture(forced, f"{name}-1280-forced")


@pytest.mark.look
def test_the_first_key_leads_past_the_header(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the main part")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("emergency-strip")


@pytest.mark.look
def test_by_keyboard_every_stop_can_be_seen_and_the_check_is_reached(open_page):
    page = open_page("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle + document.activeElement.textContent"
        )
        assert ring.startswith("solid")
        if "Check if massage is safe" in ring:
            return
    raise AssertionError("the button was not reached")


@pytest.mark.look
def test_number_keys_pick_an_answer_of_the_question_with_the_focus(open_page):
    page = open_page("/style/")
    page.keyboard.press("1")
    expect(page.locator("#when")).not_to_be_checked()  # nothing has the focus, so nothing is answered
    page.locator("input[name=when]:checked").focus()
    page.keyboard.press("1")
    expect(page.locator("#when")).to_be_checked()


@pytest.mark.look
def test_digits_typed_into_a_box_stay_digits(open_page):
    page = open_page("/style/")
    page.locator("#age").fill("")
    page.locator("#age").press_sequentially("31")
    expect(page.locator("#age")).to_have_value("31")
    expect(page.locator("#when")).not_to_be_checked()


def test_a_chosen_look_wins_over_the_device_and_needs_no_script(open_page):
    page = open_page("/emergency/", look="light", javascript=False)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-look", "dark")
    assert page.url.endswith("/emergency/")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-look", "dark")


def test_the_emergency_number_of_a_country_is_one_press_away(open_page):
    page = open_page("/emergency/", width=390, javascript=False)
    page.get_by_label("Where are you?").select_option("Australia")
    page.get_by_role("button", name="Show the number").click()
    call = page.get_by_role("link", name="Call 000").first
    expect(call).to_have_attribute("href", "tel:000")
    assert call.bounding_box()["y"] < 600


def test_a_number_that_cannot_be_dialled_moves_the_focus_to_what_to_put_right(
    open_page, check_accessibility, take_picture
):
    page = open_page("/emergency/", width=390)
    page.get_by_label("Your own emergency number").fill("call mum")
    page.get_by_role("button", name="Use this number").click()
    expect(page.locator(".error-summary:focus")).to_contain_text("something to put right")
    check_accessibility(page)
    take_picture(page, "error-390-light")
    page.get_by_role("link", name="Use digits and spaces").click()
    expect(page.locator("#id_number")).to_be_focused()


def test_someone_signs_up_out_and_in_by_keyboard_without_scripts(open_page):
    page = open_page("/account/sign-up/", javascript=False)
    page.get_by_label("A name to sign in with").focus()
    page.keyboard.type("Anna B")
    page.keyboard.press("Tab")
    page.keyboard.type("four calm words here")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")
    expect(page.locator("main")).to_contain_text("signed in as anna b")
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url("**/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()
    page.goto("/account/sign-in/")
    page.get_by_label("Your sign-in name").fill("Anna B")
    page.get_by_label("Your password").fill("four calm words here")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Account", exact=True).wait_for()


def test_the_pages_of_an_account_are_accessible(open_page, check_accessibility, take_picture):
    page = open_page("/account/sign-up/", width=390)
    page.get_by_label("A name to sign in with").fill("x")
    page.get_by_role("button", name="Make my account").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check_accessibility(page)
    take_picture(page, "sign-up-error-390-light")
    page.get_by_label("A name to sign in with").fill("anna")
    page.get_by_label("A password").fill("four calm words here")
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/account/")
    for path in ("", "password/", "sign-out/", "delete/"):
        page.goto(f"/account/{path}")
        check_accessibility(page)


@pytest.mark.look
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_emergency_page_prints_on_one_sheet(open_page, paper):
    printed = PdfReader(io.BytesIO(open_page("/emergency/?country=GB", look="dark").pdf(format=paper)))
    words = printed.pages[0].extract_text()
    assert len(printed.pages) == 1
    assert "999" in words
    assert "numbness where you sit" in words
    assert "printed" in words


@pytest.mark.look
def test_under_reduced_motion_nothing_moves(open_page):
    page = open_page("/style/", reduced_motion="reduce")
    lasting = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert lasting == 0


@pytest.mark.look
def test_type_is_self_hosted_and_the_fallback_is_as_wide(open_page):
    page = open_page("/")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {"Atkinson", "Source Serif"} <= {family.strip('"') for family in loaded}
    width = (
        "(f => { const s = document.createElement('span'); s.style.cssText = `font: 400 40px ${f}; position: absolute`;"
    )
    width += "s.textContent = 'Is it safe? Answer a few questions about how you feel'; document.body.append(s);"
    width += "return s.getBoundingClientRect().width })"
    ours, fallback = page.evaluate(f"[{width}('Atkinson'), {width}('\"Atkinson fallback\"')]")
    assert abs(ours / fallback - 1) < 0.03
