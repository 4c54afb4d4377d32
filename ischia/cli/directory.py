"""`ischia directory ACTION`: the directory of therapists. Each action is a module of its own."""

import argparse
import importlib

ACTIONS = {"import": "Read a list of therapists."}
EXAMPLE = """example:
  ischia directory import therapists.csv --format csv"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia directory` understands."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, what in ACTIONS.items():
        module = importlib.import_module(f"ischia.cli.directory_{name}")
        action = actions.add_parser(
            name,
            help=what,
            description=what,
            epilog=module.EXAMPLE,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(action)
        action.set_defaults(run_action=module.run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    code: int = args.run_action(args)
    return code
