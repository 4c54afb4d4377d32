"""`ischia directory check`: note that somebody looked up a credential. Only this sets a tick."""

import argparse

from django.utils import timezone

from ischia.cli.with_database import a_day, an_id, use_cases

EXAMPLE = """example:
  ischia directory check 0b8f4e0c-6d1f-4a53-9d0a-5a2f0c1e7b11 --by "Kim Example" --on 2026-11-21 \\
      --evidence "the register's own page, name and number the same" """


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia directory check` understands."""
    parser.add_argument("credential", metavar="CREDENTIAL_ID", help="as the therapist's own page shows it")
    parser.add_argument("--by", required=True, metavar="NAME", help="who looked; never the therapist")
    parser.add_argument("--on", required=True, metavar="DAY", help="the day they looked, such as 2026-11-21")
    parser.add_argument("--evidence", required=True, metavar="TEXT", help="what was looked at; shown to everyone")


def run(args: argparse.Namespace) -> int:
    """Set the check; it holds for a year, or until the credential expires."""
    id, on = an_id(args.credential, "CREDENTIAL_ID"), a_day(args.on, "--on")
    with use_cases("ischia.practice.listing.checking") as checking:
        row = checking.check_credential(id, by=args.by, on=on, evidence=args.evidence, today=timezone.localdate())
        print(f"checked: {row.listing.name}, {row.kind}, {row.issuer} {row.number}, by {row.checked_by} on {on}")
    return 0
