"""Why, and what if, on the page of a result: chains that fold open, and what would truly change it."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from ischia.accounts.models import Keeper
from ischia.care.models import Screening
from ischia.care.usecases import begin_check, record_screening
from ischia.core.knowledge import load_knowledge
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
KNOWLEDGE = load_knowledge()
INJURY = {
    "injury_recent": True, "injury_from_sport": False, "injury_kind": "joint", "injury_regions": ["ankle_foot"],
    "hours_since_injury": 20, "injury_hot_swollen": True, "injury_seen_by_doctor": False,
}  # fmt: skip


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def words(page):
    """What a page says, tags and line ends taken out."""
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(page.content.decode())).split())


@pytest.fixture
def said_to(client):
    """The words of the result page for these answers, given on 11 December 2026."""
    open_demo(client, "sam")  # makes this device a keeper

    def said(answers):
        row = record_screening(begin_check(Keeper.objects.get(), answers), date(2026, 12, 11))
        return words(client.get(reverse("screening:result", args=[row.id])))

    return said


def test_each_reason_leads_from_the_answer_to_the_rule_to_its_limits_to_its_sources(client):
    said = words(client.get(open_demo(client, "dana")))
    chain = said[said.index("Why we say this") :]
    links = ["Your answers", "A slipped (herniated) disc", "What the rule says", "Massage only inside limits"]
    links += ["What to keep to", "Leave out: deep tissue massage.", "Where it comes from", "we checked it", "Yin P"]
    places = [chain.index(each) for each in links]
    assert places == sorted(places)


def test_a_not_sure_and_a_blank_are_named_with_what_they_are_taken_for(said_to):
    assert "Do you have kidney disease? Not sure. We take that as: yes." in said_to({**SAFE, "kidney_disease": None})
    said = said_to({**SAFE, "numbness": True})
    assert "Is any part of your leg or foot numb, or hard to feel? Yes. What the rule says" in said


def test_a_day_is_told_from_which_massage_may_be_possible(said_to):
    said = said_to({**SAFE, **INJURY}).partition("What would change this?")[2]
    assert "From 14 December 2026, 72 hours after the injury." in said
    assert "The hurt place is cool" in said
    assert "All of this together:" in said
    assert "This holds if nothing else changes and no new sign appears." in said


def test_an_unfinished_check_says_to_answer_first(said_to):
    said = said_to({name: answer for name, answer in SAFE.items() if name != "fever_chills"})
    assert "First answer what is still open." in said.partition("What would change this?")[2]


@pytest.mark.parametrize("slug", ["ella", "finn"])
def test_who_must_be_seen_is_told_that_and_nothing_to_play_with(client, slug):
    said = words(client.get(open_demo(client, slug))).partition("What would change this?")[2]
    assert "Being seen is what changes this" in said
    assert "answer these again, as things are then" in said
    assert "may go ahead" not in said


def test_advice_on_massage_does_not_stand_beside_get_help_now(client):
    said = words(client.get(open_demo(client, "ella")))
    assert "In the first six weeks keep massage gentle" in said
    assert "At most 30 minutes" not in said


def test_a_doctors_yes_is_told_with_its_last_day(client):
    said = words(client.get(open_demo(client, "hugo")))
    assert re.search(r"Your doctor's yes in writing counts until \d+ \w+ \d{4}", said)


def test_rules_that_are_not_at_hand_are_not_tried_out(client):
    result = open_demo(client, "dana")
    row = Screening.objects.get()
    old = row.result | {"knowledge": {"version": "0.9", "digest": "sha256:old"}}
    old["fired"][0]["limits"] = {"forbid_techniques": ["a_kind_of_that_day"]}
    Screening.objects.update(result=old, knowledge_digest="sha256:old")
    said = words(client.get(result))
    assert "Why we say this" in said
    assert "What would change this?" not in said
