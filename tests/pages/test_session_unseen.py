"""A session that nobody looks at: face down, by ear, by hand, by light, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from ischia.core.session.timeline import timeline
from tests.pages.sessions import begin, go_to, heard, is_now, opened, phase, press, start, tab_to
from tests.sessions import WISHES

pytestmark = pytest.mark.slow

# A device with a voice, a motor and tones, all written down instead of heard.
DEVICE = """
window.said = []; window.shook = []; window.toned = 0;
const voice = { getVoices: () => [{ name: "one" }], cancel() {}, speak(words) { said.push(words.text); } };
Object.defineProperty(window, "speechSynthesis", { value: voice });
Object.defineProperty(navigator, "vibrate", { value: (rhythm) => shook.push(rhythm) });
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { toned += 1; return start.call(this, at); };
"""
NO_LOCK = "Object.defineProperty(Navigator.prototype, 'wakeLock', { value: undefined });"


@pytest.fixture
def demo(settings, transactional_db):
    settings.DEMO = True


def holds(beat, rhythm):
    """Is this rhythm a part of what was beaten?"""
    return any(beat[place : place + len(rhythm)] == rhythm for place in range(len(beat)))


def play_to_the_end(page):
    """Let time pass until it is over; answer only what holds the session."""
    for _ in range(400):
        page.clock.run_for(2_000)
        if phase(page) == "over":
            return
        if phase(page) in ("waiting", "offer"):
            page.locator("[data-answer], [data-offer=no]").first.click()
    raise AssertionError("it does not end")


def sounds(page):
    """Let time pass until a tone is heard: the sound of a browser wakes up in its own time."""
    for _ in range(20):
        page.clock.run_for(5_000)
        if page.evaluate("toned"):
            return
        page.wait_for_timeout(200)
    raise AssertionError("no tone was heard")


@pytest.mark.look
@pytest.mark.parametrize("item", WISHES)
def test_every_cue_is_spoken_shaken_and_lit(demo, open_page, item):
    page = open_page("/")
    page.add_init_script(DEVICE)
    script = begin(page, item)
    start(page)
    lit = page.evaluate(
        "new MutationObserver(() => { if (document.querySelector('.countdown.lit')) window.lit = true; })"
        ".observe(document.querySelector('.countdown'), { attributes: true })"
    )
    assert lit is None
    play_to_the_end(page)
    said = " ".join(page.evaluate("said"))
    assert [cue.say for _, _, cue in timeline(script) if cue.say not in said] == []
    beaten = [beat for beat in page.evaluate("shook") if beat]
    for kind in {cue.kind for _, _, cue in timeline(script)}:
        rhythm = next(list(cue.rhythm) for _, _, cue in timeline(script) if cue.kind == kind)
        assert any(holds(beat, rhythm) for beat in beaten), kind
    ends = [list(cue.rhythm) for _, _, cue in timeline(script) if cue.kind == "end"]
    assert sum(beat[: len(ends[0])] == ends[0] for beat in beaten) >= len(ends)
    assert page.evaluate("window.lit")
    assert page.evaluate("toned") == 0


@pytest.mark.look
def test_where_there_is_no_voice_there_are_tones(demo, open_page):
    page = open_page("/")
    page.add_init_script(DEVICE.replace('getVoices: () => [{ name: "one" }]', "getVoices: () => []"))
    begin(page)
    start(page)
    sounds(page)


@pytest.mark.look
def test_where_the_voice_is_refused_there_are_tones(demo, open_page):
    page = open_page("/")
    refuses = "speak(words) { words.dispatchEvent(Object.assign(new Event('error'), { error: 'not-allowed' })); }"
    page.add_init_script(DEVICE.replace("speak(words) { said.push(words.text); }", refuses))
    begin(page)
    start(page)
    sounds(page)


@pytest.mark.look
@pytest.mark.parametrize("width", [390, 1280])
def test_where_the_screen_cannot_be_kept_on_that_is_said_before_the_start(demo, open_page, check_accessibility, width):
    page = open_page("/", width=width)
    page.add_init_script(NO_LOCK)
    begin(page)
    opened(page)
    expect(
        page.locator(".ready").get_by_text("The screen may go dark: this browser cannot keep it on.")
    ).to_be_visible()
    check_accessibility(page)


@pytest.mark.look
def test_the_screen_is_kept_on_again_after_switching_away(demo, open_page):
    page = open_page("/")
    page.add_init_script(
        """window.locks = 0;
        const lock = () => {
          locks += 1;
          window.held = Object.assign(new EventTarget(), { release: async () => {} });
          return held;
        };
        Object.defineProperty(Navigator.prototype, "wakeLock", { value: { request: async () => lock() } });"""
    )
    begin(page)
    start(page)
    page.wait_for_function("locks === 1", polling=100)
    page.evaluate("held.dispatchEvent(new Event('release'))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("locks === 2", polling=100)


@pytest.mark.look
def test_the_countdown_can_be_read_from_two_metres(demo, open_page):
    page = open_page("/", width=390)
    begin(page)
    start(page)
    page.clock.run_for(8_000)
    size = "parseFloat(getComputedStyle(document.querySelector('.clock')).fontSize)"
    assert page.evaluate(size) >= 100  # figures about 11 mm high on a phone: well over the 3 mm an eye can tell at 2 m
    page.locator("[data-enlarge]").click()
    page.wait_for_function(f"{size} >= 140", polling=100)


@pytest.mark.look
def test_large_fills_the_screen_with_nothing_cut_and_is_left_on_stopping(demo, open_page, check_accessibility):
    page = open_page("/", width=1280)
    begin(page, "script_partner_low_back")
    go_to(page, "playing")
    page.locator("[data-enlarge]").click()
    expect(page.locator("[data-enlarge]")).to_have_text("Smaller")
    check_accessibility(page)
    assert page.locator(".player-head").bounding_box()["y"] >= 0
    press(page, "stop")
    expect(page.locator("#player")).not_to_have_class("player enlarged")


@pytest.mark.look
def test_a_question_moves_nothing_and_lies_under_the_thumb(demo, open_page):
    page = open_page("/", width=390)
    begin(page, "script_partner_low_back")
    start(page)
    before = [page.locator(f"[data-press={name}]").bounding_box() for name in ("stop", "pause")]
    while not page.locator("[data-show=question]").is_visible():
        clock = page.locator(".clock").bounding_box()
        page.clock.run_for(1_000)
    assert page.locator(".clock").bounding_box()["y"] == clock["y"]
    assert [page.locator(f"[data-press={name}]").bounding_box() for name in ("stop", "pause")] == before
    answer = page.locator("[data-answer]").first.bounding_box()
    assert answer["y"] > 844 / 2
    assert answer["height"] >= 44


@pytest.mark.look
def test_every_button_is_large_enough_for_a_thumb(demo, open_page):
    page = open_page("/", width=390)
    begin(page)
    start(page)
    boxes = [each.bounding_box() for each in page.locator(".controls button").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44


def test_a_whole_session_by_keyboard_alone(demo, open_page):
    page = open_page("/")
    script = begin(page, "script_leg_self")
    tab_to(page, "[data-start]")
    page.keyboard.press("Enter")
    is_now(page, "playing")
    for _ in range(400):
        page.clock.run_for(2_000)
        if phase(page) == "over":
            break
        if page.locator("[data-show=question]").is_visible():
            last = page.locator("[data-answer], [data-offer]").count()
            page.keyboard.press("1" if phase(page) == "waiting" else str(last))
    expect(page.locator("#after-title")).to_be_focused()
    assert {cue["id"] for cue in heard(page)} >= {cue.id for step in script.steps for cue in step.cues}
    for _ in range(20):
        if page.evaluate("document.activeElement.name") == "pain_end":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for _ in range(20):
        if page.evaluate("document.activeElement.textContent.trim()") == "Keep":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#kept")).to_be_focused()
