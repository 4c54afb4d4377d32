"""Accounts: a name and a password, nothing mailed, nothing asked that is not needed."""

import pytest
from django.core.cache import cache

from ischia.accounts.models import Keeper, User

pytestmark = pytest.mark.django_db
WORDS = "four calm words here"


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


def sign_up(client, name="Anna B", password=WORDS):
    return client.post("/account/sign-up/", {"username": name, "password1": password})


def sign_in(client, name="Anna B", password=WORDS):
    return client.post("/account/sign-in/", {"login": name, "password": password})


def test_someone_signs_up_with_a_name_and_a_password_and_is_in(client):
    assert sign_up(client)["Location"] == "/account/"
    assert "signed in as <strong>anna b</strong>" in client.get("/account/").content.decode()


def test_a_mail_address_is_a_name_like_any_other_and_nothing_is_mailed(client, mailoutbox):
    sign_up(client, name="anna@example.org")
    client.post("/account/sign-out/")
    assert sign_in(client, name="Anna@example.org").status_code == 302
    assert mailoutbox == []


def test_signing_in_forgives_capitals_but_not_a_wrong_password(client):
    sign_up(client)
    client.post("/account/sign-out/")
    assert sign_in(client, password="wrong words here").status_code == 200
    assert sign_in(client, name="ANNA B").status_code == 302


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("", WORDS, "Enter a name to sign in with"),
        ("Anna <b>", WORDS, "Use letters, digits"),
        ("Anna", "short", "too short"),
        ("Anna", "password123", "too common"),
    ],
)
def test_what_is_wrong_is_said_in_words(client, name, password, words):
    page = sign_up(client, name, password).content.decode()
    assert words in page
    assert "There is something to put right" in page
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_said_so(client):
    User.objects.create_user("anna b", WORDS)
    assert "already exists" in sign_up(client).content.decode()


def test_after_five_wrong_tries_the_door_stays_shut_for_a_while(client):
    User.objects.create_user("anna b", WORDS)
    for _ in range(5):
        sign_in(client, password="wrong words here")
    assert "Too many" in sign_in(client).content.decode()


def test_many_sign_ups_from_one_place_get_the_calm_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    sign_up(client, name="")
    answer = sign_up(client)
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.content.decode()


def test_a_password_is_kept_in_a_form_nobody_can_read(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    sign_up(client)
    assert User.objects.get().password.startswith("argon2")


def test_a_password_can_be_changed(client):
    sign_up(client)
    new = "five other calm words here"
    client.post("/account/password/", {"oldpassword": WORDS, "password1": new, "password2": new})
    client.post("/account/sign-out/")
    assert sign_in(client, password=new).status_code == 302


def test_who_forgot_the_password_reads_what_works_without_mail(client):
    assert "sends no mail" in client.get("/account/password/help/").content.decode()


def test_deleting_an_account_asks_for_the_password_and_then_leaves_nothing(client):
    sign_up(client)
    Keeper.objects.create(user=User.objects.get())
    assert client.post("/account/delete/", {"password": "wrong words here"}).status_code == 422
    assert User.objects.exists()
    client.post("/account/delete/", {"password": WORDS})
    assert not User.objects.exists()
    assert not Keeper.objects.exists()


def test_who_is_not_signed_in_is_asked_to_before_deleting(client):
    assert client.get("/account/delete/")["Location"].startswith("/account/sign-in/")


@pytest.mark.parametrize("path", ["sign-in", "sign-up", "sign-out", "password", "password/help", "delete"])
def test_on_a_computer_of_ones_own_there_are_no_accounts(client, settings, path):
    settings.PERSONAL = True
    assert client.get(f"/account/{path}/").status_code == 404


def test_on_a_computer_of_ones_own_nothing_leads_to_one(client, settings):
    settings.PERSONAL = True
    assert "sign-in" not in client.get("/").content.decode()
    assert "stays on this computer" in client.get("/").content.decode()
