"""One page for a clinician, on the screen and on paper: the same numbers, the days and sections that were asked for."""

from datetime import time, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care.diary.usecases import keep_entry
from ischia.core.diary import Entry
from tests.exchange.paper_reading import alternatives, reader, words
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
SUMMARY, PAPER = "/progress/summary/", "/progress/summary/summary.pdf"


@pytest.fixture
def written(client, settings):
    """Two weeks of a made-up person: leg pain falls from 7 to 4, with one tablet a week and a private note."""
    settings.DEMO = True
    open_demo(client, "sam")
    keeper, today = Keeper.objects.get(), timezone.localdate()
    for back, pain in enumerate([4] * 7 + [7] * 7):
        care = {"care": ("medicine",), "care_note": "one tablet"} if back % 7 == 3 else {}
        note = "we had words at home" if back == 5 else ""
        said = Entry(
            day=today - timedelta(days=back), at=time(0, 1), scores={"leg_pain:left": pain, "back_pain:left": 2},
            reach={"left": "calf" if pain > 5 else "thigh"}, note=note, **care,
        )  # fmt: skip
        keep_entry(keeper, uuid4(), said)
    client.post("/measures/pgic/", {"id": str(uuid4()), "value_change": "2"})
    return client


def page(client, **query):
    answer = client.get(SUMMARY, query)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def paper(client, **query):
    answer = client.get(PAPER, query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def shown(back, *sections):
    today = timezone.localdate()
    return {"first": (today - timedelta(days=back)).isoformat(), "last": today.isoformat(), "show": sections}


def test_page_and_paper_say_the_same(written):
    told, printed = page(written), words(paper(written))
    for said in (
        "Written down on 14 of 14 days",
        "Leg pain, left: That is a clear change for the better.",
        "3 lower than on",
        "with or without massage",
        "A change from before to after does not show what caused it.",
        "one tablet",
        "Overall change since the start, 1 to 7:",
        "nobody has checked it",
    ):
        assert said in told.replace("<strong>", "").replace("</strong>", "")
        assert said in printed


def test_it_is_one_page_and_its_pictures_have_words(written):
    made = paper(written)
    assert len(reader(made).pages) == 1
    assert len(reader(paper(written, paper="letter")).pages) == 1
    said = alternatives(made)
    assert any("Leg pain. From" in each and "first 7" in each and "last 4" in each for each in said)


def test_notes_are_private_until_they_are_asked_for(written):
    assert "we had words" not in page(written)
    assert "we had words" not in words(paper(written))
    assert "we had words" in page(written, **shown(20, "notes"))


def test_sections_that_were_taken_off_are_not_there(written):
    told = page(written, **shown(20, "numbers"))
    assert "<h2>The numbers</h2>" in told
    for other in ("What changed", "Charts", "Measures", "Medicine and other care"):
        assert f"<h2>{other}</h2>" not in told


def test_only_the_days_that_were_asked_for_count(written):
    told = page(written, **shown(6, "numbers", "changes"))
    assert "Written down on 7 of 7 days" in told
    assert "4 to 4" in told
    assert "We cannot tell yet." in told


def test_days_in_the_wrong_order_are_said_beside_the_field(written):
    today = timezone.localdate()
    query = {"first": today.isoformat(), "last": (today - timedelta(days=3)).isoformat()}
    answer = written.get(SUMMARY, query)
    assert answer.status_code == 422
    assert answer.content.decode().count("Choose a day that is not before the first one.") == 2
    assert written.get(PAPER, query).status_code == 404


def test_a_sign_stands_on_top_and_nothing_beside_it_says_better(written):
    written.post("/diary/", {"id": str(uuid4()), "base": "0", "leg_pain_right": "3"})
    for told in (page(written), words(paper(written))):
        assert "Both legs are affected now." in told
        assert "clear change for the better" not in told


def test_letters_that_no_font_holds_never_keep_the_paper_from_being_printed(written):
    said = {"care": ["injection"], "care_note": "薬 🙂 50 mg", "note": "痛い today"}
    assert written.post("/diary/", {"id": str(uuid4()), "base": "0", **said}).status_code == 302
    printed = words(paper(written, **shown(20, "care", "notes")))
    assert "Injection: 1 time: ? ? 50 mg" in printed
    assert "?? today" in printed


def test_nobody_else_sees_it(written):
    assert "one tablet" not in page(Client())
    assert "one tablet" not in words(paper(Client()))
