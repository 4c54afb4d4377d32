"""`ischia events`: how often something went wrong after a massage, counted; nothing about anybody."""

import argparse
import importlib
import json
import os
from collections.abc import Mapping

import django
from django.db import DatabaseError

from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem

EXAMPLE = """example:
  ischia events --counts
  ischia events --counts --json"""
OTHER = "other"  # nothing on the list fits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia events` understands."""
    parser.add_argument("--counts", action="store_true", required=True, help="how many of each kind, open and closed")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace) -> int:
    """Count the events in the database of this installation; made-up people are left out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.web.settings")
    django.setup()
    try:
        # Loaded by name: the models behind it can only be read once Django is set up.
        counted = importlib.import_module("ischia.care.events").count_events()
    except DatabaseError:
        raise Problem("DATABASE_URL", "a database without tables", "one that `ischia serve` has prepared") from None
    rows = {kind: _row(kind, counted) for kind in [*_grades(), OTHER]}
    print(json.dumps({"events": list(rows.values())}, indent=2) if args.json else _table(rows))
    return 0


def _grades() -> dict[str, str]:
    return {event.id: event.grade for event in load_knowledge().adverse.events}


def _row(kind: str, counted: Mapping[tuple[str, str], int]) -> dict[str, str | int | None]:
    grade = _grades().get(kind)
    return {"event": kind, "grade": grade, "open": counted[kind, "open"], "closed": counted[kind, "closed"]}


def _table(rows: Mapping[str, Mapping[str, str | int | None]]) -> str:
    head = f"{'event':<22}{'grade':<10}{'open':>6}{'closed':>8}"
    lines = [f"{kind:<22}{row['grade'] or '':<10}{row['open']:>6}{row['closed']:>8}" for kind, row in rows.items()]
    return "\n".join([head, *lines])
