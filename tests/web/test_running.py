"""Starting it: one command, one clear line, a clean end."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request

import pytest
from django.core.management import call_command

from ischia.web.places import secret_key

START = "import argparse, sys; from ischia.cli import serve as s; p = argparse.ArgumentParser(); s.add_arguments(p); "
START += "sys.exit(s.run(p.parse_args()))"


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start(folder, *args):
    home = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return subprocess.Popen(
        [sys.executable, "-c", START, *args],
        env={**home, "ISCHIA_VAR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read(port, path="/"):
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("it did not start")


@pytest.mark.slow
def test_one_command_starts_the_site_and_ctrl_c_ends_it_cleanly(tmp_path, port):
    site = start(tmp_path, "--demo", "--port", str(port))
    assert "Is massage safe for my sciatica?" in read(port)
    site.send_signal(signal.SIGINT)
    said, complained = site.communicate(timeout=15)
    assert site.returncode == 130
    assert f"Ischia is at http://localhost:{port}" in said
    assert complained == ""


@pytest.mark.slow
def test_a_port_in_use_is_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        site = start(tmp_path, "--port", str(number))
        _, complained = site.communicate(timeout=15)
    assert site.returncode == 2
    assert complained.startswith(f"ischia serve: --port: {number} on 127.0.0.1 cannot be used")
    assert complained.count("\n") == 1


@pytest.mark.slow
def test_a_site_without_accounts_is_not_opened_to_others(tmp_path):
    site = start(tmp_path, "--personal", "--host", "0.0.0.0")
    _, complained = site.communicate(timeout=15)
    assert site.returncode == 2
    assert "not allowed with --personal" in complained


@pytest.fixture
def pair(tmp_path):
    """A certificate for this computer and its key, made as docs/use-at-home.md makes them."""
    files = tmp_path / "ischia.crt", tmp_path / "ischia.key"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", str(files[0]), "-keyout", str(files[1])]
    subprocess.run(made, check=True, capture_output=True)
    return files


@pytest.mark.slow
def test_with_a_certificate_it_speaks_https_and_its_cookies_stay_there(tmp_path, port, pair):
    certificate, key = map(str, pair)
    site = start(tmp_path, "--port", str(port), "--certificate", certificate, "--key", key)
    trusted = ssl.create_default_context(cafile=certificate)
    for _ in range(150):
        try:
            answer = urllib.request.urlopen(f"https://localhost:{port}/", timeout=2, context=trusted)
            break
        except OSError:
            time.sleep(0.2)
    assert "Is massage safe for my sciatica?" in answer.read().decode()
    assert "Secure" in answer.headers["Set-Cookie"]
    site.send_signal(signal.SIGINT)
    assert f"Ischia is at https://localhost:{port}" in site.communicate(timeout=15)[0]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["no_key", "not_there", "other_key"])
def test_a_certificate_that_does_not_fit_is_one_clear_line(tmp_path, pair, kind):
    certificate = str(pair[0])
    given = {"no_key": [certificate], "not_there": [certificate, "--key", "nothing.key"]}
    site = start(tmp_path, "--certificate", *given.get(kind, [certificate, "--key", certificate]))
    _, complained = site.communicate(timeout=15)
    assert site.returncode == 2
    assert complained.startswith("ischia serve: --certificate: ")
    assert complained.count("\n") == 1


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = secret_key(tmp_path / "new")
    assert secret_key(tmp_path / "new") == key
    assert len(key) > 50
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["secret-key"]


@pytest.mark.django_db
def test_the_demo_can_be_filled_twice():
    call_command("demo")
    call_command("demo")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
