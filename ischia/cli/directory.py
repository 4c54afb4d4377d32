"""`ischia directory`: the directory of therapists. Each thing to do with it is a module of its own, loaded by name."""

import argparse
import importlib
import importlib.util
import os

import django

TASKS = {
    "find": "Who is near, and fits? Nearest first.",
    "import": "Read listings from a CSV or the U.S. NPPES file.",
    "check": "Note that somebody looked at a credential.",
    "claims": "Who says that an imported listing is theirs?",
    "grant": "Give a claimed listing to whoever claimed it.",
    "concerns": "What people told about therapists.",
}
EXAMPLE = """example:
  ischia directory find --near Utrecht --within-km 25 --technique swedish
  ischia directory find --near "52.09,5.12" --case person.yaml --json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command for each task that is there."""
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    for name, what in TASKS.items():
        if importlib.util.find_spec(_module(name)):
            task = importlib.import_module(_module(name))
            sub = tasks.add_parser(
                name,
                help=what,
                description=what,
                epilog=getattr(task, "EXAMPLE", None),
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
            task.add_arguments(sub)


def run(args: argparse.Namespace) -> int:
    """Run the task on the database of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.web.settings")
    django.setup()
    code: int = importlib.import_module(_module(args.task)).run(args)
    return code


def _module(task: str) -> str:
    return f"ischia.cli.directory_{task}"
