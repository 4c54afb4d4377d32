"""`ischia remind`, run for real: in several programs at once, on the database of the tests, into a folder of mails."""

import os
import signal
import socket
import subprocess
import sys
import time as clock
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care.reminding.models import ReminderWishes, SentReminder
from ischia.care.reminding.usecases import Chosen, confirm_mail, keep_wishes

PEOPLE, PROGRAMS = 12, 4


def database():
    """The database of this test as an address."""
    its = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{its['NAME']}"
    return f"postgres://{its['USER']}@{its['HOST']}:{its['PORT']}/{its['NAME']}"


def start(folder, *command, **more):
    said = {"EMAIL_URL": f"filemail:///{folder}", "ISCHIA_ADDRESS": "https://ischia.example", **more}
    env = {**os.environ, "DATABASE_URL": database(), "ISCHIA_VAR": str(settings.VAR), **said}
    words = [sys.executable, "-m", "ischia.cli", *(command or ["remind"])]
    return subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wish():
    """Someone who wanted to be reminded of the diary ten minutes ago, in a zone where that is not yesterday."""
    now = timezone.now()
    zone = "UTC" if now.hour else "Asia/Kolkata"
    at = (now - timedelta(minutes=10)).astimezone(ZoneInfo(zone)).time()
    number = Keeper.objects.count()
    chosen = Chosen({"diary": time(at.hour, at.minute)}, None, False, zone, "discreet", f"{number}@example.org")
    row = keep_wishes(Keeper.objects.create(), chosen, now - timedelta(days=1))
    confirm_mail(row, now - timedelta(days=1))


def mails_in(folder):
    return "".join(file.read_text() for file in folder.iterdir())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_several_programs_at_once_send_each_reminder_once(tmp_path):
    for _ in range(PEOPLE):
        wish()
    programs = [start(tmp_path) for _ in range(PROGRAMS)]
    ends = [(program.communicate(timeout=120), program.returncode) for program in programs]
    assert [code for _, code in ends] == [0] * PROGRAMS, ends
    written = mails_in(tmp_path)
    assert [written.count(f"To: {number}@example.org\n") for number in range(PEOPLE)] == [1] * PEOPLE
    told = [int(said.split()[1]) for (said, _), _ in ends]
    assert sum(told) == PEOPLE
    assert SentReminder.objects.exclude(sent_at=None).count() == PEOPLE
    assert not ReminderWishes.objects.filter(look_at__lte=timezone.now()).exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_site_sends_them_by_itself_and_stops_doing_so_when_it_ends(tmp_path):
    wish()
    mails = tmp_path / "mails"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = start(mails, "serve", "--port", str(port), ISCHIA_VAR=str(tmp_path), ISCHIA_ADDRESS="")
    for _ in range(300):
        if mails.exists() and "To: 0@example.org\n" in mails_in(mails):
            break
        clock.sleep(0.2)
    site.send_signal(signal.SIGINT)
    site.communicate(timeout=30)  # ends only when nothing that it started can write any more
    assert mails_in(mails).count("To: ") == 1
    assert f"http://localhost:{port}/reminders/" in mails_in(mails)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["EMAIL_URL", "ISCHIA_ADDRESS"])
def test_without_mail_it_says_in_one_line_what_is_missing(name, tmp_path):
    program = start(tmp_path, **{name: ""}, DATABASE_URL=f"sqlite:///{tmp_path / 'none.sqlite3'}")
    said, complained = program.communicate(timeout=60)
    assert (program.returncode, said) == (2, "")
    assert complained.startswith(f"{name}: '' is not allowed")
    assert complained.count("\n") == 1
