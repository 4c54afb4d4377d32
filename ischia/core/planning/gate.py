"""The last gate: every step of a plan is held to the limits, and when the gate cuts, it says so.

Choosing already keeps to the limits; the gate does not trust that. What cannot be made safe is left out.
"""

from collections.abc import Iterable

from ischia.core.limits import Limits
from ischia.core.planning.plan import Cut, ExerciseItem, HomeItem, HomeStep, MassageItem
from ischia.core.screening import Reason

HIGHEST_AT_HOME = 4


class Gate:
    """Holds items to the limits of a screening and keeps a note of everything it changed."""

    def __init__(self, limits: Limits, reasons: Iterable[Reason]) -> None:
        self.limits, self.reasons = limits, tuple(reasons)
        self.cuts: list[Cut] = []

    def massage(self, item: MassageItem) -> MassageItem | None:
        """The item inside the limits; None where nothing of it is left."""
        regions = tuple(region for region in item.regions if region not in self.limits.forbid_regions)
        if self.limits.forbids(item.technique) or item.position in self.limits.forbid_positions or not regions:
            self._leave_out(item.technique)
            return None
        highest = min(item.pressure_max, *(self.limits.pressure_cap(region) for region in regions))
        minutes = min(item.minutes, self.limits.max_minutes or item.minutes)
        if highest < item.pressure_max:
            self._note(item.technique, f"pressure {item.pressure_max} became {highest}", "max_pressure")
        if minutes < item.minutes:
            self._note(item.technique, f"{item.minutes} minutes became {minutes}", "max_minutes")
        other = item.alternative if item.alternative and not self.limits.forbids(item.alternative) else None
        lower = {"pressure_max": highest, "pressure_start": min(item.pressure_start, highest), "minutes": minutes}
        return item.model_copy(update={"regions": regions, "alternative": other, **lower})

    def home(self, item: HomeItem) -> HomeItem | None:
        """The item inside the limits; None where no massage of it is left or it would be too long."""
        if self.limits.forbids(item.technique) or item.position in self.limits.forbid_positions:
            self._leave_out(item.script)
            return None
        steps = tuple(self._step(step, item) for step in item.steps if not self._off(step, item))
        minutes = round(sum(step.seconds for step in steps) / 60, 2)
        if not any(step.pressure for step in steps) or minutes > (self.limits.max_minutes or minutes):
            self._leave_out(item.script)
            return None
        if len(steps) < len(item.steps):
            self._note(item.script, "steps on places that are off were left out", "forbid_regions")
        highest = max(step.pressure for step in steps)
        if highest < item.pressure_max:
            self._note(item.script, f"pressure {item.pressure_max} became {highest}", "max_pressure")
        return item.model_copy(update={"steps": steps, "minutes": minutes, "pressure_max": highest})

    def exercise(self, item: ExerciseItem) -> ExerciseItem | None:
        """The exercise, unless it or its position is forbidden."""
        if item.exercise in self.limits.forbid_exercises or item.position in self.limits.forbid_positions:
            self._leave_out(item.exercise)
            return None
        return item

    def _off(self, step: HomeStep, item: HomeItem) -> bool:
        powered = item.technique == "powered_massager" and step.region in self.limits.forbid_powered_regions
        return step.region is not None and (powered or step.region in self.limits.forbid_regions)

    def _step(self, step: HomeStep, item: HomeItem) -> HomeStep:
        if step.region is None:
            return step
        cap = min(self.limits.pressure_cap(step.region), HIGHEST_AT_HOME)
        return step.model_copy(update={"pressure": min(step.pressure, cap)})

    def _leave_out(self, item: str) -> None:
        self._note(item, "left out", "forbid")

    def _note(self, item: str, what: str, limit: str) -> None:
        rules = [reason.rule for reason in self.reasons if _sets(reason.limits, limit)]
        self.cuts.append(Cut(item=item, what=what, rules=tuple(rules)))


def _sets(limits: Limits, limit: str) -> bool:
    """Does a reason set any limit whose name begins like this?"""
    return any(name.startswith(limit) for name in limits.model_dump())
