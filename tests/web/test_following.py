"""The plan that is followed is the plan that is played, and what is written down changes it by the rules."""

import io
import json
import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from ischia.accounts.models import Keeper
from ischia.care.course import course_of, start_of_course
from ischia.care.events import report_event
from ischia.care.following import follow_rules
from ischia.care.models import EventReport, PlanVersion, Recheck, Screening
from ischia.care.starting import script_for
from ischia.care.usecases import begin_check, record_screening
from ischia.care.versions import change_of, followed
from ischia.core.adverse import Told
from ischia.core.knowledge import load_knowledge
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
KNOWLEDGE = load_knowledge()
SELF, PARTNER = "script_self_low_back", "script_partner_low_back"
WISHES = {"technique_likes": ["self_hands", "partner_massage"], "can_reach_back": True, "partner_at_home": True}
CALM = {"signs": ["none"], "today": ["none"], "pain": "3"}


@pytest.fixture
def row(client, settings):
    """The screening of someone with massage at home, who began a week ago."""
    settings.DEMO = True
    open_demo(client, "sam")
    Screening.objects.all().delete()
    made = screened(Keeper.objects.get())
    move_back(made, days=7)
    return Screening.objects.get(pk=made.pk)


def screened(keeper, **answers):
    return record_screening(begin_check(keeper, {**SAFE, **WISHES, **answers}), timezone.localdate())


def move_back(row, days):
    earlier = timezone.now() - timedelta(days=days)
    type(row.answered).objects.filter(pk=row.answered_id).update(begun_at=earlier)
    Screening.objects.filter(pk=row.pk).update(as_of=timezone.localdate(earlier), made_at=earlier)


def text(answer, code=200):
    assert answer.status_code == code, answer.status_code
    return answer.content.decode()


def press(client, row, **button):
    answer = client.post(reverse("plan:change", args=[row.id]), {"id": str(uuid.uuid4()), **button})
    assert answer.status_code == 302


def done(client, row, days_ago=0, item=SELF, status=201, **said):
    moment = timezone.localtime() - timedelta(days=days_ago)
    record = {"id": str(uuid.uuid4()), "revision": 1, "screening": str(row.pk), "item": item, "done": "done"}
    record |= {"day": moment.date().isoformat(), "ended": moment.isoformat(), **said}
    answer = client.post("/api/sessions/", json.dumps(record), content_type="application/json")
    assert answer.status_code == status, answer.content


def pain(client, score, days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    said = {"leg_pain_left": str(score), "day": day.isoformat(), "at": "12:00" if days_ago else "00:00"}
    assert client.post("/diary/", {"id": str(uuid.uuid4()), "base": "0", **said}).status_code == 302


def sore(keeper, **told):
    said = {"what": "more_pain", "how": "a_little", "signs": (), **told}
    return report_event(keeper, Told(**said), id=uuid.uuid4(), now=timezone.now())


def now(row):
    return followed(Screening.objects.get(pk=row.pk)).now


def pressures(plan, script=SELF):
    return [step.pressure for item in plan.home if item.script == script for step in item.steps if step.pressure]


def script_of(client, item=SELF):
    answer = client.post(reverse("session:before", args=[item]), CALM)
    assert "/session/checked/" not in answer.url
    return script_for(Recheck.objects.first(), item)


def test_what_was_swapped_is_what_is_due_played_and_recorded(client, row):
    press(client, row, swap=SELF)
    assert [item.script for item in now(row).home] == [PARTNER]
    tonight = text(client.get("/session/"))
    assert reverse("session:before", args=[PARTNER]) in tonight
    assert reverse("session:before", args=[SELF]) not in tonight
    assert script_of(client, PARTNER).occasion.item == PARTNER
    assert "hands on the low back" in text(client.get(reverse("did:did", args=[row.pk, PARTNER])))
    done(client, row, item=PARTNER)


def test_a_lighter_plan_is_played_lighter(client, row):
    before = max(step.pressure for step in script_of(client).steps)
    sore(row.keeper)
    after = script_of(client)
    assert max(step.pressure for step in after.steps) == before - 1


def test_a_check_from_before_the_plan_changed_starts_nothing_any_more(client, row):
    url = client.post(reverse("session:before", args=[SELF]), CALM).url
    assert '"may_start": true' in text(client.get(url))
    press(client, row, too_hard=SELF)
    assert '"may_start": false' in text(client.get(url))


def test_a_pause_leaves_nothing_for_tonight_and_says_so(client, row):
    press(client, row, pause="1", days="3")
    tonight = text(client.get("/session/"))
    assert "Your plan is paused" in tonight
    assert 'class="item"' not in tonight
    assert client.get(reverse("session:before", args=[SELF])).url == "/session/"


def week_in(page):
    """What the week ticks, by item."""
    table = page.split('<table class="week">', 1)[1].split("</table>", 1)[0]
    bodies = [body.split("</th>", 1) for body in table.split("<tbody>")[1:]]
    return {name.split('colspan="7">')[1].split(" <")[0]: days.count("data-on") for name, days in bodies}


def test_the_week_ticks_nothing_on_the_days_of_a_pause(client, row):
    usual = week_in(text(client.get("/plan/")))
    assert all(usual.values())
    press(client, row, pause="1", days="7")
    assert set(week_in(text(client.get("/plan/"))).values()) == {0}


def test_the_week_ticks_no_massage_on_a_gentle_day(client, row):
    massage = followed(row).now.home[0].name
    usual = week_in(text(client.get("/plan/")))
    press(client, row, flare="1")
    gentle = week_in(text(client.get("/plan/")))
    assert gentle[massage] == usual[massage] - 1
    assert gentle["Walking"] == usual["Walking"]


def test_a_pause_begun_on_a_gentle_day_does_not_say_that_the_plan_goes_on_tomorrow(client, row):
    press(client, row, flare="1")
    press(client, row, pause="1", days="3")
    for url in ("/plan/", "/session/"):
        shown = text(client.get(url))
        assert "Your plan is paused" in shown
        assert "Tomorrow your plan goes on" not in shown


def test_a_wish_that_changes_nothing_yet_is_not_told_as_a_change(client, row):
    press(client, row, too_easy=SELF)
    shown = text(client.get("/plan/"))
    assert "Your plan stays as it is. Massage gets firmer only after two sessions" in shown
    assert "Changed on" not in shown


def test_the_papers_tell_a_pause(client, row):
    press(client, row, pause="1", days="3")
    plan = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper(client, row, "pdf"))).pages)
    assert "The plan is paused up to and with" in plan
    assert b"EXDATE" in paper(client, row, "ics")


