"""An imported entry is claimed, and given once; a concern is led to who listens, and kept only when wanted."""

import argparse
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from ischia.cli import directory_check, directory_claims, directory_concerns, directory_grant
from ischia.core.problems import Problem
from ischia.practice.listing import claiming
from ischia.practice.listing.models import Credential
from ischia.practice.listing.told_models import Claim, Concern
from tests.practice.listing import credential_of, imported, listing_of, plain_and_quick, therapist  # noqa: F401

pytestmark = pytest.mark.django_db
SAID = {"evidence": "My licence is 12-345.", "contact": "bea@practice.example"}


def run(command, *words):
    """A command as the dispatcher runs it."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


@pytest.fixture
def bea(client):
    client.force_login(therapist("bea"))
    return imported()


def test_a_claim_waits_for_the_operator_and_says_so(client, bea):
    found = client.get(reverse("listing:mine"), {"q": "1205913928"}).content.decode()
    assert reverse("listing:claim", args=[bea.slug]) in found
    for _ in range(2):
        client.post(reverse("listing:claim", args=[bea.slug]), SAID)
    assert Claim.objects.get().state == "waiting"
    assert "Waiting: a person who runs this site reads it." in client.get(reverse("listing:mine")).content.decode()
    bea.refresh_from_db()
    assert bea.owner is None


def test_without_a_reason_nothing_waits_and_what_was_typed_stays(client, bea):
    answer = client.post(reverse("listing:claim", args=[bea.slug]), {"contact": "bea@practice.example"})
    assert answer.status_code == 422
    assert 'value="bea@practice.example"' in answer.content.decode()
    assert not Claim.objects.exists()


def test_the_operators_yes_makes_it_theirs_and_nobody_elses_after(client, bea, capsys):
    client.post(reverse("listing:claim", args=[bea.slug]), SAID)
    other = claiming.claim_listing(therapist("eve"), bea, **SAID)
    run(directory_claims)
    listed = capsys.readouterr().out
    assert "2 claims" in listed
    assert "My licence is 12-345." in listed
    mine = Claim.objects.exclude(pk=other.pk).get()
    assert run(directory_grant, str(mine.pk), "--by", "Kim Example") == 0
    bea.refresh_from_db()
    assert bea.owner.name == "bea"
    for claim in (other, mine):
        with pytest.raises(Problem):
            run(directory_grant, str(claim.pk), "--by", "Kim Example")
    bea.refresh_from_db()
    assert bea.owner.name == "bea"
    assert client.get(reverse("listing:about", args=[bea.pk])).status_code == 200
    assert client.get(reverse("listing:claim", args=[bea.slug])).status_code == 404
    run(directory_grant, str(other.pk), "--by", "Kim Example", "--refuse", "--answer", "It is Bea's.")
    client.force_login(other.user)
    assert "It is Bea&#x27;s." in client.get(reverse("listing:mine")).content.decode()


def test_nobody_claims_what_a_therapist_wrote_and_nobody_claims_the_whole_register(client, bea):
    assert client.get(reverse("listing:claim", args=[listing_of(therapist()).slug])).status_code == 404
    user = therapist("eve")
    for number in range(claiming.AT_MOST_WAITING):
        claiming.claim_listing(user, imported(f"Entry {number} Example", source_key=str(number)), **SAID)
    with pytest.raises(Problem):
        claiming.claim_listing(user, bea, **SAID)


@pytest.mark.parametrize("word", ["", "x", "0b8f4e0c-6d1f-4a53-9d0a-5a2f0c1e7b11"])
def test_an_id_that_is_none_is_told_in_one_line(word):
    for command, words in [
        (directory_grant, [word, "--by", "Kim"]),
        (directory_check, [word, "--by", "Kim", "--on", "2026-11-21", "--evidence", "page"]),
        (directory_concerns, ["--done", word or "-"]),
    ]:
        with pytest.raises(Problem):
            run(command, *words)


def test_the_operator_ticks_a_credential_from_the_command_line(capsys):
    row = credential_of(listing_of(therapist()), number="7")
    with pytest.raises(Problem, match="--on"):
        run(directory_check, str(row.pk), "--by", "Kim", "--on", "yesterday", "--evidence", "page")
    day = timezone.localdate()
    run(directory_check, str(row.pk), "--by", "Kim Example", "--on", str(day), "--evidence", "the register's page")
    assert "checked: Ada Example, register, cnhc 7, by Kim Example" in capsys.readouterr().out
    assert list(Credential.objects.ticked(day)) == [row]


def ask(client, listing, about):
    return client.post(reverse("listing:concern", args=[listing.slug]), {"about": about})


def test_somebody_in_danger_is_led_to_help_before_anything_else(client):
    page = ask(client, listing_of(therapist()), "danger_now").content.decode()
    assert page.index("Call for help now") < page.index("Who watches over this therapist")
    assert re.search(r'class="actions">.*?href="tel:999"', page, re.DOTALL)  # the therapist works in York


def test_a_concern_leads_to_the_board_and_the_register_of_this_therapist_and_nothing_is_kept(client):
    listing = listing_of(therapist(), country="US", region="NY", town="Albany")
    credential_of(listing, "qualification", "ncbtmb")
    page = ask(client, listing, "touched").content.decode()
    assert "you can tell the police" in page.lower()
    assert "New York State Education Department" in page
    assert 'href="tel:1-800-442-8106"' in page
    assert not Concern.objects.exists()


def test_where_no_board_is_known_the_page_says_so(client):
    listing = listing_of(therapist(), country="FR")
    page = ask(client, listing, "conduct").content.decode()
    assert "We know of no board or register" in page


def test_without_a_choice_the_page_asks_again(client):
    answer = ask(client, listing_of(therapist()), "nonsense")
    assert answer.status_code == 422
    assert "Choose what it is about." in answer.content.decode()


def test_what_somebody_wants_the_operator_to_know_is_kept_and_listed(client, capsys):
    listing = listing_of(therapist())
    told = {"about": "untrue", "says": "She is not on the register.", "contact": ""}
    answer = client.post(reverse("listing:tell", args=[listing.slug]), told)
    assert answer["Location"] == reverse("listing:told", args=[listing.slug])
    run(directory_concerns)
    assert "Ada Example: untrue" in capsys.readouterr().out
    row = Concern.objects.get()
    run(directory_concerns, "--done", str(row.pk))
    run(directory_concerns)
    assert "0 concerns" in capsys.readouterr().out
    listing.owner.delete()
    assert Concern.objects.get().about_whom == "Ada Example"


def test_an_empty_concern_is_not_kept_and_the_way_to_the_board_stays(client):
    listing = listing_of(therapist())
    credential_of(listing)
    answer = client.post(reverse("listing:tell", args=[listing.slug]), {"about": "harm", "contact": "me@a.example"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Complementary and Natural Healthcare Council" in page
    assert 'value="me@a.example"' in page
    assert not Concern.objects.exists()


def test_a_flood_about_one_therapist_is_stopped(client):
    listing = listing_of(therapist())
    told = {"about": "money", "says": "x"}
    statuses = [client.post(reverse("listing:tell", args=[listing.slug]), told).status_code for _ in range(21)]
    assert statuses == [302] * 20 + [429]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("gb", "No law says what a massage therapist must have learned"),
        ("us-ny", "needs a licence"),
        ("us-oh", "We have not looked up US-OH by itself."),
        ("fr", "We have not looked this up."),
        ("de", "Where sources disagree"),
    ],
)
def test_the_law_of_a_place_is_told_with_its_sources_or_honestly_not_at_all(client, code, words):
    page = client.get(reverse("listing:law", args=[code])).content.decode()
    assert words in page
    assert ("Where this comes from" in page) is (code != "fr")


def test_a_code_is_a_country_or_a_state_and_nothing_else(client):
    assert client.get("/laws/GB/")["Location"] == "/laws/gb/"
    for wrong in ("/laws/g/", "/laws/england/", "/laws/us-ohio/", "/laws/gb%00/"):
        assert client.get(wrong).status_code == 404
