"""What locks a plan locks every page that shows, prints or plays it, until the questions are answered anew."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care.events import report_event
from ischia.care.home_session import HomeSession
from ischia.care.locks import lock_on
from ischia.care.models import Recheck, Screening
from ischia.care.usecases import begin_check, copy_check, record_screening
from ischia.core.adverse import Told
from tests.sessions import WISHES
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
SELF = "script_self_low_back"
CALM = {"signs": ["none"], "today": ["none"], "pain": "3"}


@pytest.fixture
def keeper(client, settings):
    """Someone with massage at home in their plan, who has just been let start it."""
    settings.DEMO = True
    open_demo(client, "ella")
    keeper = Keeper.objects.get()
    screen_anew(keeper)
    client.post(reverse("session:before", args=[SELF]), CALM)
    return keeper


def screen_anew(keeper):
    return record_screening(begin_check(keeper, {**SAFE, **WISHES[SELF]}), timezone.localdate())


def text(answer, code=200):
    assert answer.status_code == code, answer.status_code
    return answer.content.decode()


def diary(client, **said):
    client.post("/diary/", {"id": str(uuid.uuid4()), "base": "0", **said})


def a_flare(client, keeper):
    report_event(keeper, Told(what="more_pain", how="much", signs=()), id=uuid.uuid4(), now=timezone.now())


def further_down(client, keeper):
    diary(client, reach_left="thigh")
    diary(client, reach_left="foot")


def a_second_leg(client, keeper):
    diary(client, leg_pain_left="4")
    diary(client, leg_pain_right="2")


def a_stop_for_numbness(client, keeper):
    assert send(client, record_of(stopped="S4", done="partly")).status_code == 201


def a_sign_before_a_session(client, keeper):
    client.post(reverse("session:before", args=[SELF]), {**CALM, "signs": ["calf_tender"]})


def weaker(client, keeper):
    url = reverse("measures:measure", args=["bother_weakness"])
    client.post(url, {"id": str(uuid.uuid4()), "value_bother": "1"})
    client.post(url, {"id": str(uuid.uuid4()), "value_bother": "5"})


def record_of(**said):
    screening = Screening.objects.first()
    moment = timezone.localtime()
    base = {"id": str(uuid.uuid4()), "revision": 1, "screening": str(screening.pk), "item": SELF, "done": "done"}
    return {**base, "day": moment.date().isoformat(), "ended": moment.isoformat(), **said}


def send(client, record):
    return client.post("/api/sessions/", json.dumps(record), content_type="application/json")


REASONS = [a_flare, further_down, a_second_leg, a_stop_for_numbness, a_sign_before_a_session, weaker]


@pytest.mark.parametrize("reason", REASONS)
def test_whatever_locks_the_plan_locks_every_page_of_it(client, keeper, reason):
    let_start = Recheck.objects.get()
    assert lock_on(keeper) is None
    reason(client, keeper)
    row = Screening.objects.filter(keeper=keeper).first()
    pages = ["/plan/", "/session/", reverse("plan:of", args=[row.pk]), reverse("screening:result", args=[row.pk])]
    for url in (*pages, reverse("session:play", args=[let_start.pk, SELF])):
        shown = text(client.get(url))
        assert "Your plan is locked" in shown, url
        assert "Start" not in shown.split("<main", 1)[1].split("</main", 1)[0]
    assert client.get(reverse("session:before", args=[SELF])).url == "/session/"
    assert client.post(reverse("session:before", args=[SELF]), CALM).url == "/session/"
    for paper in ("plan:pdf", "plan:ics", "screening:result_pdf"):
        assert client.get(reverse(paper, args=[row.pk])).status_code == 302, paper


def test_a_result_that_allows_no_massage_is_shown_whatever_else_is_locked(client, keeper):
    row = Screening.objects.filter(keeper=keeper, disposition="emergency_now").get()
    further_down(client, keeper)
    assert lock_on(keeper)
    assert "Your plan is locked" not in text(client.get(reverse("screening:result", args=[row.pk])))
    assert client.get(reverse("screening:result_pdf", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("reason", REASONS)
def test_only_questions_begun_afterwards_open_it(client, keeper, reason):
    before = Screening.objects.filter(keeper=keeper).first().answered
    reason(client, keeper)
    changed = copy_check(before)  # as when one answer of the old check is changed
    changed.save()
    record_screening(changed, timezone.localdate())
    assert lock_on(keeper)
    screen_anew(keeper)
    assert lock_on(keeper) is None


def test_the_questions_picked_out_before_a_session_open_it(client, keeper):
    a_sign_before_a_session(client, keeper)
    again = lock_on(keeper).again
    assert reverse("screening:resume", args=[again.resume]) in text(client.get("/session/"))
    record_screening(again, timezone.localdate())
    assert lock_on(keeper) is None


def test_with_several_reasons_the_gravest_is_told_and_the_last_has_to_be_answered(client, keeper):
    a_flare(client, keeper)
    check = begin_check(keeper, {**SAFE, **WISHES[SELF]})
    further_down(client, keeper)
    assert "Something went wrong after a massage" in text(client.get("/plan/"))
    record_screening(check, timezone.localdate())
    shown = text(client.get("/plan/"))
    assert "It reaches further down the leg than before." in shown
    assert "Something went wrong after a massage." not in shown.split("<main", 1)[1].split("</h1>", 1)[1][:400]


def test_a_diary_entry_that_was_a_slip_is_deleted_and_locks_nothing(client, keeper):
    further_down(client, keeper)
    entry = keeper.diary.order_by("made_at").last()
    client.post(reverse("diary:delete", args=[entry.pk]))
    assert lock_on(keeper) is None


def test_a_version_of_another_device_that_nobody_chose_locks_too(client, keeper):
    record = record_of()
    assert send(client, record).status_code == 201
    assert send(client, {**record, "stopped": "S4", "done": "partly"}).status_code == 409
    assert HomeSession.objects.get().stopped == ""
    assert lock_on(keeper)


def test_what_is_added_to_a_stopped_session_later_does_not_lock_again(client, keeper):
    record = record_of(stopped="S4", done="partly")
    send(client, record)
    screen_anew(keeper)
    assert lock_on(keeper) is None
    assert send(client, {**record, "revision": 2, "pain_24h": 2}).status_code == 201
    assert lock_on(keeper) is None


def test_a_stop_that_arrives_late_locks_whatever_the_devices_clock_said(client, keeper):
    long_ago = (timezone.localtime() - timedelta(days=3)).isoformat()
    send(client, record_of(ended=long_ago, stopped="S4", done="partly"))
    assert lock_on(keeper)


def test_what_was_done_is_kept_also_while_the_plan_is_locked(client, keeper):
    a_flare(client, keeper)
    assert send(client, record_of()).status_code == 201
