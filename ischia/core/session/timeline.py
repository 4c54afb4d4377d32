"""When everything is said, if nobody presses anything: every cue of a script on one clock."""

from typing import NamedTuple

from ischia.core.session.cues import SECOND
from ischia.core.session.script import Cue, ScriptStep, SessionScript


class Moment(NamedTuple):
    """One cue on the clock of the whole session, from the first get-ready count on, in milliseconds."""

    at_ms: int
    step: str
    cue: Cue


def timeline(script: SessionScript) -> tuple[Moment, ...]:
    """Every cue at its time. Repetitions without a tempo take no time; steps that may be asked for are left out."""
    moments: list[Moment] = []
    clock = massage = 0
    for step in (*script.steps, *script.afterwards):
        length = (step.seconds or 0) * SECOND
        moments += [Moment(clock + cue.at_ms, step.id, cue) for cue in step.cues]
        if step.kind == "massage":
            moments += _checks(script, step, clock, massage)
            massage += length
        clock += length
    return tuple(sorted(moments, key=lambda moment: moment.at_ms))


def _checks(script: SessionScript, step: ScriptStep, clock: int, massage: int) -> list[Moment]:
    """The checks that the clock of the massage reaches in a step, its end included."""
    length = (step.seconds or 0) * SECOND
    reached = (cue for cue in script.checks if massage < cue.at_ms <= massage + length)
    return [Moment(clock + cue.at_ms - massage, step.id, cue) for cue in reached]
