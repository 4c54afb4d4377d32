"""A session as people do it: on the floor, with the phone locked, the network gone and the page reloaded."""

import gzip
from random import Random

import pytest
from playwright.sync_api import expect

from ischia.care.models import HomeSession
from ischia.core.case import make_case
from ischia.core.planning import Plan
from ischia.core.session import SoFar, occasions, write_session
from ischia.core.session.timeline import timeline
from tests.pages.offline import kept_for_later
from tests.pages.sessions import (
    arrived,
    begin,
    connect,
    go_to,
    heard,
    hide,
    is_now,
    opened,
    press,
    seconds,
    send_five_times,
    shown,
    start,
    tab_to,
    until_asked,
)
from tests.sessions import DAY, KNOWLEDGE, WISHES, case_of, exercise_session, plan_of, session
from tests.strategies import wish_case

pytestmark = pytest.mark.slow
EXERCISES = [item.exercise for item in plan_of(case_of()).exercise]


@pytest.fixture
def demo(settings, transactional_db):
    settings.DEMO = True


def test_hidden_offline_and_reloaded_it_ends_on_time_says_each_cue_once_and_is_kept_once(demo, open_page):
    page = open_page("/", width=390)
    script = begin(page)
    kept_for_later(page)
    page.context.set_offline(True)
    start(page)
    page.clock.run_for(70_000)
    hide(page)
    page.clock.fast_forward(95_000)
    hide(page, hidden=False)
    expect(page.locator("[data-show=missed-list] li").first).to_be_attached()
    page.reload()
    opened(page)
    is_now(page, "playing")
    for _ in range(40):
        page.clock.run_for(10_000)
    expect(page.locator("#after-title")).to_be_visible()
    said = [cue["id"] for cue in heard(page)]
    assert said == [moment.cue.id for moment in timeline(script)]
    assert not HomeSession.objects.exists()
    answers = send_five_times(page)
    connect(page)
    kept = arrived(page, revision=1)
    assert abs((kept.ended_at - kept.started_at).total_seconds() - script.takes_seconds) <= 1
    assert (kept.done, kept.pain_before, kept.pain_end) == ("done", 3, None)
    page.locator("#id_pain_end_2").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    kept = arrived(page, revision=2)
    assert (kept.pain_end, kept.versions.count(), HomeSession.objects.count()) == (2, 2, 1)
    page.context.unroute_all(behavior="wait")
    assert len(answers) >= 10
    assert (answers.count(201), answers.count(200)) == (2, len(answers) - 2)


def test_a_crash_comes_back_to_the_same_step_and_a_long_absence_waits_there(demo, open_page):
    page = open_page("/")
    begin(page)
    start(page)
    page.clock.run_for(50_000)
    where = shown(page)
    page.goto("about:blank")
    page.clock.fast_forward(600_000)
    page.go_back()
    opened(page)
    is_now(page, "paused", where)
    press(page, "pause")
    page.clock.run_for(1_000)
    is_now(page, "playing")


def test_by_keyboard_alone(demo, open_page):
    page = open_page("/")
    begin(page)
    tab_to(page, "[data-start]")
    page.keyboard.press("Enter")
    is_now(page, "playing")
    page.clock.run_for(7_000)
    page.keyboard.press("Escape")
    expect(page.locator("[data-why]").first).to_be_focused()
    page.keyboard.press("Escape")
    is_now(page, "paused")
    page.locator("body").press("Space")
    is_now(page, "playing")
    page.keyboard.press("ArrowRight")
    is_now(page, "playing", "s2")
    page.keyboard.press("ArrowLeft")
    is_now(page, "playing", "s1")
    page.clock.run_for(6_000)
    left = page.locator("[data-show=clock]").inner_text()
    page.keyboard.press("+")
    assert seconds(page.locator("[data-show=clock]").inner_text()) - seconds(left) in (29, 30)
    page.keyboard.press("Escape")
    page.keyboard.press("7")
    expect(page.locator("#after-title")).to_be_focused()
    assert arrived(page, revision=1).stopped == "S7"


