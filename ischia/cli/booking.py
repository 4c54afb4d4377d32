"""`ischia booking slots`: when a therapist is free, from the database of this installation (contract 7)."""

import argparse
import importlib
import json
import os
from typing import Any

import django
from django.db import DatabaseError

from ischia.core.problems import Problem
from ischia.exchange.free_times import FreeTimes, lines_by_day

EXAMPLE = """example:
  ischia booking slots ada-example --from 2026-12-01 --days 14
  ischia booking slots ada-example --from 2026-12-01 --service massage-60 --zone America/New_York --json

Times are those on the therapist's wall. In an hour that comes twice, when clocks go back, each carries its offset."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    words = parser.add_subparsers(dest="what", required=True, metavar="slots")
    slots = words.add_parser(
        "slots", help="when a therapist is free", epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    slots.add_argument("therapist", metavar="THERAPIST", help="the word of the therapist's address, or their id")
    slots.add_argument("--from", dest="first", required=True, metavar="DAY", help="the first day, as 2026-12-01")
    slots.add_argument("--days", default="14", metavar="NUMBER", help="how many days; default 14")
    slots.add_argument("--service", metavar="CODE", help="the code or id of a service; default: the first one offered")
    slots.add_argument("--first-visit", action="store_true", help="the length of a first visit")
    slots.add_argument("--zone", metavar="ZONE", help="your own time zone, told beside the therapist's in --json")
    slots.add_argument("--json", action="store_true", help="print the times as one object")


def run(args: argparse.Namespace) -> int:
    """Print the free times; none at all is an answer too: the exit code is 0."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.web.settings")
    django.setup()
    try:
        found = _found(args)
    except DatabaseError:
        raise Problem("DATABASE_URL", "a database without tables", "one that `ischia serve` has prepared") from None
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        _tell(found)
    return 0


def _found(args: argparse.Namespace) -> FreeTimes:
    # Loaded by name: the models behind it can only be read once Django is set up.
    slots: Any = importlib.import_module("ischia.practice.booking.slots")
    asked = {"from": args.first, "days": args.days, "first_visit": args.first_visit}
    if args.zone is not None:
        asked["zone"] = args.zone
    found: FreeTimes = slots.free_times_of(slots.service_of(args.therapist, args.service), asked)
    return found


def _tell(found: FreeTimes) -> None:
    if not found["times"]:
        print(f"No free time in these {found['days']} days.")
        return
    print(f"Times in {found['zone']}, {found['minutes']} minutes each")
    for line in lines_by_day([each["starts"] for each in found["times"]], found["zone"]):
        print(line)
