"""What a change could be for: massage at all, or the end of one limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ischia.core.limits import ALL, FLAGS, HOLDING_WAITS, LISTS, Limits
from ischia.core.screening import Reason, Screening
from ischia.core.value import Disposition

NUMBERS = ("max_pressure", "max_minutes")
NOT_WISHED_AWAY = ("require", "refer_to", "wait_until")  # good practice, whom to see, and what else to wait for


class Goal(Protocol):
    """Something that is not so now and could be."""

    def held_by(self, reason: Reason) -> bool:
        """Does this reason stand in the way?"""

    def reached(self, then: Screening) -> bool:
        """Is it so then?"""


@dataclass(frozen=True)
class Massage:
    """Massage may go ahead at all. Once cleared, the waits of the rules in `local` hold back only one place."""

    local: frozenset[str]

    def held_by(self, reason: Reason) -> bool:
        """Is a doctor asked for, or does massage have to wait?"""
        waits = not HOLDING_WAITS.isdisjoint(reason.limits.wait_until)
        local = reason.cleared and reason.rule in self.local
        asks_for_a_doctor = reason.disposition >= Disposition.DOCTOR_BEFORE_MASSAGE
        return asks_for_a_doctor or ALL in reason.limits.forbid_techniques or (waits and not local)

    def reached(self, then: Screening) -> bool:
        """Is some massage allowed?"""
        return then.allows_massage and ALL not in then.limits.forbid_techniques


@dataclass(frozen=True)
class EndOf:
    """One limit ends, or a number of it goes up, and nothing gets stricter."""

    now: Screening
    field: str
    entry: str | None = None

    def held_by(self, reason: Reason) -> bool:
        """Does this reason set the limit, as strict as it is now?"""
        return self._is_set(reason.limits)

    def reached(self, then: Screening) -> bool:
        """Is the limit gone or wider, and all that is allowed now still allowed?"""
        milder = then.disposition <= self.now.disposition and then.allows_massage
        return milder and not self._is_set(then.limits) and still_allows(self.now.limits, then.limits)

    def _is_set(self, limits: Limits) -> bool:
        now, there = getattr(self.now.limits, self.field), getattr(limits, self.field)
        if self.field in NUMBERS:
            return there is not None and there <= now
        if self.field == "max_pressure_in":
            return bool(there.get(self.entry, 9) <= now[self.entry])
        if self.field == "forbid_techniques":
            return limits.forbids(self.entry or ALL)
        return self.entry in there if self.entry else bool(there)


def ends_of(now: Screening) -> Iterator[EndOf]:
    """The end of each limit that holds now."""
    limits = now.limits
    yield from (EndOf(now, field) for field in NUMBERS if getattr(limits, field) is not None)
    for field in LISTS:
        if field not in NOT_WISHED_AWAY:
            yield from (EndOf(now, field, entry) for entry in getattr(limits, field))
    yield from (
        EndOf(now, "max_pressure_in", region)
        for region, cap in limits.max_pressure_in.items()
        if cap < (limits.max_pressure or 9) and region not in limits.forbid_regions
    )
    yield from (EndOf(now, flag) for flag in FLAGS if getattr(limits, flag))


def still_allows(now: Limits, then: Limits) -> bool:
    """Is everything allowed then that is allowed now? A cap on a place that is forbidden now takes nothing away."""
    caps = {region: cap for region, cap in then.max_pressure_in.items() if region not in now.forbid_regions}
    there = then.model_copy(update={"max_pressure_in": caps, "refer_to": (), "wait_until": ()})
    return now.within(there)
