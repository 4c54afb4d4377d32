"""The page of reminders: nothing is on until it is chosen, an address confirms itself, and one press ends it all."""

import re
from datetime import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from ischia.accounts.models import Keeper, User
from ischia.accounts.whose import merge
from ischia.care.reminding.models import ReminderWishes
from ischia.care.reminding.sending import send_due
from tests.web.reminding import HEALTH, WORDS, link, now_is, plan, text, today, wish

pytestmark = pytest.mark.django_db
PAGE = "/reminders/"


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.EMAIL_URL, settings.ADDRESS = "memorymail://", "https://ischia.example"
    cache.clear()


@pytest.fixture
def keeper():
    return Keeper.objects.create(user=User.objects.create_user("anna", WORDS))


@pytest.fixture
def anna(client, keeper):
    client.force_login(keeper.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def send(client, **said):
    chosen = {"titles": "discreet", "zone": "Europe/Rome", "quiet_from": "22:00", "quiet_until": "07:00", **said}
    return client.post(PAGE, chosen)


def test_with_nothing_chosen_the_page_says_so_and_nothing_is_switched_on(client):
    page = text(client.get(PAGE))
    assert "No reminders yet" in page
    assert "cannot send pop-up messages" in page
    assert not re.search(r'name="on_\w+"[^>]* checked', page)


def test_what_was_chosen_is_kept_and_shown(anna, keeper):
    assert send(anna, on_diary="on", at_diary="20:15", repeat="on").status_code == 302
    row = ReminderWishes.objects.get(keeper=keeper)
    assert (row.times, row.zone, row.repeat, row.on) == ({"diary": "20:15"}, "Europe/Rome", True, True)
    page = text(anna.get(PAGE))
    assert re.search(r'name="on_diary"[^>]* checked', page)
    assert 'value="20:15"' in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"on_diary": "on", "at_diary": ""}, "The diary: choose a time, such as 18:30."),
        ({"on_diary": "on", "at_diary": "23:00"}, "The diary: this is in your quiet hours."),
        ({"on_diary": "on", "at_diary": "noon"}, "Use a time such as 18:30."),
        ({"quiet_from": ""}, "Say when they begin"),
        ({"quiet_until": ""}, "Say when they end"),
        ({"zone": "Europe/Rom"}, "Choose one of the time zones shown."),
        ({"mail": "anna"}, "Use an address such as name@example.org."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(anna, said, words):
    page = text(send(anna, **said), 422)
    assert re.search(rf'class="field-error"[^>]*>{re.escape(words)}', page)
    assert not ReminderWishes.objects.exists()


def test_an_address_is_asked_first_and_confirms_with_one_press(anna, keeper):
    send(anna, on_diary="on", at_diary="20:15", mail="anna@example.org")
    path, stranger = link(mail.outbox[0], "confirm"), Client()
    assert not HEALTH.search(mail.outbox[0].subject + re.sub(r"https://\S+", "", mail.outbox[0].body))
    assert "Send reminders here?" in text(stranger.get(path))
    assert ReminderWishes.objects.get().confirmed_at is None
    assert "Thank you" in text(stranger.post(path))
    assert ReminderWishes.objects.get().confirmed_at is not None


def test_a_link_for_one_address_confirms_no_other(anna):
    send(anna, mail="anna@example.org")
    path = link(mail.outbox[0], "confirm")
    send(anna, mail="ben@example.org")
    assert Client().post(path).status_code == 410
    assert ReminderWishes.objects.get().confirmed_at is None


def test_nobody_can_have_many_mails_sent_to_others(anna):
    for name in ("anna", "anna", "ben", "cleo", "dora", "emil"):
        send(anna, mail=f"{name}@example.org")
    assert [message.to[0] for message in mail.outbox] == ["anna@example.org", "ben@example.org"]


def test_without_an_account_or_without_a_mail_server_there_is_no_field_for_an_address(client, settings):
    assert "With an account, reminders can also come by mail." in text(client.get(PAGE))
    send(client, on_diary="on", at_diary="20:00", mail="someone@example.org")
    assert ReminderWishes.objects.get().mail == ""
    settings.EMAIL_URL = ""
    assert "This site sends no mail." in text(client.get(PAGE))
    assert mail.outbox == []


def test_what_still_comes_today_stands_on_the_page_at_the_persons_own_time(anna, keeper, monkeypatch):
    plan(keeper)
    wish(keeper, exercise=time(20), diary=time(10), zone="Europe/Rome")
    now_is(monkeypatch, today(12))
    page = text(anna.get(PAGE))
    (at,) = re.findall(r'<span class="at">(.*?)</span>', page)
    assert at == "20:00"
    assert re.search(r'<span class="what">Walking; ', page)


def test_on_a_computer_of_ones_own_an_address_can_be_given_without_an_account(client, settings):
    settings.PERSONAL = True
    assert 'name="mail"' in text(client.get(PAGE))
    send(client, on_diary="on", at_diary="20:00", mail="me@example.org")
    assert [message.to for message in mail.outbox] == [["me@example.org"]]


def test_the_owner_turns_all_off_with_one_press(anna, keeper):
    wish(keeper, diary=time(20))
    assert "All reminders are off" in text(anna.post(f"{PAGE}off/", follow=True))
    assert send_due(today(20)) == {}
    send(anna, on_diary="on", at_diary="20:15")
    assert ReminderWishes.objects.get().on


def test_wishes_of_a_device_move_into_an_account_that_has_none(keeper):
    stray = Keeper.objects.create(device_digest="x")
    wish(stray, diary=time(20))
    merge(stray, keeper)
    assert ReminderWishes.objects.get().keeper == keeper
    second = Keeper.objects.create(device_digest="y")
    wish(second, session=time(18))
    merge(second, keeper)
    assert ReminderWishes.objects.get().times == {"diary": "20:00"}
