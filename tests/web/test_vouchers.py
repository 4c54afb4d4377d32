"""What vouches for answers is kept with its day and with the answers of that day, and falls when they change."""

from datetime import date, timedelta

import pytest

from ischia.accounts.models import Keeper
from ischia.care.changing import Said
from ischia.care.usecases import answer_page, begin_check, record_screening, vouch
from ischia.core.knowledge import load_knowledge
from tests.strategies import SAFE

pytestmark = pytest.mark.django_db
KNOWLEDGE = load_knowledge()
DAY = date(2026, 11, 21)
FALLS = next(topic for topic in KNOWLEDGE.topics.values() if "trauma_recent" in topic.findings)


@pytest.fixture
def check():
    return begin_check(Keeper.objects.create(), {**SAFE, "trauma_recent": "minor"})


def say(check, day=DAY, **answers):
    return answer_page(check, FALLS, Said(answers), today=day)


def test_each_answer_keeps_its_day(check):
    later = say(say(check, trauma_recent="major"), DAY + timedelta(days=3), trauma_checked=True)
    assert later.said_on == {"trauma_recent": "2026-11-21", "trauma_checked": "2026-11-24"}


def test_what_vouches_is_kept_with_what_it_vouched_for(check):
    said = say(check, trauma_checked=True)
    assert [(each["id"], each["day"], each["stands_for"]) for each in said.vouchers] == [
        ("trauma_checked", "2026-11-21", {"trauma_recent": "minor"})
    ]


def test_it_falls_when_that_changes_and_not_when_it_went_away(check):
    said = say(check, trauma_checked=True)
    assert say(said, trauma_recent="none").removed == {"trauma_checked": "hidden"}
    again = say(say(said, trauma_recent="minor"), trauma_checked=True)
    worse = say(again, trauma_recent="major")
    assert (worse.removed, worse.vouchers) == ({"trauma_checked": "changed"}, [])


def test_a_check_by_a_doctor_told_after_the_result_is_kept_with_its_day(check):
    row = vouch(check, "trauma_checked", True, DAY)
    assert row.answers["trauma_checked"] is True
    assert [each["day"] for each in row.vouchers] == ["2026-11-21"]


def test_a_letter_counts_for_90_days_from_its_own_day(check):
    past = {"cancer_history": "past", "bone_metastases": False, "radiotherapy_regions": []}
    given = {"cleared_rules": ["cx_cancer_past"], "clearance_days_ago": 80}
    letter = begin_check(check.keeper, {**SAFE, **past, **given})
    begun = letter.begun_at.date()
    assert record_screening(letter, begun).answers["clearance_days_ago"] == 80
    assert record_screening(letter, begun + timedelta(days=10)).answers["clearance_days_ago"] == 90
    late = record_screening(letter, begun + timedelta(days=11))
    assert "cleared_rules" not in late.answers
    assert late.disposition == "doctor_before_massage"
