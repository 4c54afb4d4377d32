"""A therapist enters credentials; only somebody else ticks them; a change, a year or an end takes the tick away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ischia.core.directory.credentials import CHECK_LASTS, Standing
from ischia.core.problems import Problem
from ischia.practice.listing import checking
from ischia.practice.listing.models import Credential
from tests.practice.listing import credential_of, listing_of, plain_and_quick, therapist  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
SAID = {"kind": "register", "issuer": "cnhc", "title": "", "number": "12", "expires_on": None, "look_up": ""}
SAID["allows"] = ["licensed_therapist"]
NEAR = [None, *(DAY + timedelta(days=days) for days in (-1, 0, 1)), DAY + 2 * CHECK_LASTS]


@pytest.fixture
def ada(client):
    user = therapist()
    client.force_login(user)
    return listing_of(user)


def check(row, **more):
    said = {"by": "Kim Example", "on": DAY, "evidence": "the register's page", "today": DAY, **more}
    return checking.check_credential(row.pk, **said)


@pytest.mark.parametrize("expires", NEAR)
@pytest.mark.parametrize("checked", [*NEAR[:-1], DAY - CHECK_LASTS])
def test_the_database_and_the_core_agree_on_every_day_who_is_ticked(ada, checked, expires):
    row = credential_of(ada, checked_on=checked, checked_by="Kim Example" if checked else "", expires_on=expires)
    for later in (*range(-2, 3), *range(363, 369), *range(728, 734)):
        day = DAY + timedelta(days=later)
        ticked = Credential.objects.ticked(day).exists()
        assert ticked is (row.standing(day) is Standing.TICKED), day


@pytest.mark.parametrize(
    "change",
    [{"number": "13"}, {"kind": "association"}, {"issuer": "fht"}, {"title": "Other"}, {"look_up": "https://a.example"},
     {"expires_on": DAY + timedelta(days=900)}, {"allows": []}],
)  # fmt: skip
def test_whatever_is_changed_after_the_check_loses_the_tick(ada, change):
    row = checking.keep_credential(ada, SAID)
    check(row)
    assert Credential.objects.ticked(DAY).exists()
    changed = checking.keep_credential(ada, {**SAID, **change}, row.pk)
    assert (changed.checked_on, changed.checked_by, changed.evidence) == (None, "", "")
    assert not Credential.objects.ticked(DAY).exists()


def test_saving_the_same_again_keeps_the_tick(ada):
    row = checking.keep_credential(ada, SAID)
    check(row)
    assert checking.keep_credential(ada, SAID, row.pk).checked_by == "Kim Example"


@pytest.mark.parametrize(
    "wrong",
    [{"by": "ADA"}, {"by": "Ada Example"}, {"by": " "}, {"on": DAY + timedelta(days=1)}, {"evidence": " "}],
)
def test_nobody_checks_themself_on_no_day_or_with_nothing_seen(ada, wrong):
    row = credential_of(ada)
    with pytest.raises(Problem):
        check(row, **wrong)
    row.refresh_from_db()
    assert row.checked_on is None


def test_the_form_cannot_tick_whatever_is_sent_with_it(client, ada):
    sent = {"kind": "register", "issuer": "CNHC", "number": "7"}
    sent |= {"checked_on": "2026-11-21", "checked_by": "me", "evidence": "me"}
    assert client.post(reverse("listing:new_credential", args=[ada.pk]), sent).status_code == 302
    row = ada.credentials.get()
    assert (row.issuer, row.number, row.checked_on, row.checked_by, row.evidence) == ("cnhc", "7", None, "", "")


def test_an_awarding_body_is_refused_as_register_beside_its_field_and_nothing_typed_is_lost(client, ada):
    sent = {"kind": "register", "issuer": "VTCT Level 4", "title": "Sports massage", "number": "A 7"}
    sent |= {"expires_on": "2027-13-99"}
    answer = client.post(reverse("listing:new_credential", args=[ada.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "They keep no register of therapists" in page
    assert "Use a day such as 2027-03-31." in page
    for typed in ("VTCT Level 4", "Sports massage", "A 7", "2027-13-99"):
        assert f'value="{typed}"' in page
    assert not ada.credentials.exists()


def test_what_was_removed_comes_back_with_its_check_and_once_only(client, ada):
    row = check(credential_of(ada, number="9", expires_on=DAY + timedelta(days=99)))
    client.post(reverse("listing:remove_credential", args=[ada.pk, row.pk]))
    assert not ada.credentials.exists()
    word = client.get(reverse("listing:listing", args=[ada.pk])).context["undo"]
    for _ in range(2):
        client.post(reverse("listing:bring_back_credential", args=[ada.pk]), {"word": word})
    back = ada.credentials.get()
    assert (back.pk, back.number, back.checked_by, back.checked_on) == (row.pk, "9", "Kim Example", DAY)


@pytest.mark.parametrize("word", ["", "made-up", "a:b:c"])
def test_no_word_but_ours_brings_a_credential_back(client, ada, word):
    answer = client.post(reverse("listing:bring_back_credential", args=[ada.pk]), {"word": word})
    assert answer.status_code == 302
    assert not ada.credentials.exists()


def test_a_word_of_another_listing_brings_nothing(ada):
    word = checking.remove_credential(credential_of(ada))
    other = listing_of(therapist("ben"), "Ben Example")
    with pytest.raises(Problem):
        checking.bring_back_credential(other, word)


def profile(client, listing):
    return client.get(reverse("listing:profile", args=[listing.slug])).content.decode()


def test_only_what_is_checked_carries_a_tick_on_the_page_and_the_rest_says_so_in_words(client, ada):
    today = checking.date.today()
    for expires, looked, says, standing in [
        (None, today - timedelta(days=3), "By Kim Example on", "ticked"),
        (today - timedelta(days=1), today - timedelta(days=3), "It no longer counts", "expired"),
        (None, today - timedelta(days=400), "more than a year ago", "checked_long_ago"),
        (None, None, "nobody has looked it up yet", "unchecked"),
    ]:
        ada.credentials.all().delete()
        credential_of(ada, checked_on=looked, checked_by="Kim Example" if looked else "", expires_on=expires)
        page = profile(client, ada)
        assert says in page
        assert f'data-standing="{standing}"' in page
        assert ("icons.svg#tick" in page) is (standing == "ticked")
        assert 'href="https://cnhc.org.uk"' in page
