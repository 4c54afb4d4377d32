"""A day after a session, and after a short trial two: asked in one way on two pages, and kept in one."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from ischia.accounts.models import Keeper
from ischia.care.locks import lock_on
from ischia.care.models import HomeSession
from ischia.care.recording import record_session
from ischia.care.usecases import begin_check, record_screening
from ischia.core.session.record import read_record
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
TRIAL = {"bad_reaction": "mild"}
DAY = "A day after your session: how bad is the pain?"
TWO_DAYS = "Two days after your session: how bad is the pain?"
SIGNS = "Is anything on the list of warning signs new?"


@pytest.fixture
def done(client, settings):
    """Let a session have ended so many hours ago."""
    settings.DEMO = True
    open_demo(client, "ella")

    def kept(hours, *, pain_before=3, answers=None, **said) -> HomeSession:
        row = record_screening(begin_check(Keeper.objects.get(), {**SAFE, **(answers or {})}), localdate())
        record = {
            "id": str(uuid.uuid4()), "revision": 1, "screening": str(row.pk), "day": localdate().isoformat(),
            "item": "ex_walk", "ended": (now() - timedelta(hours=hours)).isoformat(), "done": "done",
            "pain_before": pain_before, "pain_end": 3, "notes": "my words", **said,
        }  # fmt: skip
        return record_session(row, read_record(record)).session

    return kept


def tonight(client):
    return client.get("/session/").content.decode()


def page_of(client, session):
    return client.get(address(session)).content.decode()


def address(session):
    return reverse("did:session", args=[session.pk])


def tell(client, session, **said):
    return client.post(address(session), {"revision": str(session.revision + 1), **said})


@pytest.mark.parametrize(("hours", "asked"), [(1, False), (17, False), (19, True), (71, True), (73, False)])
def test_it_is_asked_once_a_day_has_come_and_not_for_ever(client, done, hours, asked):
    done(hours)
    assert (DAY in tonight(client), SIGNS in tonight(client)) == (asked, asked)


def test_both_pages_ask_in_the_same_words_and_keep_it_the_same_way(client, done):
    session = done(24)
    for page in (tonight(client), page_of(client, session)):
        assert DAY in page
        assert SIGNS in page
    tell(client, session, pain_24h="2", signs_24h="none")
    session.refresh_from_db()
    assert (session.pain_24h, session.revision, session.versions.count()) == (2, 2, 2)
    assert session.in_force.record["signs_24h"] == "none"
    assert session.notes == "my words"
    assert DAY not in tonight(client)


def test_nobody_tells_the_pain_and_is_silent_about_warning_signs(client, done):
    session = done(24)
    answer = tell(client, session, pain_24h="2")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say whether anything on the list is new." in page
    assert 'value="2" data-key="2" checked' in page
    session.refresh_from_db()
    assert session.revision == 1


def test_a_form_with_nothing_in_it_keeps_nothing(client, done):
    session = done(24)
    assert tell(client, session).status_code == 422
    assert session.versions.count() == 1


def test_a_new_warning_sign_leads_to_telling(client, done):
    session = done(24)
    assert tell(client, session, signs_24h="new").url == reverse("after:tell")
    session.refresh_from_db()
    assert session.in_force.record["signs_24h"] == "new"


def test_a_new_warning_sign_locks_the_plan_until_the_questions_are_answered_anew(client, done):
    session = done(24, stopped="S4")
    answer_anew()
    assert DAY in tonight(client)  # the stop is settled
    tell(client, session, signs_24h="new")
    assert lock_on(Keeper.objects.get())
    assert DAY not in tonight(client)
    answer_anew()
    assert not lock_on(Keeper.objects.get())


def answer_anew():
    return record_screening(begin_check(Keeper.objects.get(), SAFE), localdate())


def test_pain_that_went_up_overnight_is_heard_and_leads_to_telling(client, done):
    session = done(24)
    page = client.get(tell(client, session, pain_24h="6", signs_24h="none").url).content.decode()
    assert '<span data-end="rose">The pain has gone up. Good that you said so.</span>' in page
    assert reverse("after:tell") in page


@pytest.mark.parametrize(("hours", "asked"), [(24, DAY), (50, TWO_DAYS), (95, TWO_DAYS)])
def test_after_a_short_trial_also_two_days_later(client, done, hours, asked):
    done(hours, answers=TRIAL)
    page = tonight(client)
    assert [each for each in (DAY, TWO_DAYS) if each in page] == [asked]


def test_after_a_short_trial_the_second_day_is_kept_and_asked_no_more(client, done):
    session = done(50, answers=TRIAL, pain_24h=2, signs_24h="none")
    assert SIGNS not in tonight(client)
    tell(client, session, pain_48h="1")
    session.refresh_from_db()
    assert (session.pain_24h, session.pain_48h) == (2, 1)
    assert TWO_DAYS not in tonight(client)


def test_without_a_trial_nobody_is_asked_after_two_days(client, done):
    assert TWO_DAYS not in page_of(client, done(50))


def test_before_a_day_has_passed_the_page_of_a_session_takes_a_note_alone(client, done):
    session = done(1)
    page = page_of(client, session)
    assert DAY not in page
    assert "Tomorrow we ask how the pain is then" in page
    tell(client, session, notes="and this", pain_24h="9")
    session.refresh_from_db()
    assert (session.notes, session.pain_24h) == ("and this", None)


def test_what_was_not_done_is_not_asked_about(client, done):
    done(24, done="not")
    assert DAY not in tonight(client)
