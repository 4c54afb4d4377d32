"""What was done at home so far, and what each stop during a session leads to: what `occasions` has to know."""

from datetime import datetime, timedelta, timezone

from ischia.accounts.models import Keeper
from ischia.care.home_session import HomeSession, SessionVersion
from ischia.care.recording import sessions_of
from ischia.care.versions import Followed
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.session import Done, SoFar
from ischia.core.session.after import SCREEN_AGAIN, follows
from ischia.core.session.record import read_record

NO_MORE_TODAY = "no_more_today"


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


def _follows(session: HomeSession, knowledge: Knowledge) -> tuple[str, ...]:
    return follows(read_record(session.in_force.record), knowledge)


def locking_stop(keeper: Keeper) -> SessionVersion | None:
    """The last session that ended in a way that asks for the safety questions first, or had a new sign a day later.

    Any version counts, also one that another device sent and nobody chose; each session by the first that says so, and
    by the first that tells of a new sign.
    """
    knowledge = load_knowledge()
    first: dict[object, SessionVersion] = {}
    for version in SessionVersion.objects.filter(session__keeper=keeper).order_by("received_at", "id"):
        record = read_record(version.record)
        if SCREEN_AGAIN in follows(record, knowledge):
            first.setdefault((version.session_id, record.signs_24h == "new"), version)
    return max(first.values(), key=lambda version: version.received_at, default=None)
