"""Half a minute more: how often it may be pressed, so that no limit is passed whatever is pressed when."""

from collections.abc import Mapping, Sequence

from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.session.script import HardLimits, ScriptStep, SessionScript

MINUTE = 60


def seconds_of(steps: Sequence[ScriptStep], counts: bool | None = None) -> int:
    """The seconds of steps: of all of them, or only of those that count, or of those that do not."""
    return sum(step.seconds or 0 for step in steps if counts is None or step.counts is counts)


def room(steps: Sequence[ScriptStep], stage: str, limits: Limits, hard: HardLimits | None, knowledge: Knowledge) -> int:
    """How often half a minute may be added to a massage in all.

    Never past the screening's minutes, the minutes of the stage, a trial's minutes, or, for a device, its hard stop;
    of that the get-ready counts take their part, for the device may be running then.
    """
    more, seconds = knowledge.home.more, seconds_of(steps, counts=True)
    longest = [more.minutes_at_most[stage] * MINUTE]
    if limits.max_minutes is not None:
        longest.append(limits.max_minutes * MINUTE)
    if "test_session_first" in limits.require:
        longest.append(knowledge.dosing.test_session.minutes * MINUTE)
    if hard is not None:
        longest.append(hard.session_ms / 1000 - seconds_of(steps, counts=False))
    return max(0, int(min(longest) - seconds) // more.seconds)


def with_room(steps: Sequence[ScriptStep], times: int, knowledge: Knowledge) -> tuple[ScriptStep, ...]:
    """Each step with how often half a minute may be added to it: never more than two minutes in one place."""
    more = knowledge.home.more
    return tuple(
        step.model_copy(
            update={"more_times": min(times, max(0, (more.seconds_in_one_place - (step.seconds or 0)) // more.seconds))}
        )
        if step.counts
        else step
        for step in steps
    )


def may_add(script: SessionScript, pressed: Mapping[str, int], step: str) -> bool:
    """May half a minute be added to this step now?

    Args:
        script: the session.
        pressed: how often it was added to each step so far, by the step's id.
        step: the step that is being done.
    """
    times = next((each.more_times for each in script.steps if each.id == step), 0)
    return pressed.get(step, 0) < times and sum(pressed.values()) < script.more.times
