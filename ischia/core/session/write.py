"""Plan and occasion → session script: everything a player needs, and nothing left for it to decide."""

from ischia.core.facts.playing import Asked
from ischia.core.knowledge import Knowledge
from ischia.core.limits import FLAGS, Limits
from ischia.core.planning.gate import Gate
from ischia.core.planning.plan import ExerciseItem, HomeItem, Plan, Said
from ischia.core.problems import Problem
from ischia.core.session.after import SCREEN_AGAIN, follow_ups, walk_afterwards
from ischia.core.session.cues import SECOND, massage_checks
from ischia.core.session.exercising import exercise_steps
from ischia.core.session.massage import Massage, massage_steps
from ischia.core.session.more import MINUTE, room, seconds_of, with_room
from ischia.core.session.script import (
    HardLimits,
    MoreTime,
    Occasion,
    Question,
    ScriptStep,
    SessionScript,
    Side,
    Stop,
)
from ischia.core.session.sides import FIRST, OTHER, turned


def write_session(plan: Plan, occasion: Occasion, knowledge: Knowledge, first: Side = FIRST) -> SessionScript:
    """Write the script of one occasion, held once more to the limits of the plan's screening.

    Args:
        plan: the plan as far as it may be done now (`before_session` gives that).
        occasion: which item of it.
        knowledge: the knowledge that made the plan.
        first: the side to begin with where the plan leaves it open, `left` or `right`.
    Raises:
        Problem: the item is not in the plan, or the limits leave nothing of it.
    """
    if first not in ("left", "right"):
        raise Problem("first", first, "left or right")
    gate = Gate(plan.limits_in_force, plan.screening.fired)
    for home in plan.home:
        if home.script == occasion.item and (item := gate.home(home)):
            return _massage(item, plan, occasion, knowledge, first)
    for exercise in plan.exercise:
        if exercise.exercise == occasion.item and (kept := gate.exercise(exercise)):
            return _exercise(kept, plan, occasion, knowledge)
    allowed = [each.script for each in plan.home] + [each.exercise for each in plan.exercise]
    raise Problem("item", occasion.item, f"one that this plan allows: {', '.join(allowed) or 'none today'}")


def _massage(item: HomeItem, plan: Plan, occasion: Occasion, knowledge: Knowledge, first: Side) -> SessionScript:
    script, limits, home = knowledge.scripts[item.script], plan.limits_in_force, knowledge.home
    massage = Massage(item, script, knowledge, first)
    hard = _hard_limits(massage)
    played = massage_steps(massage)
    times = room(played, plan.stage, limits, hard, knowledge)
    steps, walk = with_room(played, times, knowledge), walk_afterwards(knowledge)
    pressed = sum(step.seconds or 0 for step in played if step.kind == "massage")
    other = _other_side(massage, limits)
    longest = pressed + times * home.more.seconds + sum(step.seconds or 0 for step in other if step.kind == "massage")
    partner = massage.mode == "partner"
    return SessionScript(
        occasion=occasion,
        name=item.name,
        mode=massage.mode,
        position=item.position,
        position_words=knowledge.positions[item.position],
        equipment=script.equipment,
        seconds=seconds_of(steps, counts=True),
        takes_seconds=seconds_of((*steps, *walk)),
        steps=steps,
        if_wanted_say=script.other_side_if_wanted if other else "",
        if_wanted=other,
        afterwards=walk,
        checks=massage_checks(pressed, longest, home),
        questions=_questions(massage),
        more=MoreTime(seconds=home.more.seconds, times=times),
        hard_limits=hard,
        stops=_stops(knowledge),
        stop_held_by="receiver" if partner else "person",
        stop_held_say=home.cues.words.stop_held_by_receiver if partner else "",
        actions=_actions(knowledge),
        pause_say=home.cues.words.pause_device if hard else home.cues.words.pause,
        finish_say=home.cues.words.finish,
        ready=_ready(limits, knowledge),
        caution=item.caution,
        follow_ups=follow_ups(limits, knowledge),
        sources=item.sources,
        knowledge=plan.screening.knowledge,
    )


