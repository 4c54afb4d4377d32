"""An old result shows the words and rules of its day, whatever the rules say now; nothing that was answered is lost."""

import html
import json
import re
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from ischia.accounts.models import Keeper
from ischia.care.changing import Said
from ischia.care.demo import made_up_people
from ischia.care.editions import kept_edition, knowledge_of
from ischia.care.models import Check, Edition, Screening
from ischia.care.usecases import answer_page, begin_check, record_screening
from ischia.core.knowledge import load_knowledge
from tests.editions import renamed_folder
from tests.strategies import SAFE
from tests.web.people import open_demo

pytestmark = pytest.mark.django_db
THEN = load_knowledge()
DISC = "cx_cause_herniated_disc"
OLD_WORDS = THEN.rules[DISC].say
NEW_WORDS = "Other words about the disc."
DAY = date(2026, 11, 22)
ANSWERS = {**SAFE, "known_causes": ["herniated_disc"], "worse_with": ["sitting"], "goals": ["relax"]}


@pytest.fixture(scope="session")
def newer_folder(tmp_path_factory):
    return renamed_folder(tmp_path_factory.mktemp("newer"), ("precautions.yaml", OLD_WORDS, NEW_WORDS))


@pytest.fixture
def upgrade(newer_folder, monkeypatch):
    """Put the newer edition in use."""
    return lambda: monkeypatch.setenv("ISCHIA_KNOWLEDGE", str(newer_folder))


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def lose():
    """Lose every edition that was kept, as where results are older than the keeping."""

    def lost():
        Edition.objects.all().delete()
        kept_edition.cache_clear()

    return lost


@pytest.fixture
def kept(client):
    """Keep a screening of these answers for this visitor."""
    open_demo(client, "ella")  # makes this device a keeper

    def keep(answers):
        return record_screening(begin_check(Keeper.objects.get(), answers), DAY)

    return keep


def page(client, row, name="screening:result"):
    answer = client.get(reverse(name, args=[row.pk]))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def papers(row):
    told = [reverse("screening:result_pdf", args=[row.pk])]
    if "instead" not in row.plan:
        told += [reverse("plan:pdf", args=[row.pk]), reverse("plan:ics", args=[row.pk])]
    return told + ([reverse("screening:letter_pdf", args=[row.pk])] if row.plan["letter"] else [])


def test_an_edition_is_kept_once_with_the_first_result_it_decides(kept):
    assert [each.digest for each in Edition.objects.all()] == [THEN.digest]
    kept(SAFE)
    edition = Edition.objects.get()
    assert json.loads(edition.documents) == THEN.documents
    assert list(json.loads(edition.documents)["findings.yaml"]) == list(THEN.documents["findings.yaml"])


def test_an_edition_is_never_rewritten_and_stays_when_people_go(kept):
    kept(SAFE)
    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        Edition.objects.update(version="9.9")
    Keeper.objects.all().delete()
    assert (Screening.objects.count(), Edition.objects.count()) == (0, 1)


def test_an_edition_is_kept_together_with_its_result_or_not_at_all(kept):
    Edition.objects.all().delete()
    with transaction.atomic():
        kept(ANSWERS)
        assert Edition.objects.count() == 1
        transaction.set_rollback(True)
    assert Edition.objects.count() == 0


def test_todays_result_says_nothing_of_editions(client, kept):
    said = page(client, kept(ANSWERS))
    assert OLD_WORDS in said
    assert "The rules have changed since" not in said


def test_an_old_result_shows_the_words_and_rules_of_its_day(client, kept, upgrade):
    row = kept(ANSWERS)
    before = {name: page(client, row, name) for name in ("screening:result", "plan:of")}
    upgrade()
    for name, then in before.items():
        now = page(client, row, name)
        assert "These are the words and rules of edition 1.0, of 21 November 2026. The rules have changed since." in now
        assert NEW_WORDS not in now
        assert main_part(now) == main_part(then)
    assert Screening.objects.get(pk=row.pk).result == row.result


def main_part(said):
    """What a page says of the result itself: without the notice, the keys of its forms, and what may be done next."""
    said = re.sub(r'(?s)<section class="notice older".*?</section>', "", said)
    said = re.sub(r'(?s)<div class="next no-print">.*?</div>|<section class="section what-if".*?</section>', "", said)
    said = re.sub(r'(?s)<section class="standing.*?</section>', "", said)
    said = re.sub(r'(?s)<details class="details no-print"><summary>Change this.*?</details>', "", said)
    said = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", said)
    return re.sub(r"\s+", " ", said.partition("<main")[2].partition("</main>")[0])


def test_a_new_result_beside_it_has_the_new_words_and_both_editions_are_kept(client, kept, upgrade):
    old = kept(ANSWERS)
    upgrade()
    new = kept({**ANSWERS, "known_causes": ["bulging_disc"]})
    assert NEW_WORDS in page(client, new)
    assert OLD_WORDS in page(client, old)
    assert {each.version for each in Edition.objects.all()} == {"1.0", "1.1"}
    assert [knowledge_of(each.knowledge_digest).version for each in (old, new)] == ["1.0", "1.1"]


