"""What was done at home so far, and what each stop during a session leads to: what `occasions` has to know."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from ischia.accounts.models import Keeper
from ischia.care.home_session import HomeSession, SessionVersion
from ischia.care.recording import sessions_of
from ischia.care.versions import Followed
from ischia.core.facts.playing import Asked
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.session import Done, SoFar

NO_MORE_TODAY, SCREEN_AGAIN = "no_more_today", "screen_again"


def so_far_of(plan: Followed, until: datetime | None = None) -> SoFar:
    """Everything done at home so far, or until a moment; also of earlier plans, for the body is the same.

    What locks the plan is not here: that is asked before anything is due (see `locks`).
    """
    knowledge = load_knowledge()
    ended = [each for each in sessions_of(plan.row.keeper) if until is None or each.ended_at <= until]
    done = [_done(each, knowledge) for each in ended if each.done != "not" or _follows(each, knowledge)]
    return SoFar(started=plan.row.as_of, done=tuple(done), pauses=plan.pauses)


def _done(session: HomeSession, knowledge: Knowledge) -> Done:
    worst = max((pain for pain in (session.pain_end, session.pain_24h) if pain is not None), default=None)
    before = session.pain_before
    there = timezone(timedelta(minutes=session.offset_minutes))
    return Done(
        item=session.item,
        ended_at=session.ended_at.astimezone(there),
        left_worse=worst is not None and before is not None and worst > before,
        no_more_today=NO_MORE_TODAY in _follows(session, knowledge),
    )


def _follows(session: HomeSession, knowledge: Knowledge) -> set[str]:
    return follows({"item": session.item, "stopped": session.stopped, "answers": session.answers}, knowledge)


def follows(record: Mapping[str, Any], knowledge: Knowledge) -> set[str]:
    """What follows from how a session was stopped: by a rule that was pressed, or by an answer during it."""
    then = {step for rule in knowledge.home.stop_rules if rule.id == record["stopped"] for step in rule.then}
    given = [(each["question"], each["answer"]) for each in record["answers"]]
    for id, asked in _asked_in(record["item"], knowledge):
        if asked.stop_on is not None and given.count((id, asked.stop_on)) >= asked.stop_at:
            then.update(asked.then)
    return then


def _asked_in(item: str, knowledge: Knowledge) -> Iterator[tuple[str, Asked]]:
    """The questions of a session, each with the id under which its answer is recorded."""
    yield "pain", knowledge.home.pain_check
    script = knowledge.scripts.get(item)
    for step in script.steps if script else ():
        if step.ask:
            yield step.id, step.ask


def locking_stop(keeper: Keeper) -> SessionVersion | None:
    """The last session that was stopped in a way that asks for the safety questions first.

    Any version counts, also one that another device sent and nobody chose; each session by the first that says so.
    """
    knowledge = load_knowledge()
    first: dict[object, SessionVersion] = {}
    for version in SessionVersion.objects.filter(session__keeper=keeper).order_by("received_at", "id"):
        if SCREEN_AGAIN in follows(version.record, knowledge):
            first.setdefault(version.session_id, version)
    return max(first.values(), key=lambda version: version.received_at, default=None)