def test_stop_is_one_press_and_why_another_and_chest_pain_calls(demo, open_page):
    page = open_page("/", width=390)
    begin(page)
    start(page)
    page.clock.run_for(20_000)
    before = page.locator("[data-press=stop]").bounding_box()
    press(page, "skip")
    page.clock.run_for(1_000)
    assert page.locator("[data-press=stop]").bounding_box() == before
    press(page, "stop")
    page.get_by_role("button", name="Chest pain or short of breath").click()
    expect(page.get_by_text("Call an ambulance now.", exact=True)).to_be_visible()
    expect(page.locator("main [data-kind=call]")).to_be_visible()
    kept = arrived(page, revision=1)
    assert (kept.stopped, kept.done, kept.steps["s1"], kept.steps["s3"]) == ("S5", "partly", "partly", "not")
    page.goto("/session/")
    expect(page.get_by_role("heading", name="Your plan is locked")).to_be_visible()


def test_worse_twice_stops_and_once_does_not(demo, open_page):
    page = open_page("/")
    begin(page, "script_partner_low_back")
    start(page)
    until_asked(page, "Better, same or worse?")
    page.get_by_role("button", name="Worse").click()
    is_now(page, "playing")
    until_asked(page, "Better, same or worse?")
    page.get_by_role("button", name="Worse").click()
    is_now(page, "over")
    expect(page.get_by_text("No more today.", exact=True)).to_be_visible()


def test_the_calves_are_looked_at_before_anything_goes_on_also_when_skipped(demo, open_page):
    page = open_page("/")
    begin(page, "script_leg_self")
    start(page)
    press(page, "skip")
    page.clock.run_for(60_000)
    is_now(page, "waiting")
    page.get_by_role("button", name="Yes", exact=True).click()
    is_now(page, "over")
    expect(page.get_by_text("Answer the safety questions again before anything else.", exact=True)).to_be_visible()


def test_with_a_device_going_back_again_and_again_ends_at_ten_minutes_and_two_in_one_place(demo, open_page):
    page = open_page("/")
    begin(page, "script_powered_low_back")
    start(page)
    page.clock.run_for(60_000)
    for _ in range(12):
        page.clock.run_for(50_000)
        press(page, "back")
    said = [cue["id"] for cue in heard(page)]
    assert any(cue.startswith("move_on.s3") for cue in said)
    limit = [cue for cue in heard(page) if cue["id"] == "hard_stop"]
    assert len(limit) == 1
    page.clock.run_for(70_000)
    is_now(page, "over")


def test_a_step_up_is_offered_only_after_two_minutes_of_massage(demo, open_page):
    page = open_page("/")
    begin(page, "script_powered_low_back")
    start(page)
    for step in ("s2", "s3", "s4"):
        press(page, "skip")
        page.clock.run_for(500)
        is_now(page, "playing", step)
    page.clock.run_for(100_000)
    assert "s5.start" in [cue["id"] for cue in heard(page)]
    assert "s5.step_up.ask" not in [cue["id"] for cue in heard(page)]


def test_what_is_done_is_not_begun_again_without_new_answers(demo, open_page):
    page = open_page("/")
    begin(page)
    address = page.url
    start(page)
    press(page, "stop")
    page.get_by_role("button", name="I just want to stop").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#kept")).to_be_visible()
    page.goto(address)
    page.wait_for_url("**/session/")


def test_a_helper_is_told_what_to_do_and_the_one_who_lies_there_holds_stop(demo, open_page):
    page = open_page("/", width=390)
    begin(page, "script_partner_low_back")
    expect(page.locator(".ready").get_by_text("The person being massaged holds the Stop button.")).to_be_visible()
    start(page)
    page.clock.run_for(60_000)
    expect(page.locator(".controls .held")).to_be_visible()


def scripts_of_random_plans():
    for seed in range(60):
        plan = plan_of(make_case(wish_case(Random(seed), seed % 3), KNOWLEDGE, DAY))
        if isinstance(plan, Plan):
            for each in occasions(plan, DAY, SoFar(started=DAY), KNOWLEDGE):
                yield write_session(plan, each, KNOWLEDGE, "left" if seed % 2 else "right")


SCRIPTS = {
    **{name: [session(name)] for name in WISHES},
    "exercises": [exercise_session(each) for each in EXERCISES],
    "random plans": list(scripts_of_random_plans()),
}


