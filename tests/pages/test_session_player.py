"""A session as people do it: on the floor, in the dark, with the phone locked, the network gone and the page reloaded."""

import pytest
from playwright.sync_api import expect

from ischia.care.models import HomeSession
from ischia.core.session.timeline import timeline
from tests.pages.sessions import begin, heard, hide, opened, phase, press

pytestmark = pytest.mark.slow


@pytest.fixture
def demo(settings, transactional_db):
    settings.DEMO = True


def test_hidden_reloaded_and_offline_it_ends_on_time_says_each_cue_once_and_is_kept_once(demo, open_page):
    page = open_page("/", width=390)
    script = begin(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(70_000)
    hide(page)
    page.clock.fast_forward(95_000)
    hide(page, hidden=False)
    page.wait_for_timeout(600)
    page.context.set_offline(False)  # a page of a session has to come from somewhere
    page.reload()
    opened(page)
    page.context.set_offline(True)
    assert phase(page) == "playing"
    for _ in range(40):
        page.clock.run_for(10_000)
    expect(page.locator("#after-title")).to_be_visible()
    said = [cue["id"] for cue in heard(page)]
    assert said == [moment.cue.id for moment in timeline(script)]
    assert not HomeSession.objects.exists()
    connect(page)
    kept = arrived(page, revision=1)
    assert abs((kept.ended_at - kept.started_at).total_seconds() - script.takes_seconds) <= 1
    assert (kept.done, kept.pain_before, kept.pain_end) == ("done", 3, None)
    page.locator("#id_pain_end_2").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#kept")).to_be_visible()
    kept = arrived(page, revision=2)
    assert (kept.pain_end, kept.versions.count()) == (2, 2)