@pytest.mark.parametrize(("slug", "lost"), [(slug, place % 2 == 0) for place, slug in enumerate(made_up_people())])
def test_every_page_and_paper_of_an_old_result_is_there(client, upgrade, lose, slug, lost):
    open_demo(client, slug)
    row = Screening.objects.get()
    upgrade()
    if lost:
        lose()
    told = page(client, row) + page(client, row, "plan:of")
    for reason in row.result["fired"]:
        assert reason["person"] in told
    for url in papers(row):
        assert client.get(url).content.startswith((b"%PDF", b"BEGIN:VCALENDAR")), url


def test_a_result_whose_edition_was_not_kept_says_so_and_keeps_its_own_words(client, kept, upgrade, lose):
    row = kept({**ANSWERS, "positions_ok": ["side_lying"], "cleared_rules": [DISC], "bad_reaction": "mild"})
    lose()
    upgrade()
    said = page(client, row)
    assert "These are the words of edition 1.0 of our rules, as they were kept." in said
    assert OLD_WORDS in said
    assert NEW_WORDS not in said
    assert "Herniated disc" in said  # an answer nobody may give any more, in the words of its id
    assert "Not answered" not in said.partition('id="why"')[2].partition("Edition")[0]
    assert all(client.get(url).status_code == 200 for url in papers(row))


def test_an_edition_that_todays_program_cannot_read_counts_as_lost(client, kept, upgrade, lose):
    row = kept(ANSWERS)
    lose()
    Edition.objects.create(digest=row.knowledge_digest, version="1.0", documents='{"findings.yaml": {"findings": 5}}')
    upgrade()
    assert "as they were kept" in page(client, row)


def test_stricter_rules_of_today_warn_before_any_massage(client, kept, upgrade):
    row = kept(ANSWERS)  # the question about bad reactions is a new one now, and the gate needs it
    upgrade()
    for name in ("screening:result", "plan:of"):
        assert "With today’s rules your answers may need more care." in page(client, row, name)
    assert "Show my plan" not in page(client, row)


def test_looking_again_puts_the_old_answers_before_the_person_and_decides_nothing_yet(client, kept, upgrade):
    row = kept(ANSWERS)
    upgrade()
    url = reverse("screening:again", args=[row.pk])
    assert f'action="{url}"' in page(client, row)
    answers = client.post(url)
    assert client.post(url).url == answers.url  # sent twice, begun once
    assert Screening.objects.filter(answers=row.answers).count() == 1
    check = Check.objects.get(again_of=row)
    assert check.answers == ANSWERS
    said = html.unescape(client.get(answers.url).content.decode())
    assert "These are your answers of 22 November 2026." in said
    assert "What you wrote stays kept" in said
    for name in ("known_causes", "worse_with", "bad_reaction"):
        assert THEN.findings[name].ask in said
    assert "Sitting" in said
    assert 'class="still-open"' in said


def test_after_looking_again_the_new_result_stands_beside_the_old_one(client, kept, upgrade):
    row = kept({name: answer for name, answer in SAFE.items() if name != "bad_reaction"} | {"worse_with": []})
    before = Screening.objects.get(pk=row.pk)
    upgrade()
    check = Check.objects.get(pk=client.post(reverse("screening:again", args=[row.pk])).url.split("/")[2])
    topic = next(each for each in load_knowledge().topics.values() if "reaction_before" in each.findings)
    answer_page(check, topic, Said({"reaction_before": "none"}), today=date(2026, 11, 21))
    result = client.post(reverse("screening:finish", args=[check.pk])).url
    assert "The rules have changed since" not in client.get(result).content.decode()
    new = Screening.objects.first()
    assert (new.knowledge_version, new.disposition) == ("1.1", row.disposition)
    assert "worse_with" not in new.answers
    check.refresh_from_db()
    assert check.answers["worse_with"] == []  # kept, though nobody asks it any more
    old = Screening.objects.get(pk=row.pk)
    assert (old.answers, old.result, old.plan) == (before.answers, before.result, before.plan)


def test_an_upgrade_in_the_middle_of_a_check_loses_no_answer(client, upgrade):
    client.post(reverse("screening:start"))
    check = Check.objects.get()
    check.answers, check.seen = {**ANSWERS, "bad_reaction": "mild"}, list(THEN.topics)
    check.save()
    upgrade()
    said = html.unescape(client.get(reverse("screening:answers", args=[check.pk])).content.decode())
    assert "Bad reaction" in said
    assert client.get(reverse("screening:resume", args=[check.resume]), follow=True).status_code == 200
    topic = load_knowledge().topics["about_you"]
    client.post(reverse("screening:page", args=[check.pk, topic.id]), {"asked": "age", "age": "51"})
    check.refresh_from_db()
    assert check.answers == {**ANSWERS, "bad_reaction": "mild", "age": 51}
    client.post(reverse("screening:vouch", args=[check.pk, "bad_reaction"]), {"answer": "yes"})
    check.refresh_from_db()
    assert check.answers["bad_reaction"] == "mild"


def test_the_database_holds_the_guard(db):
    names = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'"}
    ask = names.get(connection.vendor, "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    with connection.cursor() as cursor:
        cursor.execute(ask)
        assert ("care_edition_never_rewritten",) in cursor.fetchall()


def test_nobody_else_looks_at_a_result_again(kept, client):
    row = kept(SAFE)
    assert type(client)().post(reverse("screening:again", args=[row.pk])).status_code == 404
