"""`ischia session`: what is due today, and one session of it step by step."""

import argparse
import json
from collections.abc import Iterable
from datetime import date, datetime

from ischia.cli.case_files import case_in
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import NoPlan, build_plan
from ischia.core.problems import Problem, did_you_mean
from ischia.core.screening import screen
from ischia.core.session import Occasion, SessionScript, SoFar, occasions, write_session
from ischia.core.session.cues import PAUSES
from ischia.core.session.script import ScriptStep
from ischia.exchange.wording import minutes_in_words

EXAMPLE = """example:
  ischia session person.yaml                      (the massage at home that is due, else the first exercise)
  ischia session person.yaml --item ex_walk
  ischia session person.yaml --json               (the script with every cue, as a player plays it)"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("case", metavar="CASE", help="a YAML or JSON file, or - for standard input")
    parser.add_argument("--item", metavar="ID", help="which session or exercise of the plan")
    parser.add_argument("--first", choices=["left", "right"], default="right", help="the side to begin with (right)")
    parser.add_argument("--json", action="store_true", help="print the script as one object")


def run(args: argparse.Namespace) -> int:
    """Print one session of the plan on its first day. 1 where there is none."""
    knowledge = load_knowledge()
    case = case_in(args.case, knowledge)
    day = case.as_of or datetime.now().astimezone().date()  # noqa: TID251
    plan = build_plan(screen(case, knowledge), case, knowledge)
    due = () if isinstance(plan, NoPlan) else occasions(plan, day, SoFar(started=day), knowledge)
    if isinstance(plan, NoPlan) or not due:
        instead = plan.instead if isinstance(plan, NoPlan) else f"Nothing is due on {day.isoformat()}."
        print(json.dumps({"session": None, "instead": instead}, ensure_ascii=False) if args.json else instead)
        return 1
    script = write_session(plan, _chosen(due, args.item), knowledge, args.first)
    if args.json:
        print(json.dumps(script.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(script, due, day, knowledge)))
    return 0


def _chosen(due: tuple[Occasion, ...], item: str | None) -> Occasion:
    if item is None:
        return next((each for each in due if each.kind == "massage"), due[0])
    names = list(dict.fromkeys(each.item for each in due))
    for each in due:
        if each.item == item:
            return each
    raise Problem("--item", item, f"one that is due: {', '.join(names)}{did_you_mean(item, names)}")


def _lines(script: SessionScript, due: tuple[Occasion, ...], day: date, knowledge: Knowledge) -> Iterable[str]:
    yield f"Due on {day.isoformat()}:"
    names = dict.fromkeys((each.name, each.item, each.times) for each in due)
    yield from (f"  {name} ({item}){f', {times} times' if times > 1 else ''}" for name, item, times in names)
    if script.occasion.kind == "massage":
        yield from _before(script, knowledge)
    yield f"\n{script.name}, {script.position_words[:1].lower()}{script.position_words[1:]}{_length(script)}:"
    counts = {step.id: step for step in script.steps if step.kind in PAUSES}
    for step in (*script.steps, *script.afterwards):
        if step.kind not in PAUSES:
            yield f"  {_time(step):>6}  {_in_words(step)}{_change(step, counts)}"
    if script.if_wanted:
        yield f"  {script.if_wanted_say}"
    yield "\nStop when:"
    yield from (f"  - {stop}" for stop in (*(stop.say for stop in script.stops), script.caution) if stop)
    if script.follow_ups:
        yield "\nAfterwards:"
        yield from (f"  - {_hours(each.after_hours)}: {each.say}" for each in script.follow_ups)


def _before(script: SessionScript, knowledge: Knowledge) -> Iterable[str]:
    yield "\nBefore you begin:"
    yield from (f"  - {each.say}" for each in knowledge.home.before if each.id != "ready")
    yield from (f"  - {each.say}" for each in script.ready)


def _length(script: SessionScript) -> str:
    return f", {minutes_in_words(script.seconds / 60)}" if script.seconds else ""


def _time(step: ScriptStep) -> str:
    if step.seconds is None:
        return f"{step.reps} x"
    return f"{step.seconds // 60}:{step.seconds % 60:02}"


def _in_words(step: ScriptStep) -> str:
    side = f"{step.side_words}: " if step.side_words else ""
    pressure = f" ({step.pressure_words})" if step.pressure_words else ""
    return f"{side}{step.say}{pressure}"


def _change(step: ScriptStep, counts: dict[str, ScriptStep]) -> str:
    """A mark where the side changes."""
    ready = counts.get(f"{step.id}.ready")
    return " [change of side]" if ready is not None and ready.kind == "change_side" else ""


def _hours(hours: int) -> str:
    return "At once" if hours == 0 else f"After {hours} hours"
