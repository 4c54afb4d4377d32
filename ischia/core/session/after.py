"""After a session: the walk, what is asked at once, a day and two days later, and what follows from how it went."""

from collections.abc import Iterator

from ischia.core.facts.playing import Asked
from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.session.cues import count_in, with_cues
from ischia.core.session.record import SessionRecord
from ischia.core.session.script import FollowUp, ScriptStep

TRIAL, SCREEN_AGAIN = "test_session_first", "screen_again"


def walk_afterwards(knowledge: Knowledge) -> tuple[ScriptStep, ...]:
    """Getting up slowly and a minute of easy walking; on top of the plan's minutes."""
    return tuple(
        step
        for said in knowledge.home.after
        if said.seconds
        for step in _with_count(
            ScriptStep(id=said.id, kind="walk", counts=False, seconds=said.seconds, say=said.say, speak=said.say),
            knowledge,
        )
    )


def _with_count(step: ScriptStep, knowledge: Knowledge) -> tuple[ScriptStep, ScriptStep]:
    cued = with_cues(step, knowledge.home, last=True)
    return count_in("get_ready", cued, knowledge.home.cues), cued


def follow_ups(limits: Limits, knowledge: Knowledge) -> tuple[FollowUp, ...]:
    """What is due after a home massage, in the order of hours; after a first short trial also two days later."""
    trial = TRIAL in limits.require
    due = [
        FollowUp(id=said.id, say=said.ask or said.say, after_hours=hours, sources=said.sources)
        for said in knowledge.home.after
        if not said.seconds
        for hours in (*said.hours, *(said.trial_hours if trial else ()))
    ]
    return tuple(sorted(due, key=lambda each: each.after_hours))


def pain_says_stop(before: int, now: int, knowledge: Knowledge) -> str | None:
    """The stop rule that pain itself breaks, both 0 to 10: it rose too much, or passed a score; None where none is."""
    for rule in knowledge.home.stop_rules:
        rose = rule.rises_by is not None and now - before >= rule.rises_by
        passed = rule.goes_over is not None and before <= rule.goes_over < now
        if rose or passed:
            return rule.id
    return None


def follows(record: SessionRecord, knowledge: Knowledge) -> tuple[str, ...]:
    """What follows from how a session went: actions of the stop rules, in the order of doing.

    It follows from a rule that was pressed, from an answer during the session, from the pain at its end, and from a
    warning sign that is new a day later.
    """
    then = {SCREEN_AGAIN} if record.signs_24h == "new" else set()
    broken = {record.stopped, _broken(record.pain_before, record.pain_end, knowledge)}
    then.update(step for rule in knowledge.home.stop_rules if rule.id in broken for step in rule.then)
    given = [(each.question, each.answer) for each in record.answers]
    for id, asked in _asked_in(record.item, knowledge):
        if asked.stop_on is not None and given.count((id, asked.stop_on)) >= asked.stop_at:
            then.update(asked.then)
    return tuple(each.id for each in knowledge.home.stop_actions if each.id in then)


def pain_went_up(record: SessionRecord, knowledge: Knowledge) -> bool:
    """Does pain that was told afterwards, at once or up to two days later, break the stop rule of pain?"""
    later = (record.pain_end, record.pain_24h, record.pain_48h)
    return any(_broken(record.pain_before, pain, knowledge) for pain in later)


def _broken(before: int | None, now: int | None, knowledge: Knowledge) -> str | None:
    return None if before is None or now is None else pain_says_stop(before, now, knowledge)


def _asked_in(item: str, knowledge: Knowledge) -> Iterator[tuple[str, Asked]]:
    """The questions of a session, each with the id under which its answer is recorded."""
    yield "pain", knowledge.home.pain_check
    script = knowledge.scripts.get(item)
    for step in script.steps if script else ():
        if step.ask:
            yield step.id, step.ask
