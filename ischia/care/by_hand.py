"""What was done, told without a player: the plain form after a session, and the pain of the day after."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ischia.accounts.models import Keeper
from ischia.care.home_session import HomeSession
from ischia.care.models import Recheck
from ischia.care.recording import Recorded, record_session
from ischia.core.problems import Problem
from ischia.core.session import SessionScript
from ischia.core.session.record import read_record

DAY_AFTER, TOO_LATE = timedelta(hours=18), timedelta(hours=72)  # when "24 hours later" is asked for, and until when


def given_of(recheck: Recheck, script: SessionScript) -> dict[str, Any]:
    """What a record says of its session before it has begun."""
    return {
        "screening": str(recheck.screening_id),
        "day": recheck.day.isoformat(),
        "item": script.occasion.item,
        "number": script.occasion.number,
        "pain_before": recheck.told["pain"],
    }


def record_by_hand(recheck: Recheck, script: SessionScript, said: Mapping[str, str], now: datetime) -> Recorded:
    """Keep what somebody says they did, nothing timed.

    Raises:
        Problem: what was sent cannot be right.
    """
    stopped = said.get("stopped", "")
    if stopped and stopped not in [rule.id for rule in script.stops]:
        raise Problem("stopped", stopped, "a reason of this session")
    record = {
        **given_of(recheck, script),
        "id": said.get("id"),
        "revision": 1,
        "ended": now.isoformat(),
        "done": said.get("done"),
        "pain_end": _score(said.get("pain_end")),
        "stopped": stopped,
        "notes": said.get("notes", ""),
    }
    return record_session(recheck.screening, read_record(record))


def asked_the_day_after(keeper: Keeper, now: datetime) -> HomeSession | None:
    """The last session whose pain of the day after is still to be told, once that day has come."""
    ended = keeper.home_sessions.filter(pain_24h=None, ended_at__lte=now - DAY_AFTER, ended_at__gte=now - TOO_LATE)
    return ended.exclude(done="not").order_by("-ended_at").first()


def record_day_after(keeper: Keeper, id: UUID, pain: str | None) -> Recorded:
    """Add the pain of the day after to a session, as its next version.

    Raises:
        HomeSession.DoesNotExist: this keeper has no such session.
        Problem: it is no score.
    """
    session = keeper.home_sessions.select_related("screening").get(pk=id)
    before = session.in_force.record
    record = {**before, "revision": session.revision + 1, "pain_24h": _score(pain)}
    return record_session(session.screening, read_record(record))


def _score(said: str | None) -> int | str | None:
    """A score as a number; what is none stays as it was sent, so that it is refused by name."""
    if not said or said == "not_sure":
        return None
    return int(said) if said.isdecimal() else said
