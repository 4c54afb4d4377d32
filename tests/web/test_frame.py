"""What holds on every page."""

import re

import pytest
from django.test import Client

from ischia.web.logs import WithoutPersonalData

PAGES = [
    "/",
    "/emergency/",
    "/style/",
    "/account/",
    "/account/sign-in/",
    "/account/sign-up/",
    "/account/password/help/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
class TestEveryPage:
    def test_nothing_from_elsewhere_is_allowed_nor_any_inline_code(self, client, path):
        policy = client.get(path)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    def test_carries_no_inline_style_or_script(self, client, path):
        page = client.get(path).content.decode()
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page)

    def test_asks_nothing_of_another_host(self, client, path):
        page = client.get(path).content.decode()
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', page)

    def test_says_its_language_and_has_one_main_heading(self, client, path):
        page = client.get(path).content.decode()
        assert '<html lang="en" dir="ltr"' in page
        assert page.count("<h1") == 1

    def test_the_way_to_help_is_always_there(self, client, path):
        assert 'class="help-now" href="/emergency/"' in client.get(path).content.decode()

    def test_has_no_more_than_one_primary_button(self, client, path):
        assert client.get(path).content.decode().count('data-kind="primary"') <= 1

    def test_sets_no_cookie_but_the_one_that_guards_forms(self, client, path):
        assert set(client.get(path).cookies) <= {"csrftoken"}


@pytest.mark.django_db
def test_the_start_page_leads_to_the_check(client):
    page = client.get("/").content.decode()
    assert re.search(r'data-kind="primary"[^>]*href="/check/"', page)


@pytest.mark.django_db
def test_made_up_people_are_shown_only_in_a_demo(client, settings):
    assert "made-up people" not in client.get("/").content.decode()
    settings.DEMO = True
    assert "made-up people" in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_chosen_look_is_kept_and_brings_one_back(client):
    answer = client.post("/look/", {"look": "dark", "back": "/emergency/"})
    assert answer["Location"] == "/emergency/"
    assert 'data-look="dark"' in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_look_form_sends_nobody_to_another_site(client, back):
    assert client.post("/look/", {"look": "dark", "back": back})["Location"] == "/"


@pytest.mark.django_db
def test_a_look_that_is_none_is_not_understood(client):
    assert client.post("/look/", {"look": "pink"}).status_code == 400


@pytest.mark.django_db
def test_a_forged_form_is_answered_calmly():
    answer = Client(enforce_csrf_checks=True).post("/emergency/", {"number": "999"})
    assert answer.status_code == 403
    assert "Nothing you saved is lost" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/emergency/", "/check/", "/nothing/here/"])
def test_a_request_under_a_name_that_is_not_ours_is_answered_calmly(client, settings, path):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get(path, HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert "We could not read that" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_and_where_to_go(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "There is no page here" in answer.content.decode()


@pytest.mark.django_db
def test_when_the_program_breaks_the_page_still_comes_and_shows_no_detail(client, monkeypatch):
    client.raise_request_exception = False

    def broken(request):
        raise ValueError("Mrs Example, born 1 May")

    monkeypatch.setattr("ischia.web.context.ways", broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "That was our fault" in answer.content.decode()
    assert "Example" not in answer.content.decode()


@pytest.mark.django_db
def test_what_broke_is_logged_without_what_people_typed(client, monkeypatch, caplog):
    client.raise_request_exception = False
    monkeypatch.setattr("ischia.web.context.ways", lambda request: int("Mrs Example"))
    client.get("/?name=Example")
    said = WithoutPersonalData().format(caplog.records[-1])
    assert "ValueError" in said
    assert "test_frame.py" in said
    assert "Example" not in said


@pytest.mark.django_db
def test_whoever_keeps_it_running_can_ask_if_it_is_well(client):
    assert client.get("/health/").content == b"ok"
