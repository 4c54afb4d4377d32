"""Whose things are whose, with and without an account, on one device and on two."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from ischia.accounts.middleware import remember_device
from ischia.accounts.models import Keeper, User
from ischia.accounts.whose import COOKIE, PERSONAL_KEEPER, claim, forget_device, keeper_of, merge, owner_of
from ischia.care.models import Check

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


class Device:
    """A browser: keeps its cookies from one request to the next."""

    def __init__(self):
        self.cookies = {}

    def does(self, action, user=None):
        request = RequestFactory().get("/")
        request.user = user or AnonymousUser()
        request.COOKIES.update(self.cookies)
        found = []

        def view(request):
            found.append(action(request))
            return HttpResponse()

        for name, morsel in remember_device(view)(request).cookies.items():
            self.cookies[name] = morsel.value
        return found[0]


@pytest.fixture
def anna():
    return User.objects.create_user("anna", "four calm words here")


def test_looking_around_leaves_no_trace():
    device = Device()
    assert device.does(owner_of).keeper is None
    assert device.cookies == {}
    assert not Keeper.objects.exists()


def test_a_device_finds_again_what_it_kept():
    device = Device()
    kept = device.does(keeper_of)
    assert device.does(keeper_of) == kept
    assert device.does(owner_of).keeper == kept


def test_another_device_finds_nothing_of_it():
    Device().does(keeper_of)
    assert Device().does(owner_of).keeper is None


def test_asking_twice_in_one_request_gives_one_keeper():
    Device().does(lambda request: (keeper_of(request), keeper_of(request)))
    assert Keeper.objects.count() == 1


def test_the_database_does_not_hold_the_secret_of_the_device():
    device = Device()
    device.does(keeper_of)
    assert Keeper.objects.get().device_digest not in device.cookies[COOKIE]
    assert device.cookies[COOKIE].split(":")[0] not in Keeper.objects.get().device_digest


def test_a_cookie_that_was_tampered_with_opens_nothing():
    device = Device()
    device.does(keeper_of)
    device.cookies[COOKIE] = "x" + device.cookies[COOKIE]
    assert device.does(owner_of).keeper is None


def test_signing_in_brings_along_what_the_device_kept(anna):
    device = Device()
    kept = device.does(keeper_of)
    device.does(lambda request: claim(request, anna))
    assert device.does(owner_of, user=anna).keeper == kept
    assert device.cookies[COOKIE] == ""


def test_after_signing_out_the_device_shows_nothing_of_the_account(anna):
    device = Device()
    device.does(keeper_of)
    device.does(lambda request: claim(request, anna))
    assert device.does(owner_of).keeper is None


def test_signing_in_with_nothing_kept_makes_nothing(anna):
    Device().does(lambda request: claim(request, anna))
    assert not Keeper.objects.exists()


def test_two_devices_with_answers_become_one_and_nothing_is_lost(anna):
    phone, laptop = Device(), Device()
    for device, age in [(phone, 44), (laptop, 45)]:
        Check.objects.create(keeper=device.does(keeper_of), answers={"age": age})
        device.does(lambda request: claim(request, anna))
    mine = phone.does(owner_of, user=anna).keeper
    assert Keeper.objects.get() == mine
    assert {check.answers["age"] for check in Check.objects.filter(keeper=mine)} == {44, 45}


def test_a_model_whose_rows_may_clash_says_how_they_merge(anna, monkeypatch):
    def keep_one(stray, into):
        Check.objects.filter(keeper=stray).delete()

    monkeypatch.setattr(Check, "merge_keepers", keep_one, raising=False)
    stray, into = Keeper.objects.create(device_digest="a"), Keeper.objects.create(user=anna)
    kept = Check.objects.create(keeper=into)
    Check.objects.create(keeper=stray)
    merge(stray, into)
    assert Check.objects.get() == kept


def test_a_keeper_is_never_known_by_an_account_and_a_device_at_once(anna):
    with pytest.raises(IntegrityError), transaction.atomic():
        Keeper.objects.create(user=anna, device_digest="a")


def test_what_a_device_kept_can_be_deleted():
    device = Device()
    device.does(keeper_of)
    device.does(forget_device)
    assert not Keeper.objects.exists()
    assert device.does(owner_of).keeper is None


def test_on_a_computer_of_ones_own_all_is_kept_by_one_keeper(settings):
    settings.PERSONAL = True
    assert Device().does(keeper_of) == Device().does(keeper_of)
    assert Device().does(owner_of).keeper.id == PERSONAL_KEEPER


def test_signing_up_for_real_claims_what_the_device_kept(client):
    device = Device()
    kept = device.does(keeper_of)
    client.cookies[COOKIE] = device.cookies[COOKIE]
    client.post("/account/sign-up/", {"username": "anna", "password1": "four calm words here"})
    assert Keeper.objects.get() == kept
    assert kept.user_id is None
    assert Keeper.objects.get().user.name == "anna"


def test_the_cookie_is_out_of_reach_of_scripts_and_lasts(settings):
    settings.HTTPS = True
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    cookie = remember_device(lambda request: keeper_of(request) and HttpResponse())(request).cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] > 300 * 24 * 3600


def test_the_page_about_what_is_kept_offers_to_delete_it(client):
    device = Device()
    device.does(keeper_of)
    client.cookies[COOKIE] = device.cookies[COOKIE]
    assert "Delete what I told you" in client.get("/account/").content.decode()
    client.post("/account/forget/")
    assert "Nothing so far" in client.get("/account/").content.decode()
