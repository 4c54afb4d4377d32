"""An exercise, step by step, beginning at the lower end of its dose. Repetitions that are not held have no tempo."""

from ischia.core.facts.playing import Amount
from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import ExerciseItem
from ischia.core.session.cues import count_in, with_cues
from ischia.core.session.script import ScriptStep, Side

MINUTE = 60
WALK = "ex_walk"


def exercise_steps(item: ExerciseItem, knowledge: Knowledge) -> tuple[ScriptStep, ...]:
    """The steps in order, each after its get-ready count; a new side is announced."""
    amount = knowledge.exercise[item.exercise].amount
    played: list[ScriptStep] = []
    plain = _plain_steps(item, amount, knowledge)
    side: Side | None = None
    for place, step in enumerate(plain):
        changes = step.side is not None and side is not None and step.side != side
        side = step.side or side
        cued = with_cues(step, knowledge.home, last=place == len(plain) - 1)
        played += [count_in("change_side" if changes else "get_ready", cued, knowledge.home.cues), cued]
    return tuple(played)


def _plain_steps(item: ExerciseItem, amount: Amount, knowledge: Knowledge) -> list[ScriptStep]:
    if amount.minutes:
        more = amount.minutes.most - amount.minutes.least
        times = more * MINUTE // knowledge.home.more.seconds
        long = {"seconds": amount.minutes.least * MINUTE, "more_times": times}
        return [_step(item, "all", item.how, None, knowledge).model_copy(update=long)]
    reps = amount.reps.least if amount.reps else 1
    sets = amount.sets.least if amount.sets else 1
    sides: tuple[Side | None, ...] = ("right", "left") if amount.each_side else (None,)
    if amount.hold_seconds is None:
        return [_counted(item, place, reps, amount.each_side, knowledge) for place in range(1, sets + 1)]
    seconds, holds = amount.hold_seconds.least, reps * sets
    return [
        _hold(item, (hold, holds), side, knowledge).model_copy(update={"seconds": seconds})
        for side in sides
        for hold in range(1, holds + 1)
    ]


def _counted(item: ExerciseItem, place: int, reps: int, each_side: bool, knowledge: Knowledge) -> ScriptStep:
    """One set of repetitions, at the person's own pace."""
    side: Side | None = "both" if each_side else None
    words = f"{item.how} {reps} times{', to each side' if each_side else ''}."
    return _step(item, f"set{place}", words, side, knowledge).model_copy(update={"reps": reps})


def _hold(item: ExerciseItem, count: tuple[int, int], side: Side | None, knowledge: Knowledge) -> ScriptStep:
    """One hold; how it is done is said once a side, then only the how-manieth it is."""
    place, holds = count
    step = _step(item, f"{side or 'hold'}{place}", f"{item.how} {place} of {holds}.", side, knowledge)
    return step if place == 1 else step.model_copy(update={"speak": f"{place} of {holds}."})


def _step(item: ExerciseItem, id: str, say: str, side: Side | None, knowledge: Knowledge) -> ScriptStep:
    side_words = knowledge.home.cues.words.sides[side] if side else ""
    return ScriptStep(
        id=id,
        kind="walk" if item.exercise == WALK else "exercise",
        counts=True,
        say=say,
        speak=f"{side_words}. {say}" if side_words else say,
        side=side,
        side_words=side_words,
    )
