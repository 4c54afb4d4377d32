"""`ischia screen`: is massage safe for this person, within which limits, and why? (contract 2)."""

import argparse
import importlib
from collections.abc import Iterable
from typing import Any

from ischia.cli.many_cases import answer_each
from ischia.core.case import Case
from ischia.core.knowledge import load_knowledge
from ischia.core.screening import Screening

EXAMPLE = """example:
  ischia screen person.yaml
  ischia screen many.jsonl --json > answers.jsonl
  echo '{"case": 1, "findings": {"age": 44, "saddle_numbness": true}}' | ischia screen -"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cases", nargs="+", metavar="CASE", help="a YAML, JSON or .jsonl file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print one object for each case")


def run(args: argparse.Namespace) -> int:
    """Screen every case; a bad one is told and the rest go on. 0 at every disposition, 2 where any input was bad."""
    knowledge = load_knowledge()

    def as_lines(screening: Screening, case: Case) -> Iterable[str]:
        lines: Iterable[str] = importlib.import_module("ischia.cli.telling").screening_lines(screening, case, knowledge)
        return lines  # its module is loaded by name, because programs do not need it

    return answer_each(args.cases, knowledge, _as_object if args.json else None, as_lines)


def _as_object(screening: Screening, _: Case) -> dict[str, Any]:
    return screening.model_dump(mode="json")
