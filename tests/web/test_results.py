"""The result and the plan over HTTP: what is shown, to whom, and what is never offered."""

import re
from datetime import date, timedelta
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from ischia.accounts.models import Keeper
from ischia.care.demo import made_up_people
from ischia.care.models import Screening
from ischia.care.telling.week import week_of
from ischia.care.usecases import begin_check, record_screening
from ischia.core.knowledge import load_knowledge
from tests.sessions import home_plan
from tests.strategies import SAFE, wish_case
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
KNOWLEDGE = load_knowledge()
PEOPLE = made_up_people()


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def result_of(client):
    """Keep a screening of these answers for this visitor and give its row and the text of its page."""

    open_demo(client, "ella")  # makes this device a keeper

    def kept(answers):
        check = begin_check(Keeper.objects.get(), answers)
        row = record_screening(check, date(2026, 11, 21))
        return row, text(client.get(reverse("screening:result", args=[row.id])))

    return kept


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def plan_page(client, row):
    return text(client.get(reverse("plan:of", args=[row.id])))


@pytest.mark.parametrize("slug", PEOPLE)
def test_each_made_up_person_gets_what_their_entry_says(client, slug):
    page = text(client.get(open_demo(client, slug)))
    row = Screening.objects.get()
    assert (row.disposition, row.result["complete"]) == (PEOPLE[slug].disposition, PEOPLE[slug].complete)
    assert PEOPLE[slug].name in page
    assert page.count('data-kind="primary"') == (PEOPLE[slug].disposition != "emergency_now")
    for reason in row.result["fired"]:
        assert reason["person"] in page.replace("&#x27;", "'")
    for key in row.result["fired"][0]["sources"]:
        assert f"/sources/#{key}" in page


def test_there_is_one_for_each_answer():
    assert {person.disposition for person in PEOPLE.values()} == {
        "suitable", "massage_with_limits", "doctor_before_massage", "same_day_medical", "emergency_now",
    }  # fmt: skip
    assert all("made up" in person.name for person in PEOPLE.values())


def test_without_the_demo_nobody_is_made_up(client, settings):
    settings.DEMO = False
    assert client.post(reverse("demo_person", args=["sam"])).status_code == 404


def test_nobody_else_sees_a_result_a_plan_or_a_paper(client):
    result = open_demo(client, "greta")
    row = Screening.objects.get()
    pages = [result, reverse("plan:of", args=[row.id]), reverse("plan:pdf", args=[row.id])]
    pages += [reverse("plan:ics", args=[row.id]), f"{result}result.pdf", f"{result}letter.pdf"]
    for page in pages:
        assert client.get(page).status_code == 200, page
        assert Client().get(page).status_code == 404, page


def test_who_opened_the_check_with_its_secret_word_sees_its_result(client):
    result = open_demo(client, "sam")
    other = Client()
    other.get(reverse("screening:resume", args=[Screening.objects.get().answered.resume]))
    assert other.get(result).status_code == 200


def test_an_unfinished_check_shows_nothing_milder_than_a_doctor_first(result_of, client):
    row, page = result_of({name: answer for name, answer in SAFE.items() if name != "fever_chills"})
    assert row.disposition in ("suitable", "massage_with_limits")
    assert 'data-disposition="doctor_before_massage"' in page
    assert "Some safety questions are still open" in page
    assert KNOWLEDGE.findings["fever_chills"].ask in page.replace("&#x27;", "'")
    assert "You may" not in page
    assert "No plan now" in plan_page(client, row)


def test_who_would_rather_not_say_gets_the_card_first(result_of):
    _, page = result_of({**SAFE, "sexual_change": "rather_not_say"})
    assert page.index('class="safety-net') < page.index('class="band"')
    _, page = result_of(SAFE)
    assert page.index('class="safety-net') > page.index('class="band"')


def test_an_earlier_edition_is_said_and_nothing_is_decided_anew(client):
    result = open_demo(client, "dana")
    row = Screening.objects.get()
    said = row.result | {"knowledge": {"version": "0.9", "digest": "sha256:old"}}
    said["fired"][0]["person"] = "Words of that day."
    Screening.objects.update(result=said, knowledge_digest="sha256:old")
    page = text(client.get(result))
    assert "as they were kept" in page
    assert "Words of that day." in page
    assert Screening.objects.count() == 1


def test_an_emergency_takes_the_page_and_dials_the_number_of_the_place(client):
    result = open_demo(client, "ella")
    page = text(client.get(result + "?"))
    assert page.index('class="takeover"') < page.index('aria-labelledby="why"')
    assert "numbness where I sit" in page
    answer = client.get("/emergency/", {"country": "US", "back": result})
    assert answer["Location"] == result
    assert 'href="tel:911"' in text(client.get(result))


def test_the_country_form_sends_nobody_to_another_site(client):
    assert client.get("/emergency/", {"country": "US", "back": "https://elsewhere.example/"}).status_code == 200


def test_a_pregnant_woman_with_a_warning_sign_is_sent_to_her_maternity_unit(result_of):
    _, page = result_of({"age": 30, "pregnant": True, "trimester": "third", "pregnancy_warning": True})
    assert "Call your maternity unit now" in page


def test_who_was_checked_for_exactly_this_can_say_so(client):
    result = open_demo(client, "ella")
    page = text(client.get(result))
    (form,) = re.findall(r'action="([^"]+/vouch/ces_assessed_stable/)"', page)
    answer = client.post(form, {"answer": "yes"})
    assert answer.status_code == 302
    now = Screening.objects.first()
    assert "rf_cauda_equina" not in [reason["rule"] for reason in now.result["fired"]]
    assert Screening.objects.count() == 2


