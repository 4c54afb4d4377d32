"""Something went wrong after a massage, over HTTP: told in four taps, answered at once, locked, asked again."""

import json
import os
import re
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care import events
from ischia.care.locks import lock_on
from ischia.care.models import AdverseEvent, EventReport, Screening
from ischia.care.usecases import begin_check, copy_check, record_screening
from ischia.core.adverse import Told
from ischia.core.knowledge import load_knowledge
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
KNOWLEDGE = load_knowledge()
TELL, PLAN = "/after-massage/", "/plan/"
SORE = {"what": "more_pain", "how": "a_little", "looked": "none"}
FLARE = {"what": "more_pain", "how": "much", "looked": "none"}


@pytest.fixture
def keeper(client, settings):
    """Someone with a plan, on a device of their own."""
    settings.DEMO = True
    open_demo(client, "sam")
    keeper = Keeper.objects.get()
    screen_anew(keeper)
    return keeper


def screen_anew(keeper, **answers):
    return record_screening(begin_check(keeper, {**SAFE, **answers}), timezone.localdate())


def text(answer, code=200):
    assert answer.status_code == code, answer.status_code
    return answer.content.decode()


def tell(client, said, url=TELL, id=None):
    """Send the last page of the three; gives the page with what to do now."""
    answer = client.post(url, {"id": str(id or uuid.uuid4()), "asked": "signs", **said})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return text(client.get(answer.url))


def later(hours):
    """Let time pass: everything told so far was told so many hours earlier."""
    for row in [*EventReport.objects.all(), *AdverseEvent.objects.all()]:
        stamp = "made_at" if isinstance(row, EventReport) else "begun_at"
        type(row).objects.filter(pk=row.pk).update(**{stamp: getattr(row, stamp) - timedelta(hours=hours)})


def test_four_taps_from_the_plan_to_what_to_do_now(client, keeper):
    assert f'href="{TELL}"' in text(client.get(PLAN))
    first = text(client.get(TELL))
    id = re.search(r'name="id" value="([^"]+)"', first)[1]
    second = text(client.post(TELL, {"id": id, "asked": "what", "what": "more_pain"}))
    assert "How much worse, and for how long?" in second
    third = text(client.post(TELL, {"id": id, "asked": "how", "what": "more_pain", "how": "a_little"}))
    assert "Is any of these new since the massage?" in third
    assert f'name="id" value="{id}"' in third
    done = tell(client, SORE, id=id)
    assert "This is normal. Keep moving." in done
    assert EventReport.objects.get().grade == "mild"


def test_sent_five_times_it_is_kept_once(client, keeper):
    id = uuid.uuid4()
    assert len({tell(client, SORE, id=id).split("<main")[1][:200] for _ in range(5)}) == 1
    assert (AdverseEvent.objects.count(), EventReport.objects.count()) == (1, 1)


def test_an_emergency_is_answered_at_once_with_the_call_button(client, keeper):
    answer = client.post(TELL, {"id": str(uuid.uuid4()), "asked": "what", "what": "dark_urine"})
    page = text(client.get(answer.url))
    assert 'data-kind="call"' in page
    assert page.index('data-kind="call"') < page.index("What you told us")
    assert "emergency department" in page


def test_nothing_ticked_is_never_a_no(client, keeper):
    page = text(client.post(TELL, {"id": str(uuid.uuid4()), "asked": "signs", **SORE, "looked": "ticked"}), 422)
    assert "None of these" in page
    assert not EventReport.objects.exists()


def test_back_leads_to_the_question_before(client, keeper):
    sent = {"id": str(uuid.uuid4()), "asked": "signs", "what": "more_pain", "how": "much", "back": "1"}
    assert "How much worse" in text(client.post(TELL, sent))
    assert "What went wrong" in text(client.post(TELL, {**sent, "asked": "how"}))


@pytest.mark.parametrize("wrong", [{"what": "doom"}, {"what": "bruise", "how": "a_little"}, {"id": "me"}])
def test_what_is_not_offered_is_asked_again(client, keeper, wrong):
    sent = {"id": str(uuid.uuid4()), "asked": "signs", **SORE, **wrong}
    assert "What went wrong" in text(client.post(TELL, sent), 422)


def test_soreness_locks_nothing(client, keeper):
    tell(client, SORE)
    assert "Your plan is locked" not in text(client.get(PLAN))
    assert "something went wrong after a massage" in text(client.get(PLAN))


def test_a_flare_locks_the_plan_its_papers_and_older_plans(client, keeper):
    row = Screening.objects.first()
    page = tell(client, FLARE)
    assert "Your plan is locked" in page
    for url in (PLAN, reverse("plan:of", args=[row.id])):
        shown = text(client.get(url))
        assert "Your plan is locked" in shown
        assert 'class="item"' not in shown
    for paper in ("plan:pdf", "plan:ics"):
        assert client.get(reverse(paper, args=[row.id])).status_code == 302


