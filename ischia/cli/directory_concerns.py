"""`ischia directory concerns`: what people wanted the operator to know about a therapist."""

import argparse

from django.utils import timezone

from ischia.cli.with_database import an_id, use_cases

EXAMPLE = """example:
  ischia directory concerns
  ischia directory concerns --done 0b8f4e0c-6d1f-4a53-9d0a-5a2f0c1e7b11"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia directory concerns` understands."""
    parser.add_argument("--done", metavar="CONCERN", help="you have seen to this one")
    parser.add_argument("--all", action="store_true", help="also those that are done")


def run(args: argparse.Namespace) -> int:
    """List the concerns, the oldest first, or note that one is done."""
    with use_cases("ischia.practice.listing.claiming") as claiming:
        if args.done:
            done = claiming.concern_is_done(an_id(args.done, "--done"), timezone.now())
            print(f"done: {done.about_whom}, {done.about}")
            return 0
        concerns = claiming.concerns_to_read(done=args.all)
        for each in concerns:
            print(f"{each.id}  {each.made_at:%Y-%m-%d}  {each.about_whom}: {each.about}")
            print("  " + each.says.replace("\n", "\n  "))
            print(f"  {each.contact or 'no way to reach them'}")
        print(f"{len(concerns)} concern{'' if len(concerns) == 1 else 's'}")
    return 0
