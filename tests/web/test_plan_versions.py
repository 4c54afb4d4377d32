"""A plan that is followed, over HTTP: changed by the person and by rule, each version kept with its reason."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care import versions
from ischia.care.events import report_event
from ischia.care.models import PlanVersion, Screening
from ischia.care.usecases import begin_check, record_screening
from ischia.core.adverse import Told
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
SELF = "script_self_low_back"
WISHES = {"technique_likes": ["self_hands", "partner_massage"], "can_reach_back": True, "partner_at_home": True}
PLAN = "/plan/"


@pytest.fixture
def row(client, settings):
    """The screening of someone with massage at home in their plan."""
    settings.DEMO = True
    open_demo(client, "sam")
    check = begin_check(Keeper.objects.get(), {**SAFE, **WISHES})
    return record_screening(check, timezone.localdate())


def text(answer, code=200):
    assert answer.status_code == code, answer.status_code
    return answer.content.decode()


def press(client, row, code=200, id=None, **button):
    """Press a button of the plan; gives the page that follows."""
    url = reverse("plan:change", args=[row.id])
    answer = client.post(url, {"id": str(id or uuid.uuid4()), **button})
    return text(client.get(answer.url)) if answer.status_code == 302 else text(answer, code)


def now(row):
    return versions.followed(Screening.objects.get(pk=row.pk)).now


def first_item(row):
    return now(row).home[0].script


def test_every_card_can_be_changed_and_the_plan_paused(client, row):
    page = text(client.get(PLAN))
    plan = now(row)
    cards = len(plan.home) + len(plan.exercise)
    assert [page.count(f'name="{name}"') for name in ("swap", "skip", "too_hard")] == [cards + len(plan.massage)] * 3
    assert page.count('name="too_easy"') == cards
    assert 'name="flare"' in page
    assert 'name="pause"' in page


def test_what_is_left_out_is_told_and_can_be_taken_back(client, row):
    before = now(row)
    page = press(client, row, skip=first_item(row))
    assert not now(row).home
    assert "Changed on" in page
    assert "You left it out." in page
    assert f"{before.home[0].name}: left out" in page
    page = press(client, row, undo="1")
    assert now(row).home == before.home
    assert PlanVersion.objects.count() == 2


def test_sent_five_times_a_change_is_kept_once(client, row):
    item, id = first_item(row), uuid.uuid4()
    for _ in range(5):
        press(client, row, id=id, swap=item)
    assert PlanVersion.objects.count() == 1


def test_what_cannot_be_changed_says_why_and_changes_nothing(client, row):
    page = press(client, row, 422, skip="ex_walk")
    assert "This was not changed." in page
    assert "walking and one more exercise" in page
    press(client, row, 422, skip="ex_nothing")
    press(client, row, 422, pause="1", days="0")
    press(client, row, 422)
    assert not PlanVersion.objects.exists()


def test_a_flare_makes_today_gentle_and_tomorrow_is_as_before(client, row):
    before = now(row)
    page = press(client, row, flare="1")
    assert "Today is a gentle day" in page
    assert before.home[0].name not in page.split('id="week"')[0]
    plan = versions.followed(row)
    assert plan.now == before
    assert plan.on(timezone.localdate() + timedelta(days=1)) == before


def test_a_pause_holds_until_it_is_over_or_the_person_goes_on(client, row):
    page = press(client, row, pause="1", days="5")
    assert "Your plan is paused, up to and with" in page
    assert 'class="items"' not in page
    plan = versions.followed(row)
    assert plan.paused_on(timezone.localdate() + timedelta(days=4))
    assert not plan.paused_on(timezone.localdate() + timedelta(days=5))
    page = press(client, row, resume="1")
    assert "is paused" not in page
    assert not versions.followed(row).paused_on(timezone.localdate())


def test_soreness_makes_the_plan_lighter_by_rule_and_says_so(client, row):
    firm = now(row).home[0].pressure_max
    told = Told(what="more_pain", how="a_little", signs=())
    report_event(row.keeper, told, id=uuid.uuid4(), now=timezone.now())
    assert now(row).home[0].pressure_max == firm - 1
    page = text(client.get(PLAN))
    assert "by our rules" in page
    assert "a step lighter" in page
    assert 'name="undo"' not in page


def test_long_soreness_pauses_massage_and_leaves_the_exercises(client, row):
    told = Told(what="more_pain", how="for_days", signs=())
    report_event(row.keeper, told, id=uuid.uuid4(), now=timezone.now())
    page = text(client.get(PLAN))
    assert "No massage up to and with" in page
    today = versions.followed(row).on(timezone.localdate())
    assert not today.home
    assert today.exercise
    assert "test_session_first" in now(row).limits_in_force.require


def test_an_earlier_version_comes_back_but_not_what_a_rule_took(client, row):
    before = now(row)
    press(client, row, skip=before.home[0].script)
    page = text(client.get(reverse("plan:history", args=[row.id])))
    assert "Made from your answers." in page
    assert 'name="restore" value="0"' in page
    press(client, row, restore="0")
    assert now(row).home == before.home
    told = Told(what="more_pain", how="a_little", signs=())
    report_event(row.keeper, told, id=uuid.uuid4(), now=timezone.now())
    lower = now(row).home
    press(client, row, restore="0")
    assert now(row).home == lower
    press(client, row, 422, restore="77")


def test_the_papers_are_of_the_plan_as_it_is_now(client, row):
    name = now(row).home[0].name
    assert name.encode() in client.get(reverse("plan:ics", args=[row.id]) + "?titles=plain").content
    press(client, row, skip=first_item(row))
    assert name.encode() not in client.get(reverse("plan:ics", args=[row.id]) + "?titles=plain").content


def test_an_older_plan_is_shown_as_it_ended_and_cannot_be_changed(client, row):
    press(client, row, skip=first_item(row))
    record_screening(begin_check(row.keeper, {**SAFE, **WISHES, "pain_now": 5}), timezone.localdate())
    page = text(client.get(reverse("plan:of", args=[row.id])))
    assert "This is an older plan." in page
    assert 'name="flare"' not in page
    assert (
        client.post(reverse("plan:change", args=[row.id]), {"id": str(uuid.uuid4()), "flare": "1"}).status_code == 404
    )


def test_nobody_else_changes_or_sees_the_versions(client, row):
    stranger = Client()
    assert stranger.post(reverse("plan:change", args=[row.id]), {"flare": "1"}).status_code == 404
    assert stranger.get(reverse("plan:history", args=[row.id])).status_code == 404


def test_no_version_is_ever_rewritten(client, row):
    press(client, row, skip=first_item(row))
    first = PlanVersion.objects.values().get(number=1)
    press(client, row, undo="1")
    press(client, row, flare="1")
    assert PlanVersion.objects.values().get(number=1) == first
    assert list(PlanVersion.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_bruise_keeps_massage_off_until_it_is_gone(client, row):
    before = now(row)
    bruised = report_event(row.keeper, Told(what="bruise", how="small", signs=()), id=uuid.uuid4(), now=timezone.now())
    assert not (now(row).home)
    assert not (now(row).massage)
    gone = Told(what="gone", signs=())
    report_event(row.keeper, gone, id=uuid.uuid4(), now=timezone.now(), event=bruised.event)
    assert (now(row).home, now(row).massage) == (before.home, before.massage)
    assert "It is gone" in text(client.get(PLAN))


def test_answers_of_four_weeks_ago_hold_back_massage_at_home_and_leave_the_exercises(client, row):
    name = now(row).home[0].name
    Screening.objects.filter(pk=row.pk).update(as_of=timezone.localdate() - timedelta(days=28))
    assert name in text(client.get(PLAN))
    Screening.objects.filter(pk=row.pk).update(as_of=timezone.localdate() - timedelta(days=29))
    page = text(client.get(PLAN))
    assert "good for home massage for 28 days" in page
    assert f"<h3>{name}</h3>" not in page
    assert "<h3>Walking</h3>" in page
