"""The service worker, the manifest and the offline page, with the files as they are served: hashed, collected."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from ischia.accounts.models import User
from ischia.web import offline

HASHED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ischia.web.static_files.HashedFiles"},
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Every file collected under its hashed name, as `ischia serve` does it."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES=HASHED, STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
        offline._shell_once.cache_clear()
        yield folder
    offline._shell_once.cache_clear()


def said_by(client, url="/sw.js"):
    text = client.get(url).content.decode()
    return text, json.loads(re.search(r"const ISCHIA = (\{.*\});", text)[1])


def test_every_file_the_worker_keeps_is_there_and_named_by_its_content(client, collected):
    _, said = said_by(client)
    assert len(said["files"]) > 30
    for url in said["files"]:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", url), url
        assert (collected / url.removeprefix("/static/")).is_file()


def test_what_a_module_imports_has_its_hashed_name_too(collected):
    for file in (collected / "ischia/offline").glob("*.????????????.js"):
        for name in re.findall(r'from "\./([^"]+)"', file.read_text()):
            assert re.fullmatch(r"[a-z]+\.[0-9a-f]{12}\.js", name), (file.name, name)
            assert (file.parent / name).is_file()


def test_the_version_changes_with_the_files(client, collected, monkeypatch):
    before = said_by(client)[1]["version"]
    monkeypatch.setattr(offline, "_bytes", lambda name: b"changed")
    assert offline._shell()[0] != before


def test_only_the_worker_that_can_send_is_a_module(client, collected):
    plain, _ = said_by(client)
    sends, _ = said_by(client, "/sw.js?sends")
    assert "import" not in plain.split("\n")[0]
    module = re.match(r'import \{ sendWaiting \} from "/static/([^"]+)"', sends)[1]
    assert (collected / module).is_file()


def test_the_worker_is_asked_for_anew_each_time(client, collected):
    answer = client.get("/sw.js")
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Type"].startswith("text/javascript")


def test_the_manifest_names_icons_that_are_there(client, collected):
    said = client.get("/manifest.webmanifest").json()
    assert {icon["purpose"] for icon in said["icons"][1:]} == {"any", "maskable"}
    for icon in said["icons"]:
        assert (collected / icon["src"].removeprefix("/static/")).is_file()


def test_the_offline_page_is_the_same_for_everyone(client):
    assert "Without the internet" in client.get("/offline/").content.decode()


def test_a_page_names_its_owner_by_a_word_that_tells_nothing(client):
    def owner():
        return re.search(r'name="ischia-owner" content="([^"]*)"', client.get("/offline/").content.decode())[1]

    assert owner() == ""
    anna = User.objects.create_user("anna", "four calm words here")
    client.force_login(anna)
    assert re.fullmatch("[0-9a-f]{20}", owner())
    assert owner() not in (str(anna.pk), anna.pk.hex)
    assert owner() == client.get(reverse("ticket")).json()["owner"]


def test_after_deleting_everything_the_browser_is_asked_to_forget_too(client):
    client.force_login(User.objects.create_user("anna", "four calm words here"))
    label = client.get(reverse("ticket")).json()["owner"]
    answer = client.post("/account/delete/", {"password": "four calm words here"})
    assert answer.cookies["ischia_forget"].value == label
    assert client.post("/account/forget/").cookies["ischia_forget"].value == "-"


def test_pages_travel_compressed(client):
    answer = client.get("/offline/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


def test_each_file_of_the_shell_is_found():
    assert all(finders.find(name) for name in offline._shell()[1])
