"""Many cases in, one answer each: every case of the files named, screened; a bad one is told and the rest go on."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ischia.cli.case_files import documents_in, identity_of, in_file, is_lines
from ischia.cli.case_files import shown as shown_file
from ischia.core.case import Case, read_case
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem, shown
from ischia.core.screening import Screening, screen

Tell = Callable[[Screening, Case], Any]


@dataclass(frozen=True)
class Screened:
    """One case of the input: its screening, or what is wrong with it and the id it came with."""

    screening: Screening | None = None
    case: Case | None = None
    problem: Problem | None = None
    identity: str | None = None
    line: int | None = None


def answer_each(names: list[str], knowledge: Knowledge, as_object: Tell | None, as_lines: Tell) -> int:
    """Print an answer for every case in the files: 0 whatever the answers are, 2 where any input was bad.

    Args:
        names: files, or `-` for standard input.
        knowledge: what to screen by.
        as_object: gives what is printed as JSON; None where people read the answers.
        as_lines: gives the lines that people read.
    """
    lines = {name: is_lines(name) for name in names}
    several = len(names) > 1 or any(lines.values())
    bad = False
    for name in names:
        for each in _screened(name, lines[name], knowledge):
            if each.screening is None or each.case is None:
                bad = True
                _tell_problem(each, name, as_object=as_object is not None and lines[name])
            elif as_object:
                said = as_object(each.screening, each.case)
                print(json.dumps(said, ensure_ascii=False, indent=None if several else 2))
            else:
                print("\n".join(as_lines(each.screening, each.case)), end="\n\n" if several else "\n")
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
