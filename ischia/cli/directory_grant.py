"""`ischia directory grant`: the operator's yes or no to a claim."""

import argparse

from django.utils import timezone

from ischia.cli.with_database import an_id, use_cases

EXAMPLE = """example:
  ischia directory grant 0b8f4e0c-6d1f-4a53-9d0a-5a2f0c1e7b11 --by "Kim Example"
  ischia directory grant 0b8f4e0c-6d1f-4a53-9d0a-5a2f0c1e7b11 --by "Kim Example" --refuse \\
      --answer "The phone number is another one." """


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia directory grant` understands."""
    parser.add_argument("claim", metavar="CLAIM", help="as `ischia directory claims` lists it")
    parser.add_argument("--by", required=True, metavar="NAME", help="who answers")
    parser.add_argument("--refuse", action="store_true", help="say no")
    parser.add_argument("--answer", default="", metavar="TEXT", help="why; the therapist reads it")


def run(args: argparse.Namespace) -> int:
    """Give the entry to who claimed it, or not."""
    id = an_id(args.claim, "CLAIM")
    with use_cases("ischia.practice.listing.claiming") as claiming:
        claim = claiming.answer_claim(id, yes=not args.refuse, by=args.by, answer=args.answer, now=timezone.now())
        print(f"{claim.state}: {claim.listing.name}, to {claim.user.name}")
    return 0
