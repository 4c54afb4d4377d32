"""`ischia ask`: the next question a person should be asked, or the whole talk in the terminal (contract 3)."""

import argparse
import importlib
import json
from pathlib import Path

from ischia.cli.case_files import case_in
from ischia.core.asking import Asking, ask
from ischia.core.case import Case, make_case
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.problems import Problem

EXAMPLE = """example:
  ischia ask person.yaml
  ischia ask person.yaml --interactive     (asks, and writes each answer into person.yaml; a new file is made)"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("case", metavar="CASE", help="a YAML or JSON file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the question as one object")
    parser.add_argument("--interactive", action="store_true", help="ask in this terminal and write the case file")


def run(args: argparse.Namespace) -> int:
    """Tell the next question, or ask until nothing is left."""
    knowledge = load_knowledge()
    if args.interactive:
        return _talk(args, knowledge)
    asking = ask(case_in(args.case, knowledge), knowledge)
    if args.json:
        print(json.dumps(asking.model_dump(mode="json"), ensure_ascii=False))
    else:
        print("\n".join(_lines(asking)))
    return 0


def _talk(args: argparse.Namespace, knowledge: Knowledge) -> int:
    if args.json or args.case == "-":
        raise Problem("--interactive", "--json or -", "--interactive with the name of a case file")
    case = case_in(args.case, knowledge) if Path(args.case).exists() else _empty(knowledge)
    code: int = importlib.import_module("ischia.cli.talk").talk(case, Path(args.case), knowledge)
    return code


def _empty(knowledge: Knowledge) -> Case:
    return make_case({}, knowledge)


def _lines(asking: Asking) -> list[str]:
    if asking.next is None:
        return [asking.because]
    question = asking.next
    lines = [question.question]
    if question.help:
        lines.append(f"  {question.help}")
    lines += [f"  {word}: {question.labels[word]}" for word in question.choices or ()]
    if question.type == "integer":
        lines.append(f"  a whole number from {question.min} to {question.max} ({question.unit})")
    lines.append(f"({question.finding}; {asking.because} At most {asking.at_most_left} questions are left.)")
    return lines
