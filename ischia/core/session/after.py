"""After a session: the walk, what is asked at once, a day and two days later, and whether the pain says stop."""

from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.session.cues import count_in, with_cues
from ischia.core.session.script import FollowUp, ScriptStep

TRIAL = "test_session_first"


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
