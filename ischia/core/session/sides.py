"""Which side a step is done on: the plan's words become left, right or both; one hand, ball or device has one side."""

from ischia.core.facts.home import Script
from ischia.core.planning.plan import HomeItem, HomeStep
from ischia.core.session.script import Mode, Side

OTHER: dict[str, Side] = {"left": "right", "right": "left", "both": "both"}
FIRST: Side = "right"  # as the sessions that name both sides begin


def sides_of(step: HomeStep, script: Script, mode: Mode, before: Side | None, first: Side) -> tuple[Side | None, ...]:
    """The sides on which a step is done, one after the other; two share its seconds.

    Where one side hurts the plan has said which. Where both do, or nobody knows, a session that goes from one side to
    the other begins with `first`; a session for one leg is done on `first`; and a step for one side alone is shared.
    A device rests on one side at a time, so its steps for both are shared too, beginning where it has not just been.

    Args:
        step: the step, as the plan has it.
        script: the session it belongs to.
        mode: what the session is done with.
        before: the side of the massage step before this one.
        first: the side to begin with where the plan leaves it open.
    """
    if step.side is None:
        return (None,)
    written = next((each.side for each in script.steps if each.id == step.id), step.side)
    if step.side == "left":
        return ("left",)
    if step.side == "right":
        return ("right",)
    if written not in ("painful", "other"):
        return _both(mode, before, first)
    if any(each.side == "other" for each in script.steps):
        return (first,) if written == "painful" else (OTHER[first],)
    return (first,) if script.other_side_if_wanted else (first, OTHER[first])


def _both(mode: Mode, before: Side | None, first: Side) -> tuple[Side, ...]:
    if mode != "device":
        return ("both",)
    begin = OTHER[before] if before in ("left", "right") else first
    return begin, OTHER[begin]


def turned(item: HomeItem) -> HomeItem:
    """The same item on the other side."""
    steps = tuple(
        step.model_copy(update={"side": OTHER[step.side]}) if step.side is not None else step for step in item.steps
    )
    return item.model_copy(update={"steps": steps})
