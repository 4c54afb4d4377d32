"""`ischia remind`: send the reminders that are due. For cron or a systemd timer; `ischia serve` runs it by itself."""

import argparse
import importlib
import os
import sys
import time
from collections import Counter

import django
from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from ischia.core.problems import Problem

EXAMPLE = """example:
  EMAIL_URL=smtp://mail.example:25 ISCHIA_ADDRESS=https://ischia.example ischia remind"""
EVERY = 30  # seconds: a reminder comes within so many of its time


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia remind` understands."""
    parser.add_argument("--watch", action="store_true", help=f"look again every {EVERY} seconds, until stopped")


def run(args: argparse.Namespace) -> int:
    """Send what is due. As often as one likes, and in several places at once: nothing is sent twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.web.settings")
    django.setup()
    if args.watch:
        return _watch()
    for name, value in _addresses().items():
        if not value:
            raise Problem(name, value, "an address, as docs/operating.md says; without it no mail is sent")
    try:
        came = _send()
    except DatabaseError:
        raise Problem("DATABASE_URL", "a database without tables", "one that `ischia serve` has prepared") from None
    print(f"reminders: {came['sent']} people told, {came['failed']} failed")
    return 1 if came["failed"] else 0


def _addresses() -> dict[str, str]:
    """What mail needs."""
    return {"EMAIL_URL": settings.EMAIL_URL, "ISCHIA_ADDRESS": settings.ADDRESS}


def _send() -> Counter[str]:
    """One round: what each person wished to be reminded of, where there is mail, and what a practice has to tell."""
    # Loaded by name: the models behind them can only be read once Django is set up.
    came: Counter[str] = Counter()
    if all(_addresses().values()):
        came += importlib.import_module("ischia.care.reminding.sending").send_due(timezone.now())
    came += importlib.import_module("ischia.practice.rounds").go_round(timezone.now())
    return came


def _watch() -> int:
    """Look again and again; ends with whoever started it. A fault of the database is told, and is no reason to stop."""
    started_by = os.getppid()
    while os.getppid() == started_by:
        try:
            _send()
        except DatabaseError as error:
            print(f"reminders: the database cannot be used ({type(error).__name__}); tried again", file=sys.stderr)
        close_old_connections()
        time.sleep(EVERY)
    return 0
