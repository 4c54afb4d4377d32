"""Results and plans as people meet them: every answer, on a phone and on a desk, in light and dark, on paper."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

PEOPLE = {
    "suitable": ("sam", "result"),
    "massage-with-limits": ("dana", "result"),
    "not-today": ("jonas", "result"),
    "doctor-before-massage": ("greta", "result"),
    "same-day-medical": ("finn", "result"),
    "emergency-now": ("ella", "result"),
    "plan": ("carlos", "plan"),
    "plan-before-a-doctor": ("amina", "plan"),
    "plan-none": ("finn", "plan"),
}
PAGES = {"sources": "/sources/", "how-we-decide": "/how-we-decide/", "plan-empty": "/plan/"}

# Colours hang on the look and shapes on the width, so two runs of four see each; the pages that matter most get all.
ALWAYS = ((390, "light"), (1280, "dark"))
THOROUGHLY = ("emergency-now", "massage-with-limits")


@pytest.fixture
def open_any(open_page, settings):
    """Open a page by its name; of a made-up person by pressing their button, as a visitor does."""
    settings.DEMO = True

    def opened(name, **how):
        if name in PAGES:
            return open_page(PAGES[name], reduced_motion="reduce", **how)
        slug, what = PEOPLE[name]
        page = open_page("/", reduced_motion="reduce", **how)  # or a colour is measured half-way from light to dark
        page.locator(f'form[action="/demo/{slug}/"] button').click()
        page.wait_for_url("**/check/result/**")
        if what == "plan":
            page.goto("/plan/")
        return page

    return opened


each_page = pytest.mark.parametrize("name", [*PEOPLE, *PAGES])


@pytest.mark.look
@each_page
def test_axe_finds_nothing_on_phone_and_desk_in_light_and_dark(open_any, check_accessibility, take_picture, name):
    page = open_any(name, width=390)
    for width, look in ((390, "light"), (1280, "light"), (1280, "dark"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        if (width, look) in ALWAYS or name in THOROUGHLY:
            check_accessibility(page)
        take_picture(page, f"{name}-{width}-{look}")
        if (name, width, look) == ("plan", 1280, "light"):
            take_picture(page, "plan-at-a-glance", whole=False)  # the picture of the README


@pytest.mark.look
@each_page
def test_unfolded_without_scripts_nothing_runs_off_the_side(open_any, name):
    page = open_any(name, width=320, javascript=False)
    for summary in page.locator("main summary").all()[:12]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("main h1").count() == 1
    assert page.locator('main .button[data-kind="primary"]').count() <= 1


@pytest.mark.look
@pytest.mark.parametrize("name", ["massage-with-limits", "emergency-now", "plan"])
def test_on_paper_nothing_is_folded_and_nothing_is_cut(open_any, take_picture, name):
    page = open_any(name, width=800)
    page.emulate_media(media="print")
    take_picture(page, f"{name}-print")
    expect(page.locator("header.head")).to_be_hidden()
    for inside in page.locator("main details:not(.no-print, .no-print *) > .inside").all():
        assert inside.bounding_box()["height"] > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 800


@pytest.mark.look
def test_each_reasons_sources_are_reached_by_the_keyboard(open_any):
    page = open_any("massage-with-limits")
    reasons = page.locator(".reason")
    assert reasons.count() >= 3
    for reason in reasons.all():
        reason.locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(reason.locator("a:focus")).to_have_count(1)
        expect(reason.locator(".sources")).to_be_visible()
    page.locator('.reason a[href^="/sources/#"]').first.press("Enter")
    page.wait_for_url("**/sources/#*")
    expect(page.locator("li:target")).to_have_count(1)


@pytest.mark.look
def test_in_an_emergency_the_call_button_is_seen_at_once_on_a_phone(open_any):
    page = open_any("emergency-now", width=390)
    button = page.locator('.takeover .button[data-kind="call"]')
    box = button.bounding_box()
    assert box["y"] + box["height"] <= 844
    assert button.get_attribute("href").startswith("tel:")


def test_the_place_chosen_on_the_spot_changes_the_number_and_stays_on_the_page(open_any):
    page = open_any("emergency-now", width=390, javascript=False)
    here = page.url
    page.select_option("#country", "US")
    page.get_by_role("button", name="Show the number").click()
    expect(page.locator('.takeover .button[data-kind="call"]')).to_have_attribute("href", "tel:911")
    assert page.url == here


@pytest.mark.look
def test_today_comes_first_and_the_steps_fold_open(open_any):
    page = open_any("plan", width=390)
    first = page.locator(".items .item").first
    assert first.bounding_box()["y"] < 844
    first.get_by_text("Step by step").click()
    expect(first.locator(".steps li").first).to_be_visible()
    assert page.locator(".week tbody").count() == page.locator(".items > .item").count()


@pytest.mark.look
def test_the_picture_in_words_stands_beside_the_picture(open_any):
    page = open_any("massage-with-limits")
    assert page.locator(".where svg[role=img]").count() == 1
    assert page.locator(".where .words li").count() >= 5


@pytest.mark.look
@pytest.mark.parametrize(("name", "width"), [("massage-with-limits", 390), ("doctor-before-massage", 1280)])
def test_what_would_change_it_stands_after_the_reasons_and_folds_open(open_any, name, width):
    page = open_any(name, width=width, javascript=False)
    what_if = page.locator(".what-if")
    assert what_if.bounding_box()["y"] > page.locator(".reasons").bounding_box()["y"]
    change = what_if.locator(".change").first
    assert change.locator(".when").inner_text().strip()
    change.get_by_text("Where this comes from").click()
    expect(change.locator(".sources").first).to_be_visible()


@pytest.mark.look
def test_a_reason_folds_open_to_its_chain_by_the_keyboard(open_any):
    page = open_any("massage-with-limits", width=390)
    reason = page.locator(".reason").first
    reason.locator("summary").focus()
    page.keyboard.press("Enter")
    links = ["Your answers", "What the rule says", "What to keep to", "Where it comes from"]
    expect(reason.locator(".chain > li .link")).to_have_text(links)
    expect(reason.locator(".chain > li").last).to_be_visible()