def paper(client, row, kind):
    return client.get(reverse(f"plan:{kind}", args=[row.pk])).content


def test_pain_three_points_worse_a_day_after_a_massage_is_an_event_that_locks(client, row):
    done(client, row, days_ago=1, pain_before=3, pain_24h=5)
    assert "Your plan is locked" not in text(client.get("/plan/"))
    done(client, row, days_ago=1, pain_before=3, pain_24h=6)
    for url in ("/plan/", "/session/", "/plan/"):
        assert "Something went wrong after a massage" in text(client.get(url))
    assert [each.grade for each in EventReport.objects.all()] == ["moderate"]
    assert screened(row.keeper).disposition == "doctor_before_massage"


def test_pain_after_an_exercise_is_no_event_of_massage(client, row):
    done(client, row, item="ex_walk", days_ago=1, pain_before=3, pain_24h=9)
    assert "Your plan is locked" not in text(client.get("/plan/"))


def test_progress_marks_where_the_plan_changed_and_why(client, row):
    pain(client, 5)
    press(client, row, too_hard=SELF)
    press(client, row, too_easy="ex_walk")
    shown = unescape(text(client.get("/progress/")))
    assert "It was too hard for you." in shown
    assert "It was too easy for you." not in shown


def test_a_flare_leaves_rest_and_walking_for_tonight(client, row):
    press(client, row, flare="1")
    tonight = text(client.get("/session/"))
    assert reverse("session:before", args=["ex_walk"]) in tonight
    assert reverse("session:before", args=[SELF]) not in tonight
    assert "gentle day" in tonight


def test_a_gentle_day_that_was_a_slip_is_taken_back(client, row):
    press(client, row, flare="1")
    assert 'name="undo"' in text(client.get("/plan/"))
    press(client, row, undo="1")
    assert "gentle day" not in text(client.get("/session/"))
    assert reverse("session:before", args=[SELF]) in text(client.get("/session/"))
    press(client, row, flare="1")
    assert reverse("session:before", args=[SELF]) not in text(client.get("/session/"))


def test_long_soreness_pauses_massage_tonight_and_leaves_the_exercises(client, row):
    sore(row.keeper, how="for_days")
    tonight = text(client.get("/session/"))
    assert "No massage up to and with" in tonight
    assert reverse("session:before", args=[SELF]) not in tonight
    assert reverse("session:before", args=["ex_walk"]) in tonight


