"""`ischia directory find`: who is near and fits, nearest first (contract 7)."""

import argparse
import importlib
import json
import math
from types import ModuleType

from ischia.cli.case_files import case_in
from ischia.core.directory.answer import FoundTherapists
from ischia.core.directory.matching import Needs, Wanted, needs_of, read_wanted
from ischia.core.directory.places import gazetteer, read_position
from ischia.core.directory.sphere import Point
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import build_plan
from ischia.core.problems import Problem, did_you_mean
from ischia.core.screening import screen
from ischia.core.value import Disposition

EXAMPLE = """example:
  ischia directory find --near "52.09,5.12" --within-km 10
  ischia directory find --near "Springfield, IL" --technique swedish --setting home_visits
  ischia directory find --near Utrecht --case person.yaml --json

--case screens the person: only therapists who have shown what the answers ask for are listed.
--technique, --setting and --qualification may be given several times; of techniques and settings one is enough."""
FURTHEST = 20_040
MOST = 1_000
FILTERS = {
    "--technique": "techniques",
    "--setting": "settings",
    "--qualification": "qualifications",
    "--insurance": "insurance",
    "--language": "language",
    "--goal": "goal",
    "--gender": "gender",
    "--sciatica": "sciatica",
}
SEE_FIRST = {
    Disposition.DOCTOR_BEFORE_MASSAGE: "SEE A DOCTOR FIRST: no massage until a doctor has said yes. Do not book yet.",
    Disposition.SAME_DAY_MEDICAL: "TODAY: speak to a doctor today. No massage, so nobody is listed.",
    Disposition.EMERGENCY_NOW: "EMERGENCY: get emergency help now. No massage, so nobody is listed.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--near", required=True, metavar="PLACE", help='a town, or a position: "LAT,LON" in degrees')
    parser.add_argument("--within-km", type=float, default=25, metavar="KM", help="how far (25)")
    for option in FILTERS:
        parser.add_argument(option, action="append", default=[], metavar="WORD")
    parser.add_argument("--step-free", action="store_true", help="step-free all the way")
    parser.add_argument("--evenings", action="store_true", help="open after 18:00")
    parser.add_argument("--case", metavar="CASE", help="a person's answers; what they ask for cannot be left out")
    parser.add_argument("--most", type=int, default=20, metavar="N", help="show at most so many (20)")
    parser.add_argument("--json", action="store_true", help="print the answer as one object")


def run(args: argparse.Namespace) -> int:
    """Print who fits. 0 whether somebody was found or not."""
    knowledge = load_knowledge()
    wanted, within = _wanted(args, knowledge), _bounded("--within-km", args.within_km, FURTHEST)
    name, centre = _where(args.near)
    needs = _needs(args.case, knowledge) if args.case else None
    # Loaded by name: the models behind it can only be read once Django is set up.
    asking = importlib.import_module("ischia.practice.finding.answering")
    answer: FoundTherapists = asking.answer(
        name, centre, within, wanted, needs, int(_bounded("--most", args.most, MOST))
    )
    print(json.dumps(answer.model_dump(mode="json"), ensure_ascii=False) if args.json else _told(answer, asking))
    return 0


def _told(answer: FoundTherapists, asking: ModuleType) -> str:
    lines = []
    if answer.needs and answer.needs.see_first is not None:
        lines.append(SEE_FIRST[answer.needs.see_first])
    elif answer.needs and not answer.needs.finished:
        lines.append("NOT FINISHED: some safety questions are still open. Answer them before you book.")
    for need in answer.needs.require if answer.needs else ():
        lines += [f"Only: {need.say}", *(f"      {reason}" for reason in need.because)]
    lines.append(f"{answer.count} within {answer.within_km:g} km of {answer.near.name}. {answer.order}")
    for number, each in enumerate(answer.therapists, 1):
        free = f"; next free {each.next_free:%Y-%m-%d %H:%M} UTC" if each.next_free else ""
        lines.append(f"{number:3} {each.name}, {each.town or each.country}: {each.km:.1f} km{free}")
        lines += [f"      {asking.in_words(match)}" for match in each.why]
    if answer.wider:
        lines.append(f"Within {answer.wider.within_km} km there are {answer.wider.count}.")
    return "\n".join(lines)


def _wanted(args: argparse.Namespace, knowledge: Knowledge) -> Wanted:
    said = {field: getattr(args, option[2:]) for option, field in FILTERS.items()}
    said |= {field: ["yes"] for field in ("step_free", "evenings") if getattr(args, field)}
    wanted, ignored = read_wanted(said, knowledge)
    for each in ignored:
        option = next(option for option, field in FILTERS.items() if field == each.field)
        raise Problem(option, each.got, f"one of {', '.join(each.allowed)}{did_you_mean(each.got, list(each.allowed))}")
    return wanted


def _bounded(option: str, number: float, most: int) -> float:
    if not (math.isfinite(number) and 0 < number <= most):
        raise Problem(option, number, f"a number above 0, at most {most}")
    return number


def _where(words: str) -> tuple[str, Point]:
    try:
        if position := read_position(words):
            return words.strip(), position
        found = gazetteer().look_up(words)
    except Problem as problem:
        raise Problem("--near", problem.got, problem.allowed) from None
    if found.place:
        return gazetteer().label(found.place), found.place.point
    if found.is_code:
        raise Problem("--near", words, 'a town or "LAT,LON"; no list of postcodes is shipped')
    named = "; ".join(gazetteer().label(each) for each in found.others)
    raise Problem("--near", words, f"one of: {named}" if named else 'a town that is known, or "LAT,LON" in degrees')


def _needs(case_file: str, knowledge: Knowledge) -> Needs:
    case = case_in(case_file, knowledge)
    screening = screen(case, knowledge)
    return needs_of(screening, build_plan(screening, case, knowledge), knowledge)
