"""Sessions at home on a page in Chromium, played by a clock of the test's own."""

from datetime import UTC, datetime

from django.utils.timezone import localdate
from playwright.sync_api import expect

from ischia.accounts.models import Keeper
from ischia.care.models import HomeSession
from ischia.care.starting import check_before, playable, script_for
from ischia.care.usecases import begin_check, record_screening
from ischia.core.session import Told
from tests.sessions import WISHES
from tests.strategies import SAFE

# Cues are noted where they outlive a reload.
LISTEN = """
addEventListener("ischia:cue", ({ detail }) => {
  const heard = JSON.parse(localStorage.getItem("heard") ?? "[]");
  localStorage.setItem("heard", JSON.stringify([...heard, detail]));
});
"""


def begin(page, item="script_self_low_back", *, pain=3, **answers):
    """Let a session start for whoever looks at this page, and open it. Gives its script."""
    page.locator('form[action="/demo/ella/"] button').click()
    page.wait_for_url("**/check/result/**")
    keeper = Keeper.objects.get()
    row = record_screening(begin_check(keeper, {**SAFE, **WISHES.get(item, {}), **answers}), localdate())
    assert playable(row)
    recheck = check_before(row, item, Told(signs=(), ticks=(), pain=pain), localdate())
    script = script_for(recheck, item)
    page.add_init_script(LISTEN)
    page.clock.install(time=datetime.now(UTC))
    page.goto(f"/session/{recheck.pk}/{item}/")
    return script


def opened(page):
    """Wait until the scripts of the page are ready."""
    page.locator("#player[data-opened]").wait_for(state="attached")


def start(page):
    """Press Start."""
    opened(page)
    page.locator("[data-start]").click()
    expect(page.locator("#player")).not_to_have_attribute("data-phase", "ready")


def heard(page):
    """The cues that were given, in order."""
    return page.evaluate('JSON.parse(localStorage.getItem("heard") ?? "[]")')


def press(page, name):
    """Press one of the buttons below."""
    page.locator(f"[data-press={name}]").click()


def phase(page):
    """What the player is doing at this moment; to wait until it does something, `is_now`."""
    return page.locator("#player").get_attribute("data-phase")


def is_now(page, phase, step=None):
    """Wait until the player does this, at this step."""
    expect(page.locator("#player")).to_have_attribute("data-phase", phase)
    if step:
        expect(page.locator("[data-step]:visible")).to_have_attribute("data-step", step)


def hide(page, hidden=True):
    """Turn the page away, as another program or a lock does, and back."""
    state = "hidden" if hidden else "visible"
    page.evaluate(
        f"Object.defineProperty(document, 'visibilityState', {{ value: '{state}', configurable: true }});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


def connect(page):
    """The network is back; what failed while it was gone is no fault."""
    page.context.set_offline(False)
    for each in page.context.pages:
        each.wrong[:] = [what for what in each.wrong if "ERR_INTERNET_DISCONNECTED" not in what]


def send_five_times(page):
    """From now on each record is sent five times over. Gives the list in which the server's answers are noted."""
    answers = []

    def five_times(route):
        came = [route.fetch() for _ in range(5)]
        answers.extend(each.status for each in came)
        route.fulfill(response=came[-1])

    page.context.route("**/api/sessions/", five_times)
    return answers


def arrived(page, revision):
    """Wait until the record has reached the server in this version, and give it."""
    for _ in range(150):
        kept = HomeSession.objects.filter(revision=revision)
        if kept:
            return kept.get()
        page.clock.run_for(5_000)
        page.wait_for_timeout(100)
    raise AssertionError("the record did not arrive")


def shown(page):
    """The step that is shown."""
    return page.locator("[data-step]:visible").get_attribute("data-step")


def seconds(clock):
    """A time such as 1:05 in seconds."""
    minutes, _, rest = clock.partition(":")
    return int(minutes) * 60 + int(rest)


def tab_to(page, where):
    """Move the focus there by the tab key alone."""
    opened(page)
    for _ in range(60):
        if page.evaluate(f"document.activeElement.matches('{where}')"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {where} by keyboard")


def until_asked(page, question):
    """Let time pass until this question stands on the page; others are answered with the last of their answers."""
    for _ in range(120):
        page.clock.run_for(5_000)
        panel = page.locator("[data-show=question]")
        if panel.is_visible():
            if page.locator("[data-show=asked]").inner_text() == question:
                return
            panel.locator("button").last.click()
    raise AssertionError(f"never asked: {question}")


def go_to(page, part):
    """Bring a session from one part that is to be looked at to the next."""
    opened(page)
    if part == "playing":
        start(page)
        page.clock.run_for(130_000)
    elif part == "asked":
        until_asked(page, "Better, same or worse?")
    elif part == "stopping":
        press(page, "stop")
    elif part == "after":
        page.get_by_role("button", name="I just want to stop").click()
    elif part == "kept":
        page.locator("#id_pain_end_3").check()
        page.get_by_role("button", name="Keep", exact=True).click()
        page.locator("#kept").wait_for()
