"""`ischia explain`: why this result, from each answer to its source, and what would truly change it?"""

import argparse
from collections.abc import Iterable
from typing import Any

from ischia.cli.explain_telling import explanation_lines
from ischia.cli.many_cases import answer_each
from ischia.core.case import Case
from ischia.core.knowledge import load_knowledge
from ischia.core.screening import Screening
from ischia.exchange.explaining import explain

EXAMPLE = """example:
  ischia explain person.yaml
  ischia explain many.jsonl --json > reasons.jsonl

Only what can truly happen is named: a doctor's yes in writing, time that goes by, a check, a recovery."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cases", nargs="+", metavar="CASE", help="a YAML, JSON or .jsonl file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print one object for each case")


def run(args: argparse.Namespace) -> int:
    """Explain every case; a bad one is told and the rest go on. 0 at every disposition, 2 where any input was bad."""
    knowledge = load_knowledge()

    def as_object(screening: Screening, case: Case) -> dict[str, Any]:
        return explain(case, screening, knowledge).model_dump(mode="json")

    def as_lines(screening: Screening, case: Case) -> Iterable[str]:
        return explanation_lines(explain(case, screening, knowledge), screening)

    return answer_each(args.cases, knowledge, as_object if args.json else None, as_lines)