@pytest.mark.look
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_player_says_what_the_core_says_at_the_same_millisecond(demo, open_page, name):
    page = open_page("/style/")
    for script in SCRIPTS[name]:
        played = page.evaluate(
            "async (script) => (await import('/static/care/player/timeline.js')).timeline(script)",
            script.model_dump(mode="json"),
        )
        expected = [{"at_ms": at, "step": step, "cue": cue.id} for at, step, cue in timeline(script)]
        assert played == expected


@pytest.mark.look
def test_axe_finds_nothing_on_phone_and_desk_in_light_and_dark(demo, open_page, check_accessibility, take_picture):
    page = open_page("/", reduced_motion="reduce")
    begin(page, "script_partner_low_back")
    for name in ("ready", "playing", "asked", "stopping", "after", "kept"):
        go_to(page, name)
        for width, look in ((390, "light"), (1280, "dark"), (390, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=look)
            check_accessibility(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            take_picture(page, f"session-{name}-{width}-{look}", whole=name in ("ready", "stopping", "after"))


@pytest.mark.look
@pytest.mark.parametrize(("width", "look"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_around_the_session(demo, open_page, check_accessibility, take_picture, width, look):
    page = open_page("/", width=width, look=look, reduced_motion="reduce")
    begin(page)
    addresses = {"tonight": "/session/", "before": "/session/script_self_low_back/before/"}
    for name, address in addresses.items():
        page.goto(address)
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        take_picture(page, f"session-{name}-{width}-{look}")
    page.locator("#id_signs_calf_tender").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()
    check_accessibility(page)
    take_picture(page, f"session-not-now-{width}-{look}")


def test_without_scripts_the_steps_are_read_with_pictures_and_told_by_hand(demo, open_page, take_picture):
    page = open_page("/", width=390, javascript=False)
    script = begin(page)
    take_picture(page, "session-to-read-390-light")
    steps = [step for step in (*script.steps, *script.afterwards) if step.kind not in ("get_ready", "change_side")]
    expect(page.locator(".session-step:visible")).to_have_count(len(steps))
    expect(page.locator(".session-step svg:visible")).to_have_count(len(steps))
    expect(page.locator("[data-press]:visible, [data-start]:visible")).to_have_count(0)
    page.locator("#id_done_partly").check()
    page.locator("#id_pain_end_4").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Kept. Thank you for telling.")).to_be_visible()
    assert HomeSession.objects.get().done == "partly"


def strokes_move(page, whether):
    """Wait until the strokes of the picture move, or until none does."""
    runs = "each.animationName?.startsWith('stroke') && each.playState === 'running'"
    moves = f"document.getAnimations().some((each) => {runs}) === {'true' if whether else 'false'}"
    page.wait_for_function(moves, polling=100)


@pytest.mark.look
def test_pictures_move_with_the_stroke_and_stand_still_when_paused_and_under_reduced_motion(demo, open_page):
    page = open_page("/")
    begin(page)
    start(page)
    page.clock.run_for(45_000)
    is_now(page, "playing", "s2")
    strokes_move(page, True)
    press(page, "pause")
    strokes_move(page, False)
    press(page, "pause")
    strokes_move(page, True)
    page.emulate_media(reduced_motion="reduce")
    strokes_move(page, False)


def test_a_session_that_was_left_is_found_again_from_tonight(demo, open_page):
    page = open_page("/")
    begin(page)
    start(page)
    page.clock.run_for(20_000)
    page.goto("/session/")
    page.get_by_role("link", name="Go on with it").click()
    opened(page)
    is_now(page, "playing", "s1")


def test_the_plan_leads_to_each_session(demo, open_page):
    page = open_page("/")
    begin(page)
    page.goto("/plan/")
    page.get_by_role("link", name="Start", exact=False).first.click()
    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()


def test_the_first_load_is_light_and_asks_nobody_else(demo, open_page):
    page = open_page("/")
    begin(page)
    opened(page)
    files = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    page_itself = page.evaluate("fetch(location.href).then((answer) => answer.text())").encode()
    bodies = [page.request.get(name).body() for name in files if "/api/" not in name and "woff2" not in name]
    fonts = sum(len(page.request.get(name).body()) for name in files if "woff2" in name)
    load = fonts + sum(len(gzip.compress(body)) for body in (*bodies, page_itself))
    assert 20_000 < load < 150_000, load
