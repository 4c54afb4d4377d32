"""How a session ends: stopped, with pain that went up, at the time of the plan, or after a while away."""

import re

import pytest
from playwright.sync_api import expect

from ischia.core.session.after import pain_says_stop
from tests.pages.offline import kept_for_later
from tests.pages.sessions import arrived, begin, heard, is_now, opened, press, shown, start
from tests.sessions import KNOWLEDGE, session

pytestmark = pytest.mark.slow
TELL = "Tell us what happened"


@pytest.fixture
def demo(settings, transactional_db):
    settings.DEMO = True


def stop_for(page, why):
    start(page)
    page.clock.run_for(20_000)
    press(page, "stop")
    page.locator(f"[data-why={why}]").click()


@pytest.mark.parametrize("why", ["S1", "S2", "S3", "S4", "S5", "S6"])
def test_every_reason_to_stop_leads_to_telling_what_happened(demo, open_page, why):
    page = open_page("/", width=390)
    begin(page)
    stop_for(page, why)
    expect(page.get_by_text("No more today.", exact=True)).to_be_visible()
    page.get_by_role("link", name=TELL).click()
    expect(page).to_have_url(re.compile("/after-massage/$"))


def test_who_just_wants_to_stop_is_not_asked_why(demo, open_page):
    page = open_page("/")
    begin(page)
    stop_for(page, "S7")
    expect(page.locator("#after-title")).to_be_focused()
    expect(page.get_by_role("link", name=TELL)).to_be_hidden()


def test_for_chest_pain_the_call_is_first_and_stays_whatever_is_kept(demo, open_page, check_accessibility):
    page = open_page("/", width=390)
    begin(page)
    stop_for(page, "S5")
    expect(page.get_by_role("heading", name="Call an ambulance now.")).to_be_focused()
    call, tell = page.locator("main [data-kind=call]"), page.get_by_role("link", name=TELL)
    assert call.bounding_box()["y"] < tell.bounding_box()["y"]
    check_accessibility(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#kept")).to_be_visible()
    expect(call).to_be_visible()


def test_pain_at_the_end_that_went_up_is_heard_also_without_a_network(demo, open_page, check_accessibility):
    page = open_page("/", width=390)
    begin(page, pain=3)
    kept_for_later(page)
    page.context.set_offline(True)
    stop_for(page, "S7")
    page.locator("#id_pain_end_5").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("heading", name="The pain has gone up. Good that you said so.")).to_be_focused()
    expect(page.get_by_text("No more today.", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=TELL)).to_be_visible()
    check_accessibility(page)
    page.context.set_offline(False)
    page.wrong[:] = [what for what in page.wrong if "ERR_INTERNET_DISCONNECTED" not in what]
    assert arrived(page, revision=2).pain_end == 5


def test_pain_at_the_end_that_did_not_go_up_is_simply_kept(demo, open_page):
    page = open_page("/")
    begin(page, pain=3)
    stop_for(page, "S7")
    page.locator("#id_pain_end_4").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#kept")).to_be_focused()
    expect(page.get_by_role("link", name=TELL)).to_be_hidden()


@pytest.mark.look
def test_the_player_hears_the_rule_of_pain_as_the_core_does(demo, open_page):
    page = open_page("/style/")
    said = page.evaluate(
        """async (script) => {
          const { brokenByPain } = await import("/static/care/player/script.js");
          const all = [...Array(11).keys()];
          return all.map((before) => all.map((now) => brokenByPain(script, before, now)?.id ?? null));
        }""",
        session("script_self_low_back").model_dump(mode="json"),
    )
    assert said == [[pain_says_stop(before, now, KNOWLEDGE) for now in range(11)] for before in range(11)]


@pytest.mark.look
@pytest.mark.parametrize(
    "item", ["script_self_low_back", "script_ball_gluteal_wall", "script_partner_low_back", "script_powered_low_back"]
)
def test_going_back_again_and_again_never_takes_longer_than_the_plan(demo, open_page, item):
    page = open_page("/style/")
    script = session(item)
    counted = page.evaluate(BACK_AND_FORTH, script.model_dump(mode="json"))
    assert counted["steps"] == script.seconds * 1000
    assert counted["said"] == 1
    assert counted["phase"] == "over"
    assert counted["walked"] == "done"


# Plays half a minute of each step and goes back, until the walk afterwards.
BACK_AND_FORTH = """async (script) => {
  const { reduce, stepOf } = await import("/static/care/player/reducer.js");
  const { freshState, howItWent } = await import("/static/care/player/state.js");
  let [state, said, at, steps] = [freshState(), 0, 0, 0];
  const happen = (event) => {
    const [next, moments] = reduce(script, state, { at, ...event });
    said += moments.filter(({ cue }) => ["hard_stop", "time_is_up"].includes(cue.id)).length;
    state = next;
  };
  const walk = script.afterwards.map((step) => step.id);
  happen({ type: "start" });
  for (let second = 1; second < 3600 && state.phase !== "over"; second += 1) {
    const step = stepOf(script, state);
    if (step.counts) steps += 1000;
    at += 1000;
    happen({ type: "tick" });
    for (const question of [...state.asked]) {
      const { answers, stop_on } = script.questions.find((each) => each.id === question);
      happen({ type: "answer", question, answer: answers.find((each) => each.id !== stop_on).id });
    }
    if (second % 31 === 0 && !walk.includes(stepOf(script, state)?.id)) happen({ type: "back" });
  }
  return { steps, said, phase: state.phase, walked: howItWent(script, state).at(-1).how };
}"""


def test_with_a_device_the_end_of_the_plan_says_once_to_switch_it_off(demo, open_page):
    page = open_page("/")
    begin(page, "script_powered_low_back")
    start(page)
    for _ in range(14):
        page.clock.run_for(50_000)
        press(page, "back")
    assert [cue["id"] for cue in heard(page)].count("hard_stop") == 1


def test_after_a_short_while_away_it_says_that_the_clock_went_on(demo, open_page):
    page = open_page("/")
    begin(page)
    start(page)
    page.clock.run_for(50_000)
    page.clock.fast_forward(60_000)
    page.reload()
    opened(page)
    is_now(page, "playing")
    expect(page.get_by_text("You were away. The clock went on.")).to_be_visible()
    press(page, "pause")
    expect(page.get_by_text("You were away. The clock went on.")).to_be_hidden()


def test_after_a_long_while_away_it_says_that_it_waits(demo, open_page):
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
    expect(page.get_by_text("You were away for a while. The session waits for you here.")).to_be_visible()
    press(page, "pause")
    expect(page.get_by_text("The session waits for you here.")).to_be_hidden()
