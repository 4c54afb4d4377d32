"""`ischia directory claims`: who says that an imported entry is theirs, and waits for an answer."""

import argparse

from ischia.cli.with_database import use_cases

EXAMPLE = """example:
  ischia directory claims"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia directory claims` understands."""
    parser.add_argument("--all", action="store_true", help="also those that have their answer")


def run(args: argparse.Namespace) -> int:
    """List the claims, the oldest first."""
    with use_cases("ischia.practice.listing.claiming") as claiming:
        claims = claiming.claims_to_read(answered=args.all)
        for claim in claims:
            print(f"{claim.id}  {claim.state}  {claim.made_at:%Y-%m-%d}  {claim.listing.name} ({claim.listing.slug})")
            print(f"  from {claim.user.name}, {claim.contact}")
            print("  " + claim.evidence.replace("\n", "\n  "))
        print(f"{len(claims)} claim{'' if len(claims) == 1 else 's'}")
    return 0
