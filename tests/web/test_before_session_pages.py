"""The check before a session over HTTP: three questions, and where each answer leads; without any script."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from ischia.accounts.models import Keeper
from ischia.care.changing import Said
from ischia.care.models import Check, HomeSession, Recheck, Screening
from ischia.care.usecases import answer_page, begin_check, record_screening
from ischia.care.vouchers import days_of
from ischia.core.knowledge import load_knowledge
from tests.sessions import WISHES
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
SELF = "script_self_low_back"
CALM = {"signs": ["none"], "today": ["none"], "pain": "3"}


@pytest.fixture
def planned(client, settings):
    """Give a plan with this massage at home to this visitor."""
    settings.DEMO = True
    open_demo(client, "ella")  # makes this device a keeper

    def kept(script=SELF, **answers) -> Screening:
        check = begin_check(Keeper.objects.get(), {**SAFE, **WISHES[script], **answers})
        return record_screening(check, localdate())

    return kept


def tell(client, item=SELF, **told):
    return client.post(reverse("session:before", args=[item]), {**CALM, **told})


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_tonight_shows_what_is_due_and_leads_to_the_questions(client, planned):
    planned()
    page = text(client.get("/session/"))
    assert reverse("session:before", args=[SELF]) in page
    asked = text(client.get(reverse("session:before", args=[SELF])))
    assert asked.count("<fieldset") == 3
    assert asked.count("None of these") == 2


def test_nothing_new_leads_to_the_session_with_its_script(client, planned):
    planned()
    page = text(client.get(tell(client).url))
    assert '<script id="script" type="application/json">' in page
    assert "Flat fingers: slow circles" in page


@pytest.mark.parametrize("blank", ["signs", "today", "pain"])
def test_nobody_starts_on_a_silence(client, planned, blank):
    planned()
    answer = client.post(
        reverse("session:before", args=[SELF]), {name: said for name, said in CALM.items() if name != blank}
    )
    assert answer.status_code == 422
    assert not Recheck.objects.exists()


def test_a_sign_of_squeezed_nerves_shows_the_emergency_at_once_with_everything_else_blank(client, planned):
    planned()
    answer = client.post(reverse("session:before", args=[SELF]), {"signs": ["saddle_numbness"]})
    assert "/check/result/" in answer.url
    page = text(client.get(answer.url))
    assert "takeover" in page
    assert "No plan" in text(client.get("/plan/")) or "No session" in text(client.get("/session/"))


def test_a_tick_wins_over_none_of_these(client, planned):
    planned()
    assert "/check/result/" in tell(client, signs=["none", "bladder_change"]).url


def test_another_sign_asks_the_questions_again_and_nothing_starts_before_that(client, planned):
    planned()
    answer = tell(client, signs=["calf_tender"])
    page = text(client.get(answer.url))
    again = Check.objects.exclude(recheck=None).get()
    assert reverse("screening:resume", args=[again.resume]) in page
    for url in ("/session/", "/plan/", reverse("session:play", args=[Recheck.objects.get().pk, SELF])):
        assert "Your plan is locked" in text(client.get(url))
        assert reverse("screening:resume", args=[again.resume]) in text(client.get(url))
    assert client.get(reverse("session:before", args=[SELF])).url == "/session/"


def test_after_a_fall_the_questions_about_it_are_open_and_once_answered_the_same_tick_starts(client, planned):
    row = planned()
    tell(client, today=["something_happened"])
    again = Recheck.objects.get().again
    asked = {"trauma_recent", "unwell", "infection_now", "anticoagulant", "antiplatelet", "clot_risk_now"}
    assert asked.isdisjoint(again.answers)
    again.answers = {**again.answers, **{name: row.answers[name] for name in asked if name in row.answers}}
    again.save()
    record_screening(again, localdate())
    assert "/session/checked/" not in tell(client, today=["something_happened"]).url


def test_answers_that_were_only_carried_along_keep_their_day(client, planned):
    row = planned()
    Screening.objects.filter(pk=row.pk).update(as_of=localdate() - timedelta(days=7))
    tell(client, today=["something_happened"])
    again = Recheck.objects.get().again
    topic = next(each for each in load_knowledge().topics.values() if "unwell" in each.findings)
    answered = answer_page(again, topic, Said({"unwell": False}), today=localdate())
    days = days_of(record_screening(answered, localdate()))
    assert days["unwell"] == localdate()
    assert days["bone_health"] == localdate() - timedelta(days=7)


def test_strong_pain_offers_the_easing_position_and_walking_and_no_massage(client, planned):
    planned()
    answer = tell(client, pain="9")
    page = text(client.get(answer.url))
    recheck = Recheck.objects.get()
    assert reverse("session:play", args=[recheck.pk, "ex_walk"]) in page
    assert SELF not in page
    assert text(client.get(reverse("session:play", args=[recheck.pk, "ex_walk"])))
    assert client.get(reverse("session:play", args=[recheck.pk, SELF])).status_code == 302


def test_after_a_large_meal_one_waits_and_may_ask_again(client, planned):
    planned()
    page = text(client.get(tell(client, today=["large_meal"]).url))
    assert "60 minutes" in page
    assert "/checked/" not in tell(client).url


def test_a_session_that_was_let_start_is_nobody_elses(client, planned):
    planned()
    address = tell(client).url
    assert Client().get(address).status_code == 404


def test_a_check_of_long_ago_and_one_that_was_used_begin_nothing(client, planned):
    planned()
    address = tell(client).url
    assert '"may_start": true' in text(client.get(address))
    Recheck.objects.update(made_at=now() - timedelta(minutes=61))
    assert '"may_start": false' in text(client.get(address))
    Recheck.objects.update(made_at=now())
    by_hand(client, address)
    assert '"may_start": false' in text(client.get(address))


def by_hand(client, address, **said):
    record = {"id": "6f0c3c0e-4f7c-4b44-9a55-1f1d2f3a4b5c", "done": "done", "pain_end": "4", "stopped": "", **said}
    return client.post(f"{address}done/", record)


def test_without_scripts_what_was_done_is_told_by_hand_and_kept_once(client, planned):
    planned()
    address = tell(client).url
    for _ in range(2):
        assert by_hand(client, address).url == "/session/"
    kept = HomeSession.objects.get()
    assert (kept.done, kept.pain_before, kept.pain_end, kept.item) == ("done", 3, 4, SELF)


@pytest.mark.parametrize("said", [{"done": "perhaps"}, {"pain_end": "14"}, {"stopped": "S99"}, {"id": "no"}])
def test_what_has_to_be_put_right_is_said_on_the_page_and_nothing_written_is_lost(client, planned, said):
    planned()
    answer = by_hand(client, tell(client).url, **{"notes": "by the window", "pain_end": "4", **said})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert "by the window" in page
    assert not HomeSession.objects.exists()


def test_a_stop_for_numbness_locks_the_plan_until_the_questions_are_answered(client, planned):
    row = planned()
    by_hand(client, tell(client).url, stopped="S4", done="partly")
    assert "Your plan is locked" in text(client.get("/session/"))
    assert client.get(reverse("session:before", args=[SELF])).url == "/session/"
    record_screening(begin_check(row.keeper, row.answers), localdate())
    assert "Your plan is locked" not in text(client.get("/session/"))


def test_stopped_for_chest_pain_the_call_comes_first_and_then_the_way_to_tell(client, planned):
    planned()
    kept = by_hand(client, tell(client).url, stopped="S5", done="partly")
    page = shown(client.get(kept.url))
    assert page.index("Call an ambulance now.") < page.index("Stopped. That was right.") < page.index("Tell us what")
    assert reverse("after:tell") in page


@pytest.mark.parametrize("stop", ["S1", "S2", "S3", "S6"])
def test_every_reason_but_having_had_enough_leads_to_telling_what_happened(client, planned, stop):
    planned()
    page = shown(client.get(by_hand(client, tell(client).url, stopped=stop, done="partly").url))
    assert "Tell us what happened" in page
    assert "No more today." in page
    assert "Call an ambulance" not in page


def test_who_just_wants_to_stop_is_asked_nothing_more(client, planned):
    planned()
    assert by_hand(client, tell(client).url, stopped="S7", done="partly").url == "/session/"


def test_pain_at_the_end_that_went_up_by_two_is_no_more_today_and_can_be_told(client, planned):
    planned()
    page = shown(client.get(by_hand(client, tell(client).url, pain_end="5").url))
    assert "The pain has gone up. Good that you said so." in page
    assert "No more today." in page
    assert "Tell us what happened" in page


def shown(answer):
    """What of a page is seen: the parts that do not apply are hidden."""
    return re.sub(r"<(section|li|div|p|span)[^>]* hidden>.*?</\1>", "", text(answer), flags=re.DOTALL)


def test_a_plan_made_with_earlier_rules_is_looked_at_again_first(client, planned):
    row = planned()
    Screening.objects.filter(pk=row.pk).update(knowledge_digest="sha256:earlier")
    assert "Our rules have changed" in text(client.get("/session/"))
    assert client.get(reverse("session:before", args=[SELF])).url == "/session/"
