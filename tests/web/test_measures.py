"""Measures over HTTP: asked in our own words, kept as they were answered, scored by the core, compared honestly."""

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from ischia.care.diary.models import MeasureAnswers
from ischia.care.models import Screening
from ischia.core.knowledge import load_knowledge
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
MEASURES = "/measures/"
KNOWLEDGE = load_knowledge()


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def text(answer, status=200):
    assert answer.status_code == status
    return unescape(answer.content.decode())


def answer(client, instrument, status=302, **said):
    got = client.post(f"{MEASURES}{instrument}/", {"id": str(uuid4()), **said})
    assert got.status_code == status, got.content.decode()
    return got


def back_date(days):
    MeasureAnswers.objects.update(day=timezone.localdate() - timedelta(days=days))


def test_on_the_first_day_of_the_plan_the_weekly_ones_wait_and_one_that_is_answered_does_not(client):
    open_demo(client, "sam")
    waiting = text(client.get(MEASURES)).split('id="any"')[0]
    assert waiting.count('class="course"') == 3  # leg, back, own activities
    answer(client, "nrs_leg", value_pain="6")
    page = text(client.get(MEASURES))
    assert page.split('id="any"')[0].count('class="course"') == 2
    assert "Leg pain, 0 to 10: 6." in page


def test_without_a_safety_check_nothing_waits_and_everything_can_be_answered(client):
    page = text(client.get(MEASURES))
    assert "Nothing waits today." in page
    assert page.count('class="course"') == 6


def test_roland_morris_is_not_asked_and_the_page_says_why(client):
    assert KNOWLEDGE.measures["rmdq24"].not_asked in text(client.get(MEASURES))
    assert client.get(f"{MEASURES}rmdq24/").status_code == 404
    assert client.post(f"{MEASURES}adherence/", {}).status_code == 404


def test_answers_are_kept_as_given_with_what_is_needed_to_score_them_again(client):
    answer(client, "nrs_back", value_pain="0")
    row = MeasureAnswers.objects.get()
    assert (row.answers, row.instrument, row.recall, row.language) == ({"pain": 0}, "nrs_back", "last 7 days", "en")
    assert (row.knowledge_version, row.zone) == (KNOWLEDGE.version, "UTC")


def test_sent_twice_it_is_kept_once(client):
    said = {"id": str(uuid4()), "value_pain": "6"}
    for _ in range(5):
        client.post(f"{MEASURES}nrs_leg/", said)
    assert MeasureAnswers.objects.count() == 1


def test_gone_back_and_sent_with_another_answer_both_are_kept_and_the_last_one_counts(client):
    id = str(uuid4())
    for pain in "6", "4":
        client.post(f"{MEASURES}nrs_leg/", {"id": id, "value_pain": pain})
    assert [row.answers["pain"] for row in MeasureAnswers.objects.all()] == [6, 4]
    assert "Leg pain, 0 to 10: 4." in text(client.get(MEASURES))


def test_a_change_is_told_against_the_baseline_with_what_it_means_and_no_cause(client):
    open_demo(client, "sam")
    answer(client, "nrs_leg", value_pain="7")
    back_date(14)
    Screening.objects.update(as_of=timezone.localdate() - timedelta(days=14))
    answer(client, "nrs_leg", value_pain="4")
    page = text(client.get(MEASURES))
    assert "3 lower than on" in page
    assert "That is a clear change for the better." in page
    assert "with or without massage" in page


def test_own_activities_are_named_once_and_compared_where_rated_both_times(client):
    answer(client, "psfs", name_1="tie my shoes", value_1="3", name_2="drive", value_2="5")
    back_date(14)
    page = text(client.get(f"{MEASURES}psfs/"))
    assert 'value="tie my shoes"' in page
    answer(client, "psfs", name_1="tie my shoes", value_1="6", name_2="drive", value_2="7", name_3="dance", value_3="9")
    page = text(client.get(MEASURES))
    assert "Compared: tie my shoes and drive." in page
    assert "2.5 higher than on" in page


def test_the_overall_change_has_a_word_for_each_number_and_better_is_never_told_as_worse(client):
    page = text(client.get(f"{MEASURES}pgic/"))
    words = KNOWLEDGE.measures["pgic"].answers
    for number, word in enumerate(words, 1):
        assert f'value="{number}"' in page
        assert f"<b>{number}</b> {word}" in page
    assert len(words) == 7
    answer(client, "pgic", value_change="2")
    assert "This answer means clearly better than at the start." in text(client.get(MEASURES))
    answer(client, "pgic", value_change="6")
    assert "This answer means worse than at the start." in text(client.get(MEASURES))


@pytest.mark.parametrize(
    ("instrument", "said", "words"),
    [
        ("nrs_leg", {}, "Choose an answer."),
        ("nrs_leg", {"value_pain": "11"}, "Choose one of the answers shown."),
        ("psfs", {}, "Write at least one activity."),
        ("psfs", {"value_1": "3"}, "Write what this number is about."),
        ("psfs", {"name_1": "walk"}, "Choose a number for this."),
        ("psfs", {"name_1": "walk", "value_1": "3", "name_2": "walk", "value_2": "4"}, "You wrote this one already."),
    ],
)
def test_what_has_to_be_put_right_is_said_beside_its_field(client, instrument, said, words):
    page = text(answer(client, instrument, status=422, **said), 422)
    assert page.count(words) == 2
    assert said.get("name_1", "") in page
    assert not MeasureAnswers.objects.exists()


def test_more_weakness_leads_to_the_safety_questions_until_they_are_answered(client):
    open_demo(client, "sam")
    answer(client, "bother_weakness", value_bother="0")
    then = KNOWLEDGE.diary.then.say
    assert then not in text(client.get(MEASURES))
    back_date(7)
    answer(client, "bother_weakness", value_bother="1")
    for page in (MEASURES, "/diary/"):
        assert then in text(client.get(page))
    open_demo(client, "dana")
    assert then not in text(client.get(MEASURES))


def test_nobody_else_sees_the_answers(client):
    answer(client, "nrs_leg", value_pain="6")
    assert "Last answered" not in text(Client().get(MEASURES))
    row, other = MeasureAnswers.objects.get(), Client()
    assert other.post(f"{MEASURES}nrs_leg/", {"id": str(row.pk), "value_pain": "1"}).status_code == 404
    row.refresh_from_db()
    assert row.answers == {"pain": 6}
