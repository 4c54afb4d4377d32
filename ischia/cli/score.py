"""`ischia score`: what answers to one measure come to, and what changed since earlier ones (contract 5)."""

import argparse
import importlib
import json

from ischia.cli.case_files import STANDARD_INPUT, in_file, read_json
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.measures import Answers, Scored, compare, read_answers, score
from ischia.core.problems import Problem

EXAMPLE = """example:
  ischia score rmdq24 answers.json
  echo '[6, 5, null, 7, 6, 5, null]' | ischia score nrs_leg - --json
  ischia score psfs now.json --since start.json

instruments and their items:
  nrs_leg, nrs_back   pain, or day_1 to day_7: whole numbers from 0 to 10
  rmdq24              1 to 24: true, false or "not_applicable"
  psfs                1 to 5 activities with names of your own: 0 to 10, 10 is as before
  pgic                change: 1 (very much better) to 7 (very much worse)
  adherence           planned, done, and wrong_condition in a trial: numbers of sessions
  rom                 reading_1 to reading_3, or trunk_bend_1, straight_leg_raise_left_1 and so on: degrees
  bother_numb_tingling, bother_weakness    bother: 0 to 10 (questions for safety, not tested scales)

ANSWERS is a list in this order, or a mapping from item to value; null was not answered."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("instrument", metavar="INSTRUMENT", help="which measure was answered")
    parser.add_argument("answers", metavar="ANSWERS", help="a JSON file, or - for standard input")
    parser.add_argument("--since", metavar="EARLIER", help="earlier answers: says what changed since then")
    parser.add_argument("--json", action="store_true", help="print the score as one object")


def run(args: argparse.Namespace) -> int:
    """Print the score. A score that cannot be given is an answer too: the exit code is 0."""
    if args.answers == args.since == STANDARD_INPUT:
        raise Problem("--since", STANDARD_INPUT, "a file where ANSWERS is standard input")
    knowledge = load_knowledge()
    now = _answers(args.instrument, args.answers, knowledge)
    change = compare(_answers(args.instrument, args.since, knowledge), now) if args.since else None
    scored = Scored(**dict(score(now)), change=change)
    if args.json:
        print(json.dumps(scored.model_dump(mode="json")))  # in ASCII: an activity may have any name
        return 0
    words = importlib.import_module("ischia.exchange.scores")  # programs do not need it
    told = [*words.score_in_words(scored, knowledge), *(words.change_in_words(change, knowledge) if change else ())]
    print("\n".join((*told, f"({', '.join(scored.sources)})")))
    return 0


def _answers(instrument: str, name: str, knowledge: Knowledge) -> Answers:
    document = read_json(name, "a list of answers, or a mapping from item to answer")
    try:
        return read_answers(instrument, document, knowledge)
    except Problem as problem:
        raise problem if problem.field == "INSTRUMENT" else in_file(name, problem) from None