def test_a_paper_has_its_kind_its_name_and_no_shared_cache(client):
    result = open_demo(client, "greta")
    row = Screening.objects.get()
    for url, kind, name in [
        (reverse("plan:pdf", args=[row.id]), "application/pdf", f"ischia-plan-{row.as_of}.pdf"),
        (reverse("plan:pdf", args=[row.id]) + "?paper=letter", "application/pdf", f"ischia-plan-{row.as_of}.pdf"),
        (reverse("plan:ics", args=[row.id]), "text/calendar; charset=utf-8", f"ischia-plan-{row.as_of}.ics"),
        (f"{result}result.pdf", "application/pdf", f"ischia-result-{row.as_of}.pdf"),
        (f"{result}letter.pdf", "application/pdf", f"ischia-letter-{row.as_of}.pdf"),
    ]:
        answer = client.get(url)
        assert (answer["Content-Type"], answer["Content-Disposition"]) == (kind, f'attachment; filename="{name}"')
        assert "private" in answer["Cache-Control"]
        assert answer.content.startswith((b"%PDF", b"BEGIN:VCALENDAR"))


def test_a_paper_that_does_not_apply_is_not_there(client):
    assert client.get(open_demo(client, "sam") + "letter.pdf").status_code == 404
    open_demo(client, "finn")
    for name in ("plan:pdf", "plan:ics"):
        assert client.get(reverse(name, args=[Screening.objects.first().id])).status_code == 404


def test_without_a_check_the_plan_says_what_to_do_first(client):
    assert "No plan yet" in text(client.get(reverse("plan:today")))


def test_the_plan_is_of_the_newest_check_and_an_older_one_says_so(client):
    open_demo(client, "dana")
    old = Screening.objects.get()
    open_demo(client, "carlos")
    assert "Demo Carlos" in text(client.get(reverse("plan:today")))
    assert "This is an older plan" in plan_page(client, old)


def test_review_days_count_from_the_day_of_the_answers(result_of, client):
    row, _ = result_of(SAFE)
    page = plan_page(client, row)
    for review in row.plan["review"]:
        assert (row.as_of + timedelta(days=review["on_day"])).isoformat() in page


def test_the_guidelines_that_disagree_are_both_named(client):
    open_demo(client, "carlos")
    page = text(client.get(reverse("plan:today")))
    assert "NICE, the UK body" in page
    assert "KNGF, the society" in page


def offers(page):
    """The words of a page that offer kinds, exercises and positions; and the places it offers, one by one."""
    found = re.findall(r"<h3>(.*?)</h3>", page) + re.findall(r"<dt>Position</dt><dd>(.*?)</dd>", page)
    found += re.findall(r"<desc[^>]*>(.*?\.)", page) + re.findall(r'data-kind="do">.*?<span>(.*?)</span>', page)
    places = re.findall(r"<dt>Where</dt><dd>(.*?)</dd>", page)
    places += re.findall(r"(?:The hands go on|Massage on|may go here): (.*?)\.", page)
    places += re.findall(r"<strong>Massage may go here:</strong> (.*?)\.", page)
    return " | ".join(found).lower(), {each.lower() for row in places for each in re.split(r", | and ", row)}


def test_nothing_forbidden_is_offered_to_thirty_people(result_of, client):
    seen = 0
    for seed in range(300):
        row, page = result_of(wish_case(Random(seed), 3))
        if not row.plan.get("massage") and not row.plan.get("home"):
            continue
        result = page.split('class="section columns"')[1].split('id="why"')[0]
        shown = re.sub(r'(?s)<section class="keep">.*?</div>\s*</section>', "", result)
        words, places = offers(shown + re.sub(r'(?s)aria-labelledby="limits">.*', "", plan_page(client, row)))
        limits = row.result["limits"]
        for name in limits.get("forbid_techniques", ()):
            assert KNOWLEDGE.techniques[name].name.lower() not in words, seed
        for name in limits.get("forbid_positions", ()):
            assert f"{KNOWLEDGE.positions[name]}.".lower() not in words, seed
        for name in limits.get("forbid_exercises", ()):
            assert KNOWLEDGE.exercise[name].name.lower() not in words, seed
        assert places
        assert not places & {KNOWLEDGE.regions[name].lower() for name in limits["forbid_regions"]}, seed
        seen += 1
        if seen == 30:
            return
    pytest.fail(f"only {seen} plans with massage")


def test_every_source_and_every_rule_by_custom_is_told(client):
    page = text(client.get(reverse("sources")))
    for key in KNOWLEDGE.sources:
        assert f'id="{key}"' in page
    page = text(client.get(reverse("how_we_decide"))).replace("&#x27;", "'")
    for rule in KNOWLEDGE.rules.values():
        assert (f"<li>{rule.say}</li>" in page) == (rule.sources == ("EXPERT",))


def test_the_week_of_the_ball_is_the_one_that_is_played():
    plan = home_plan("script_ball_gluteal_wall")
    start = date(2026, 11, 21)
    weeks = [week_of(plan, start, start + timedelta(days=after), KNOWLEDGE) for after in (0, 7)]
    assert [place for place, on in enumerate(weeks[0].rows[0].on) if on] == [0, 2, 4, 6]
    assert weeks[0].rows[0].words == "Saturday, Monday, Wednesday and Friday"
    assert [place for place, on in enumerate(weeks[1].rows[0].on) if on] == [0, 1, 3, 5]