def test_an_older_event_says_that_something_else_locks_the_plan(client, keeper):
    tell(client, SORE)
    first = AdverseEvent.objects.get()
    tell(client, FLARE)
    assert "something else locks your plan" in text(client.get(reverse("after:event", args=[first.id])))
    assert "Your plan is locked." in text(client.get("/check/"))


def test_the_lock_opens_only_with_questions_answered_anew(client, keeper):
    old = Screening.objects.filter(answered__demo="").first().answered
    tell(client, FLARE)
    changed = copy_check(old)  # as when one answer of the old check is changed
    changed.save()
    record_screening(changed, timezone.localdate())
    assert lock_on(keeper)
    screen_anew(keeper)
    assert lock_on(keeper) is None


def test_what_was_found_goes_into_the_next_screening_until_it_was_asked_at_72_hours(client, keeper):
    tell(client, FLARE)
    assert screen_anew(keeper).disposition == "doctor_before_massage"
    event = AdverseEvent.objects.get()
    gone = {"what": "gone", "looked": "none"}
    later(30)
    tell(client, gone, reverse("after:again", args=[event.id]))
    assert screen_anew(keeper).disposition == "doctor_before_massage"
    later(50)
    tell(client, gone, reverse("after:again", args=[event.id]))
    assert screen_anew(keeper).disposition == "massage_with_limits"
    assert events.standing_of(event).closed
    assert [report.gone for report in event.reports.all()] == [False, True, True]


def test_it_is_asked_on_the_start_and_the_plan_page_when_it_is_time(client, keeper):
    tell(client, SORE)
    assert "How is it now?" not in text(client.get(PLAN))
    later(25)
    for url in (PLAN, reverse("screening:start")):
        assert "How is it now?" in text(client.get(url))
    event = AdverseEvent.objects.get()
    assert "It is gone" in text(client.get(reverse("after:again", args=[event.id])))
    page = tell(client, {"what": "gone", "looked": "none"}, reverse("after:again", args=[event.id]))
    assert "This is closed" in page
    assert "something went wrong" not in text(client.get(PLAN))


def test_a_serious_event_says_how_to_report_it(client, keeper):
    page = tell(client, {"what": "bone", "looked": "none"})
    assert "Yellow Card" in page
    assert "7 and after 30 days" in page
    assert "Speak to a doctor today" in page


def test_gone_with_a_new_sign_is_not_gone(client, keeper):
    tell(client, SORE)
    url = reverse("after:again", args=[AdverseEvent.objects.get().id])
    tell(client, {"what": "gone", "looked": "ticked", "signs": ["calf_swelling"]}, url)
    assert not EventReport.objects.last().gone
    assert lock_on(keeper)


def test_where_nobody_was_ever_asked_an_event_is_still_answered(settings):
    fresh = Client()
    page = tell(fresh, {"what": "nerve", "looked": "none"})
    assert "Speak to a doctor today" in page
    assert "Your plan is locked" in text(fresh.get(PLAN))


def test_nobody_else_sees_an_event(client, keeper):
    tell(client, SORE)
    event = AdverseEvent.objects.get()
    stranger = Client()
    for name in ("after:event", "after:again"):
        assert stranger.get(reverse(name, args=[event.id])).status_code == 404


def test_a_note_is_kept_with_the_report(client, keeper):
    assert "a lavender &lt;oil&gt;" in tell(client, {**SORE, "note": "a lavender <oil>"})


def test_counts_say_how_many_and_nothing_about_anybody(client, keeper):
    tell(client, SORE)
    tell(client, FLARE)
    events.report_event(keeper, Told(what="other", signs=()), id=uuid.uuid4(), now=timezone.now())
    assert events.count_events() == {("ae_soreness", "open"): 1, ("ae_flare", "open"): 1, ("other", "open"): 1}


def test_made_up_people_are_not_counted(client, settings):
    settings.DEMO = True
    open_demo(client, "sam")
    tell(client, SORE)
    assert not events.count_events()


def test_the_command_counts_in_the_database_it_is_given(tmp_path):
    ischia = Path(sys.executable).parent / "ischia"
    there = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    refused = subprocess.run([ischia, "events", "--counts"], env=there, capture_output=True, text=True, timeout=60)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, root / "manage.py", "migrate", "-v0"], env=there, check=True, timeout=120)
    said = subprocess.run([ischia, "events", "--counts", "--json"], env=there, capture_output=True, timeout=60)
    rows = json.loads(said.stdout)["events"]
    assert {row["event"] for row in rows} == {*(event.id for event in KNOWLEDGE.adverse.events), "other"}
    assert all(row["open"] == row["closed"] == 0 for row in rows)
