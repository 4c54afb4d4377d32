"""`ischia screen`: is massage safe for this person, within which limits, and why? (contract 2)."""

import argparse
import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ischia.cli.case_files import documents_in, identity_of, in_file, is_lines
from ischia.cli.case_files import shown as shown_file
from ischia.core.case import Case, read_case
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.problems import Problem, shown
from ischia.core.screening import Screening, screen

EXAMPLE = """example:
  ischia screen person.yaml
  ischia screen many.jsonl --json > answers.jsonl
  echo '{"case": 1, "findings": {"age": 44, "saddle_numbness": true}}' | ischia screen -"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cases", nargs="+", metavar="CASE", help="a YAML, JSON or .jsonl file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print one object for each case")


@dataclass(frozen=True)
class Screened:
    """One case of the input: its screening, or what is wrong with it and the id it came with."""

    screening: Screening | None = None
    case: Case | None = None
    problem: Problem | None = None
    identity: str | None = None
    line: int | None = None


def run(args: argparse.Namespace) -> int:
    """Screen every case; a bad one is told and the rest go on. 0 at every disposition, 2 where any input was bad."""
    knowledge = load_knowledge()
    lines = {name: is_lines(name) for name in args.cases}
    several = len(args.cases) > 1 or any(lines.values())
    bad = False
    for name in args.cases:
        for each in _screened(name, lines[name], knowledge):
            if each.screening is None or each.case is None:
                bad = True
                _tell_problem(each, name, as_object=args.json and lines[name])
            elif args.json:
                said = each.screening.model_dump(mode="json")
                print(json.dumps(said, ensure_ascii=False, indent=None if several else 2))
            else:
                lines_of = importlib.import_module("ischia.cli.telling").screening_lines  # programs do not need it
                print("\n".join(lines_of(each.screening, each.case, knowledge)), end="\n\n" if several else "\n")
    return 2 if bad else 0


def _screened(name: str, lines: bool, knowledge: Knowledge) -> Iterator[Screened]:
    """Each case in a file."""
    for number, document, problem in documents_in(name, lines):
        each = Screened(problem=problem) if problem else _one(document, knowledge)
        yield replace(each, line=number)


def _one(document: Any, knowledge: Knowledge) -> Screened:
    identity = None
    try:
        identity = identity_of(document)
        case = read_case(document, knowledge)
    except Problem as problem:
        return Screened(problem=problem, identity=identity)
    return Screened(screen(case, knowledge, identity), case)


def _tell_problem(each: Screened, name: str, as_object: bool) -> None:
    problem = each.problem
    assert problem is not None
    if as_object:
        error = {"field": problem.field, "got": _plain(problem.got), "allowed": problem.allowed}
        print(json.dumps({"id": each.identity, "line": each.line, "error": error}, ensure_ascii=False))
    where = name if each.line is None else f"{shown_file(name)}:{each.line}"
    print(in_file(where, problem), file=sys.stderr)


def _plain(got: object) -> object:
    """What came, as JSON can hold it: short things as they are, anything else as one short line."""
    return (
        got
        if got is None or isinstance(got, bool | int | float) or (isinstance(got, str) and len(got) < 200)
        else shown(got)
    )
