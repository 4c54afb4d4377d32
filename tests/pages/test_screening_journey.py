"""The check as people meet it: by mouse, by keyboard alone, without scripts, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import expect

from ischia.accounts.models import Keeper
from ischia.care.models import Check, Screening
from ischia.core.knowledge import load_knowledge

pytestmark = pytest.mark.slow
TOPICS = load_knowledge().topics
# What to choose on each page, by the words beside it; None is the button "None of these".
CHOICES = {
    "cannot_wait": [None],
    "squeezed_nerves": [None, "No"],
    "walking": ["It hurts, but I walk as usual"],
    "legs_and_nerves": [None],
    "infection": [None, "No"],
    "pain_that_stays": [None],
    "about_you": ["#id_age=44", "#id_first_episode-2"],
    "this_bout": ["Six weeks to three months ago", "Little by little", "Staying the same"],
    "where": ["[data-view=back] [for=id_pain_regions_back_thigh_left] path"],
    "how_far": ["#id_radiation_furthest_thigh", "[name=pain_now][value='4']"],
    "cancer_bones_falls": ["No, never", "#id_bone_health", "#id_trauma_recent"],
    "spine_and_vessels": [None],
    "clots": ["#id_clot_risk_now-6", "#id_varicose", None],
    "pregnancy": ["This does not apply to me", "No birth in the last year"],
    "heart_and_blood": ["#id_bp_status", "#id_heart_failure", None],
    "conditions": ["#id_epilepsy", "#id_inflammatory_arthritis", None],
    "skin_and_metal": ["My skin is fine", "No metal and no implant"],
    "cause_and_injury": ["Nobody has told me", "#id_injury_recent-2"],
    "massage_and_you": ["#id_alcohol_or_sedative_now-2", "#id_bad_reaction", "None of these"],
}
FULL = {
    "age": 30, "numbness": True, "cancer_history": "past", "trauma_recent": "minor", "varicose": "visible",
    "bp_status": "controlled", "surgery_recent": True, "skin_problem_kinds": ["rash"], "injury_recent": True,
    "pregnant": True, "bilateral_leg_symptoms": True, "pain_regions": ["abdomen"], "progressive_deficit": True,
}  # fmt: skip


@pytest.fixture
def check(transactional_db):
    return Check.objects.create(
        keeper=Keeper.objects.create(), answers=FULL, sides={"pain_regions": ["abdomen:middle"]}
    )


def stands_at(page, topic):
    """Wait until the page of a topic is there: under load a page that was sent may take its time."""
    page.wait_for_url(re.compile(rf"/{topic}/(\?|$)"))


def choose(page, what):
    if what is None:
        page.get_by_role("button", name="None of these").click()
    elif what.startswith("#id_age="):
        page.locator("#id_age").fill(what.partition("=")[2])
    elif what.startswith(("#", "[")):
        page.locator(what).first.click()
    else:
        page.get_by_text(what, exact=True).click()


def answer(page, topic):
    for what in CHOICES[topic]:
        choose(page, what)
    if CHOICES[topic][-1] is not None:
        page.locator("main [data-kind=primary]").click()


def result_of(page):
    page.wait_for_url("**/check/result/**")
    return Screening.objects.first()


def test_by_touch_on_a_phone_from_the_start_to_the_result(open_page, check_accessibility, take_picture):
    page = open_page("/check/", width=390)
    take_picture(page, "check-start-390-light")
    check_accessibility(page)
    page.get_by_role("button", name="None of these: start").click()
    for topic in CHOICES:
        stands_at(page, topic)
        expect(page.locator("main h1")).to_have_count(1)
        check_accessibility(page)
        take_picture(page, f"check-{topic}-390-light")
        assert page.locator("main [data-kind=primary]").count() == 1
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 390, "height": 844})
        answer(page, topic)
    stands_at(page, "answers")
    check_accessibility(page)
    take_picture(page, "check-answers-390-light")
    assert "Six" not in page.locator("main").inner_text()
    page.get_by_role("button", name="This is right: show my result").click()
    assert result_of(page).result["complete"]


@pytest.mark.look
def test_every_page_with_its_follow_ups_on_a_desk_in_the_dark(open_page, check, check_accessibility, take_picture):
    page = open_page(f"/check/resume/{check.resume}/", look="dark")
    for topic in [*TOPICS, "answers", "later"]:
        page.goto(f"/check/{check.pk}/{topic}/")
        check_accessibility(page)
        take_picture(page, f"check-{topic}-follow-ups-1280-dark")
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, topic
        page.set_viewport_size({"width": 1280, "height": 844})


def tab_to(page, words):
    for _ in range(70):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.closest('label, button, a')?.innerText ?? ''"):
            return
    raise AssertionError(f"{words} was not reached")


def focus_first(page):
    """Go to the first question with the keyboard alone."""
    for _ in range(70):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input[data-key]')"):
            return
    raise AssertionError("no question was reached")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_by_keyboard_alone_numbers_pick_and_enter_goes_on(open_page):
    page = open_page("/check/")
    tab_to(page, "None of these: start")
    enter(page)
    tab_to(page, "None of these")
    enter(page)
    tab_to(page, "None of these")
    enter(page)  # leads on to the one question that is left
    focus_first(page)
    page.keyboard.press("1")
    enter(page)
    stands_at(page, "walking")
    focus_first(page)
    page.keyboard.press("2")
    page.keyboard.press("Escape")
    enter(page)
    stands_at(page, "legs_and_nerves")
    focus_first(page)
    page.keyboard.press("2")
    enter(page)
    stands_at(page, "infection")
    kept = Check.objects.get().answers
    assert (kept["walking_difficulty"], kept["tingling"], kept["numbness"]) == ("pain_only", True, False)
    tab_to(page, "Back")
    enter(page)
    expect(page.locator("#id_tingling")).to_be_checked()
    page.go_back()
    page.go_back()
    stands_at(page, "legs_and_nerves")
    expect(page.locator("#id_tingling")).to_be_checked()


def test_the_numbers_answer_the_question_with_the_focus_and_no_other(open_page, check):
    page = open_page(f"/check/resume/{check.resume}/")
    page.goto(f"/check/{check.pk}/this_bout/")
    page.locator("body").press("2")
    expect(page.locator("[name=onset_kind][value=gradual]")).not_to_be_checked()
    page.locator("[name=onset_kind]").first.focus()
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    page.keyboard.press("3")
    expect(page.locator("[name=onset_kind][value=gradual]")).to_be_checked()
    expect(page.locator("[name=trend][value=worse]")).to_be_checked()


def test_without_scripts_a_second_look_a_follow_up_and_an_emergency(open_page, check_accessibility):
    page = open_page("/check/", width=390, look="dark", javascript=False)
    page.get_by_role("button", name="None of these: start").click()
    page.locator("#unsure_chest_pain_breathless").click()
    page.locator("main [data-kind=primary]").click()
    expect(page.locator("main")).to_contain_text("You were not sure. Look once more.")
    page.get_by_text("No", exact=True).click()
    page.locator("main [data-kind=primary]").click()
    page.get_by_text("Do you have pain, tingling or numbness in both legs?").first.click()
    page.locator("#id_sexual_change").click()
    page.locator("main [data-kind=primary]").click()
    expect(page.locator("main")).to_contain_text("One more about this")
    page.get_by_role("button", name="Continue").last.click()
    assert result_of(page).disposition == "emergency_now"


def test_without_scripts_places_are_touched_on_the_figure(open_page, check):
    page = open_page(f"/check/resume/{check.resume}/", javascript=False)
    page.goto(f"/check/{check.pk}/where/")
    page.locator("[for=id_pain_regions_calf_right].body-map-spot path").last.click()
    with page.expect_navigation():
        page.locator("main [data-kind=primary]").click()
    check.refresh_from_db()
    assert check.sides["pain_regions"] == ["abdomen:middle", "calf:right"]
    assert (check.answers["pain_regions"], check.answers["pain_side"]) == (["abdomen", "calf"], "right")


def test_what_has_to_be_put_right_gets_the_focus_and_keeps_what_was_typed(open_page, check, check_accessibility):
    Check.objects.update(answers={})
    page = open_page(f"/check/resume/{check.resume}/", width=390)
    page.goto(f"/check/{check.pk}/about_you/")
    page.locator("#id_age").fill("forty")
    page.locator("main [data-kind=primary]").click()
    expect(page.locator(".error-summary:focus")).to_contain_text("something to put right")
    expect(page.locator("#id_age")).to_have_value("forty")
    check_accessibility(page)
    page.get_by_role("link", name="How old are you").click()
    expect(page.locator("#id_age")).to_be_focused()


def test_saved_for_later_it_goes_on_elsewhere_and_prints_its_address(open_page, check):
    Check.objects.update(answers={})  # what stands there is an emergency, which would win over going away
    page = open_page(f"/check/resume/{check.resume}/")
    page.get_by_role("button", name="Save and finish later").click()
    address = page.locator("#address").input_value()
    expect(page.get_by_role("button", name="Copy the address")).to_be_visible()
    elsewhere = open_page(address, width=390, javascript=False)
    stands_at(elsewhere, "cannot_wait")
    page.emulate_media(media="print")
    expect(page.get_by_text(address, exact=True)).to_be_visible()
