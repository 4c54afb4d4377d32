"""What was done of a plan so far, and what each stop during a session leads to: what `occasions` has to know."""

from datetime import datetime, timedelta, timezone

from ischia.care.home_session import HomeSession
from ischia.care.models import Screening
from ischia.care.recording import sessions_of
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.session import Done, SoFar
from ischia.core.session import after as session_after
from ischia.core.session.record import read_record

NO_MORE_TODAY, SCREEN_AGAIN = "no_more_today", "screen_again"


def so_far_of(row: Screening, until: datetime | None = None) -> SoFar:
    """Everything done at home so far, or until a moment; also of earlier plans, for the body is the same."""
    knowledge = load_knowledge()
    ended = [each for each in sessions_of(row.keeper) if until is None or each.ended_at <= until]
    done = [_done(each, knowledge) for each in ended if each.done != "not" or follows(each, knowledge)]
    return SoFar(started=row.as_of, done=tuple(done), screened_at=row.made_at)


def is_locked(so_far: SoFar) -> bool:
    """Did a session stop in a way that asks for the safety questions first, with no answers since?"""
    since = so_far.screened_at
    return any(each.locked and (since is None or each.ended_at > since) for each in so_far.done)


def _done(session: HomeSession, knowledge: Knowledge) -> Done:
    then = follows(session, knowledge)
    worst = max((pain for pain in (session.pain_end, session.pain_24h) if pain is not None), default=None)
    before = session.pain_before
    there = timezone(timedelta(minutes=session.offset_minutes))
    return Done(
        item=session.item,
        ended_at=session.ended_at.astimezone(there),
        left_worse=worst is not None and before is not None and worst > before,
        no_more_today=NO_MORE_TODAY in then,
        locked=SCREEN_AGAIN in then,
    )


def follows(session: HomeSession, knowledge: Knowledge) -> tuple[str, ...]:
    """What follows from how a session went: a rule that was pressed, an answer during it, pain and signs afterwards."""
    return session_after.follows(read_record(session.in_force.record), knowledge)
