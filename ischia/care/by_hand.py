"""What was done, told without a player: the plain form after a session."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ischia.care.models import Recheck
from ischia.care.recording import Recorded, record_session
from ischia.core.problems import Problem
from ischia.core.session import SessionScript
from ischia.core.session.record import read_record


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


def _score(said: str | None) -> int | str | None:
    """A score as a number; what is none stays as it was sent, so that it is refused by name."""
    if not said or said == "not_sure":
        return None
    return int(said) if said.isdecimal() else said
