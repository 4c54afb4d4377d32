"""A day after a session, and after a short trial two: what is asked then, and of which session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ischia.accounts.models import Keeper
from ischia.care.home_session import HomeSession
from ischia.care.versions import followed
from ischia.core.session.after import TRIAL
from ischia.core.session.record import read_record

# When "24 hours later" and "48 hours later" are asked for, and until when: conventions of ours.
DAY_AFTER, TWO_DAYS, TOO_LATE = timedelta(hours=18), timedelta(hours=42), timedelta(hours=96)
OF_THE_DAY_AFTER_UNTIL = timedelta(hours=72)


@dataclass(frozen=True)
class Later:
    """A session of which something is still to be told, and the questions."""

    session: HomeSession
    asks: tuple[str, ...]


def questions_of(session: HomeSession, now: datetime) -> tuple[str, ...]:
    """The questions whose hour has come, answered or not: what the page of a session asks."""
    since = now - session.ended_at
    day = ("pain_24h", "signs_24h") if since >= DAY_AFTER else ()
    two = ("pain_48h",) if since >= TWO_DAYS and _is_trial(session) else ()
    return (*day, *two)


def asked_now(keeper: Keeper, now: datetime) -> Later | None:
    """The last session that is a day old, with what is still to be told of it; None where nothing is."""
    ended = keeper.home_sessions.filter(ended_at__lte=now - DAY_AFTER, ended_at__gt=now - TOO_LATE)
    session = ended.exclude(done="not").order_by("-ended_at").first()
    asks = _still_open(session, now) if session else ()
    return Later(session, asks) if session and asks else None


def _still_open(session: HomeSession, now: datetime) -> tuple[str, ...]:
    """What is still to be told now: the pain of today, not that of a day before, and the warning signs."""
    asks, said = questions_of(session, now), read_record(session.in_force.record)
    if "pain_48h" in asks:
        asks = ("pain_48h", "signs_24h")
    elif now - session.ended_at > OF_THE_DAY_AFTER_UNTIL:
        return ()
    return tuple(name for name in asks if getattr(said, name) is None)


def _is_trial(session: HomeSession) -> bool:
    plan = followed(session.screening)
    return plan is not None and TRIAL in plan.now.limits_in_force.require
