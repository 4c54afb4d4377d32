"""A massage at home, step by step: what is done where, on which side, how hard, and what is asked meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.core.facts.home import Script, Step
from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import HomeItem, HomeStep
from ischia.core.session.cues import SECOND, asking, count_in, with_cues
from ischia.core.session.script import Cue, Mode, ScriptStep, Side
from ischia.core.session.sides import sides_of

MODES: dict[str, Mode] = {
    "self_hands": "hands",
    "partner_massage": "partner",
    "ball_self_massage": "ball",
    "powered_massager": "device",
}
PAINFUL_SIDES = ("painful", "other")


@dataclass(frozen=True)
class Massage:
    """A home item, the session it comes from, and the side to begin with where the plan leaves it open."""

    item: HomeItem
    script: Script
    knowledge: Knowledge
    first: Side

    @property
    def mode(self) -> Mode:
        """What it is done with."""
        return MODES[self.item.technique]


def massage_steps(massage: Massage, if_wanted: bool = False) -> tuple[ScriptStep, ...]:
    """The steps in order, each after its get-ready count; a new side is announced.

    Args:
        massage: the item.
        if_wanted: these are the steps that may be asked for after the session.
    """
    played: list[ScriptStep] = []
    side: Side | None = None
    for step in _plain_steps(massage):
        changes = step.side is not None and side is not None and step.side != side
        side = step.side or side
        named = step.model_copy(update={"id": f"{step.id}.again"}) if if_wanted else step
        cued = with_cues(named, massage.knowledge.home, asks=_asks(named, step, massage))
        played += [count_in("change_side" if changes else "get_ready", cued, massage.knowledge.home.cues), cued]
    return tuple(played)


def _plain_steps(massage: Massage) -> Iterator[ScriptStep]:
    """Every step without its cues; one that is shared by two sides becomes two."""
    before: Side | None = None
    for step in massage.item.steps:
        sides = sides_of(step, massage.script, massage.mode, before, massage.first)
        left = step.seconds
        for place, side in enumerate(sides):
            seconds = left if place == len(sides) - 1 else step.seconds // len(sides)
            left -= seconds
            yield _step(step, side, seconds, len(sides) > 1, massage)
        before = sides[-1] or before


def _step(step: HomeStep, side: Side | None, seconds: int, shared: bool, massage: Massage) -> ScriptStep:
    knowledge = massage.knowledge
    fact = step_fact(massage.script, step.id)
    say = _words(step, fact, side)
    side_words = knowledge.home.cues.words.sides[side] if side else ""
    pressure_words = _pressure_words(step.pressure, knowledge)
    lighter = fact.setting == "step_up" and step.pressure < fact.pressure
    return ScriptStep(
        id=f"{step.id}.{side}" if shared else step.id,
        kind=fact.kind,
        counts=True,
        seconds=seconds,
        say=say,
        speak=_spoken(side_words, fact.speak or say, pressure_words),
        region=step.region,
        region_words=knowledge.regions[step.region] if step.region else "",
        side=side,
        side_words=side_words,
        pressure=step.pressure,
        pressure_words=pressure_words,
        stroke=fact.stroke,
        setting="lightest" if lighter else fact.setting,
        place=f"{step.region}.{side}" if step.region else "",
    )


def step_fact(script: Script, id: str) -> Step:
    """The step of a session that one of the plan was made of."""
    return next(each for each in script.steps if each.id == id)


def _words(step: HomeStep, fact: Step, side: Side | None) -> str:
    """The plan's words, but never firmer than the limits, and never "the painful side" where the plan knows of none."""
    if fact.say_lighter and step.pressure < fact.pressure:
        return fact.say_lighter
    unknown = fact.side in PAINFUL_SIDES and step.side == "both" and side is not None
    return fact.speak if unknown and fact.speak else step.say


def _spoken(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _pressure_words(pressure: int, knowledge: Knowledge) -> str:
    scale = {step.step: step.name for step in knowledge.dosing.pressure_scale}
    return f"Pressure {pressure} of 5, {scale[pressure]}" if pressure else ""


def _asks(named: ScriptStep, step: ScriptStep, massage: Massage) -> tuple[Cue, ...]:
    """The questions that belong to one step: the helper's, the offer to step up, and the step's own at its end."""
    home = massage.knowledge.home
    soon = home.cues.ask_after_seconds * SECOND
    asks = []
    if massage.mode == "partner" and step.kind == "massage":
        asks.append(asking("partner", home.partner_check.ask, soon, home.cues, name=f"{named.id}.partner"))
    up = massage.script.step_up
    if up and step.setting == "step_up" and step.id == _first_step_up(massage):
        cue = asking("step_up", up.ask, soon, home.cues, name=f"{named.id}.step_up")
        asks.append(cue.model_copy(update={"massage_ms": up.after_seconds * SECOND}))
    fact = step_fact(massage.script, step.id.split(".")[0])
    if fact.ask and step.seconds:
        end = step.seconds * SECOND
        asks.append(asking(fact.id, fact.ask.ask, end, home.cues, name=f"{named.id}.own", moves=True))
    return tuple(asks)


def _first_step_up(massage: Massage) -> str | None:
    return next((step.id for step in massage.script.steps if step.setting == "step_up"), None)