def _exercise(item: ExerciseItem, plan: Plan, occasion: Occasion, knowledge: Knowledge) -> SessionScript:
    steps, rule = exercise_steps(item, knowledge), knowledge.exercises.rule
    words = knowledge.home.cues.words
    return SessionScript(
        occasion=occasion,
        name=item.name,
        mode="exercise",
        position=item.position,
        position_words=knowledge.positions[item.position],
        seconds=seconds_of(steps, counts=True),
        takes_seconds=seconds_of(steps),
        steps=steps,
        more=MoreTime(seconds=knowledge.home.more.seconds, times=sum(step.more_times for step in steps)),
        stops=_stops(knowledge),
        stop_held_by="person",
        actions=_actions(knowledge),
        pause_say=words.pause,
        finish_say=words.finish,
        caution=rule.stop,
        sources=tuple(dict.fromkeys((*item.sources, *rule.sources))),
        knowledge=plan.screening.knowledge,
    )


def _hard_limits(massage: Massage) -> HardLimits | None:
    """Where the session ends whatever is pressed; only a device needs that."""
    minutes, home = massage.script.hard_stop_minutes, massage.knowledge.home
    if minutes is None:
        return None
    return HardLimits(
        session_ms=minutes * MINUTE * SECOND,
        place_ms=home.more.seconds_in_one_place * SECOND,
        say=home.cues.words.hard_stop,
        say_move_on=home.cues.words.move_on,
        sources=massage.script.sources,
    )


def _other_side(massage: Massage, limits: Limits) -> tuple[ScriptStep, ...]:
    """The same steps on the other side, where the session offers them and both together are not too long."""
    minutes = 2 * massage.item.minutes
    if not massage.script.other_side_if_wanted or minutes > (limits.max_minutes or minutes):
        return ()
    if "test_session_first" in limits.require and minutes > massage.knowledge.dosing.test_session.minutes:
        return ()
    other = Massage(turned(massage.item), massage.script, massage.knowledge, OTHER[massage.first])
    return massage_steps(other, if_wanted=True)


def _questions(massage: Massage) -> tuple[Question, ...]:
    home, script = massage.knowledge.home, massage.script
    asked: dict[str, Asked] = {"pain": home.pain_check, "comfort": home.comfort_check}
    if massage.mode == "partner":
        asked["partner"] = home.partner_check
    if script.step_up:
        asked["step_up"] = script.step_up
    asked |= {step.id: step.ask for step in script.steps if step.ask}
    fields = ("ask", "answers", "stop_on", "stop_at", "then", "sources")
    return tuple(
        Question.model_validate({"id": name, **{field: getattr(each, field) for field in fields}})
        for name, each in asked.items()
    )


def _stops(knowledge: Knowledge) -> tuple[Stop, ...]:
    told = ("id", "tap", "say", "then", "rises_by", "goes_over", "sources")
    return tuple(
        Stop.model_validate({**{name: getattr(rule, name) for name in told}, "locks": SCREEN_AGAIN in rule.then})
        for rule in knowledge.home.stop_rules
    )


def _actions(knowledge: Knowledge) -> tuple[Said, ...]:
    return tuple(Said(about=each.id, say=each.say, sources=each.sources) for each in knowledge.home.stop_actions)


def _ready(limits: Limits, knowledge: Knowledge) -> tuple[Said, ...]:
    """What to have ready: the list for everyone, and what the person's limits add."""
    home = knowledge.home
    everyone = next(each for each in home.before if each.id == "ready")
    held = {*limits.require, *(flag for flag in FLAGS if getattr(limits, flag))}
    own = [Said(about=word, say=f"{knowledge.words[word].say}.") for word in home.ready_limits if word in held]
    return (Said(about=everyone.id, say=everyone.say, sources=everyone.sources), *own)