def test_pain_that_stays_worse_after_a_session_pauses_massage_by_what_the_diary_says(client, row):
    done(client, row, days_ago=3, pain_before=3)
    for days_ago in (2, 1, 0):
        pain(client, 6, days_ago)
    tonight = text(client.get("/session/"))
    assert "No massage up to and with" in tonight
    change = change_of(PlanVersion.objects.get())
    assert (change.rule, change.by, change.kind) == ("worse_48h", "rule", "pause")
    text(client.get("/plan/"))
    assert PlanVersion.objects.count() == 1


def test_two_well_borne_sessions_bring_back_what_soreness_took(client, row):
    full = pressures(now(row))
    sore(row.keeper)
    assert pressures(now(row)) == [max(1, step - 1) for step in full]
    tomorrow = timezone.localdate() + timedelta(days=3)
    done(client, row, days_ago=-1, pain_before=3, pain_24h=3)
    assert follow_rules(row.keeper, tomorrow) == []
    done(client, row, days_ago=-2, pain_before=3, pain_24h=4)
    made = follow_rules(row.keeper, tomorrow)
    assert [change_of(each).rule for each in made] == ["raise"]
    assert pressures(now(row)) == full


def test_no_gain_after_six_weeks_stops_massage_by_the_day_alone(client, row):
    move_back(row, days=41)
    pain(client, 5, days_ago=40)
    pain(client, 5, days_ago=0)
    done(client, row, item="ex_walk")
    today = timezone.localdate()
    assert follow_rules(row.keeper, today) != []  # four weeks: massage with a therapist
    assert now(row).home
    follow_rules(row.keeper, today + timedelta(days=1))
    assert not now(row).home
    assert "ex_walk" in [item.exercise for item in now(row).exercise]


def test_new_answers_do_not_forget_what_was_made_gentler(client, row):
    sore(row.keeper, how="for_days")
    was = now(row)
    again = screened(row.keeper)
    plan = followed(again)
    assert plan.paused_on(timezone.localdate()).only_massage
    assert "test_session_first" in plan.now.limits_in_force.require
    assert max(pressures(plan.now)) <= max(pressures(was))
    assert change_of(plan.versions[0]).rule == "carried_over"
    assert "stays so" in text(client.get("/plan/"))


def test_new_answers_after_nothing_went_wrong_make_a_plan_of_their_own(client, row):
    press(client, row, too_hard=SELF)
    assert followed(screened(row.keeper)).versions == ()


def test_what_is_told_of_an_older_event_changes_the_plan_of_now(client, row):
    first = sore(row.keeper)
    newer = screened(row.keeper)
    before = pressures(now(newer))
    again = Told(what="more_pain", how="for_days", signs=())
    report_event(row.keeper, again, id=uuid.uuid4(), now=timezone.now(), event=first.event)
    plan = followed(Screening.objects.get(pk=newer.pk))
    assert plan.paused_on(timezone.localdate())
    assert max(pressures(plan.now)) <= max(before)


def test_a_bruise_keeps_its_place_off_in_the_next_plan_too_until_it_is_gone(client, row):
    told = Told(what="bruise", how="small", signs=(), places=("low_back",))
    first = report_event(row.keeper, told, id=uuid.uuid4(), now=timezone.now())
    newer = screened(row.keeper)
    assert "low_back" in now(newer).limits_in_force.forbid_regions
    gone = Told(what="gone", signs=())
    report_event(row.keeper, gone, id=uuid.uuid4(), now=timezone.now(), event=first.event)
    assert "low_back" not in now(newer).limits_in_force.forbid_regions


def test_a_course_goes_on_over_new_answers_and_ends_after_six_weeks_without_any(client, row):
    keeper = row.keeper
    move_back(row, days=60)
    second = screened(keeper)
    move_back(second, days=20)
    assert start_of_course(keeper, KNOWLEDGE) == timezone.localdate() - timedelta(days=60)
    third = screened(keeper)
    assert course_of(followed(third)).started == timezone.localdate() - timedelta(days=60)
    move_back(third, days=-45)
    assert start_of_course(keeper, KNOWLEDGE) == timezone.localdate() + timedelta(days=45)


def test_the_persons_own_word_on_the_whole_counts_as_a_gain(client, row):
    url = reverse("measures:measure", args=["pgic"])
    client.post(url, {"id": str(uuid.uuid4()), "value_change": "2"})
    assert course_of(followed(row)).much_better is True
    client.post(url, {"id": str(uuid.uuid4()), "value_change": "4"})
    assert course_of(followed(row)).much_better is False


def test_a_massage_by_a_therapist_that_the_diary_tells_counts_as_one_of_the_plan(client, row):
    client.post("/diary/", {"id": str(uuid.uuid4()), "base": "0", "care": ["therapist"], "back_pain_left": "3"})
    sessions = course_of(followed(row)).sessions
    assert [each.item for each in sessions] == [now(row).massage[0].technique]
