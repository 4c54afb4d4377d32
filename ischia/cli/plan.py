"""`ischia plan`: a plan from a person's answers, also as PDF and calendar (contract 4)."""

import argparse
import importlib
import json
import sys
from datetime import datetime
from pathlib import Path

from ischia.cli.case_files import case_in
from ischia.cli.plan_telling import plan_lines
from ischia.core.case import Case
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import NoPlan, Plan, build_plan
from ischia.core.problems import Problem
from ischia.core.screening import screen

EXAMPLE = """example:
  ischia plan person.yaml
  ischia plan person.yaml --pdf plan.pdf --ics plan.ics
  ischia plan person.yaml --letter letter.pdf      (the letter to the doctor, where one is needed)"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("case", metavar="CASE", help="a YAML or JSON file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the plan as one object")
    parser.add_argument("--pdf", metavar="FILE", help="write the plan as a PDF")
    parser.add_argument("--ics", metavar="FILE", help="write the plan as a calendar file")
    parser.add_argument("--letter", metavar="FILE", help="write the letter to the doctor as a PDF, where one is needed")
    parser.add_argument("--paper", choices=["a4", "us-letter"], default="a4", help="size of the paper (a4)")


def run(args: argparse.Namespace) -> int:
    """Print the plan and write its files. 1 where there is no plan."""
    knowledge = load_knowledge()
    case = case_in(args.case, knowledge)
    screening = screen(case, knowledge)
    plan = build_plan(screening, case, knowledge)
    if args.json:
        print(json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print("\n".join(plan_lines(plan, case, knowledge)))
    _write_files(args, plan, case, knowledge)
    return 1 if isinstance(plan, NoPlan) else 0


def _write_files(args: argparse.Namespace, plan: Plan | NoPlan, case: Case, knowledge: Knowledge) -> None:
    """Each file that was asked for; one that cannot be is told on standard error."""
    wanted = {name: getattr(args, name) for name in ("pdf", "ics", "letter") if getattr(args, name)}
    if not wanted:
        return
    papers = importlib.import_module("ischia.cli.papers")
    day = case.as_of or datetime.now().astimezone().date()  # noqa: TID251
    for kind, file in wanted.items():
        content = papers.paper(kind, plan, case, knowledge, day, args.paper)
        if content is None:
            why = "no letter is needed" if kind == "letter" else "there is no plan"
            print(f"{file}: not written, because {why}", file=sys.stderr)
            continue
        try:
            Path(file).write_bytes(content)
        except OSError as error:
            raise Problem(file, error.strerror, "a file that can be written") from None
