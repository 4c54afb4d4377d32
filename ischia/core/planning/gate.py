"""The last gate: every step of a plan is held to the limits, and when the gate cuts, it says so.

Choosing already keeps to the limits; the gate does not trust that. What cannot be made safe is left out.
"""

from collections.abc import Iterable

from ischia.core.limits import POWERED, Limits
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
        off = self._places_off(item.technique)
        regions = tuple(region for region in item.regions if region not in off)
        if self.limits.forbids(item.technique) or item.position in self.limits.forbid_positions or not regions:
            self._leave_out(item.technique)
            return None
        if regions != item.regions:
            self._note(item.technique, "places that are off were left out", "forbid")
        highest = min(item.pressure_max, *(self.limits.pressure_cap(region) for region in regions))
        lower = {"pressure_max": highest, "pressure_start": min(item.pressure_start, highest)}
        if highest < item.pressure_max:
            self._note(item.technique, f"pressure {item.pressure_max} became {highest}", "max_pressure")
        minutes = min(item.minutes, self.limits.max_minutes or item.minutes)
        if minutes < item.minutes:
            self._note(item.technique, f"{item.minutes} minutes became {minutes}", "max_minutes")
        other = self._other(item, regions)
        return item.model_copy(update={"regions": regions, "minutes": minutes, **lower, **other})

    def _other(self, item: MassageItem, regions: tuple[str, ...]) -> dict[str, object]:
        """The second kind of massage and its places, or neither."""
        off = self._places_off(item.alternative or "")
        shared = tuple(region for region in item.alternative_regions if region in regions and region not in off)
        if item.alternative and shared and not self.limits.forbids(item.alternative):
            if shared != item.alternative_regions:
                self._note(item.alternative, "places that are off were left out", "forbid")
            return {"alternative": item.alternative, "alternative_regions": shared}
        if item.alternative:
            self._leave_out(item.alternative)
        return {"alternative": None, "alternative_regions": ()}

    def home(self, item: HomeItem) -> HomeItem | None:
        """The item inside the limits; None where no massage of it is left or it would be too long."""
        if self.limits.forbids(item.technique) or item.position in self.limits.forbid_positions:
            self._leave_out(item.script)
            return None
        off = self._places_off(item.technique)
        kept = tuple(step for step in item.steps if not (step.region in off if step.region else step.pressure))
        steps = tuple(self._step(step) for step in kept)
        minutes = round(sum(step.seconds for step in steps) / 60, 2)
        if not any(step.pressure for step in steps):
            self._leave_out(item.script)
            return None
        if minutes > (self.limits.max_minutes or minutes):
            self._leave_out(item.script, "max_minutes")
            return None
        if len(kept) < len(item.steps):
            self._note(item.script, "steps on places that are off were left out", "forbid_regions", "forbid_powered")
        if steps != kept:
            self._note(item.script, "pressure was lowered", "max_pressure", "no_pressure_5_at_home")
        highest = max(step.pressure for step in steps)
        near = item.only_with_someone or self.limits.no_unsupervised_home
        lower = {"steps": steps, "minutes": minutes, "pressure_max": highest, "only_with_someone": near}
        return item.model_copy(update=lower)

    def exercise(self, item: ExerciseItem) -> ExerciseItem | None:
        """The exercise, unless it or its position is forbidden."""
        if item.exercise in self.limits.forbid_exercises or item.position in self.limits.forbid_positions:
            self._leave_out(item.exercise)
            return None
        return item

    def _places_off(self, technique: str) -> set[str]:
        """Where this technique may not go."""
        powered = self.limits.forbid_powered_regions if technique == POWERED else ()
        return {*self.limits.forbid_regions, *powered}

    def _step(self, step: HomeStep) -> HomeStep:
        cap = min(self.limits.pressure_cap(step.region), HIGHEST_AT_HOME) if step.region else 0
        return step.model_copy(update={"pressure": min(step.pressure, cap)})

    def _leave_out(self, item: str, *fields: str) -> None:
        self._note(item, "left out", *(fields or ("forbid", "no_powered", "wait_until")))

    def _note(self, item: str, what: str, *fields: str) -> None:
        rules = [reason.rule for reason in self.reasons if _sets(reason.limits, fields)]
        self.cuts.append(Cut(item=item, what=what, rules=tuple(rules)))


def _sets(limits: Limits, fields: tuple[str, ...]) -> bool:
    """Does a reason set any limit whose name begins like one of these?"""
    return any(name.startswith(fields) for name in limits.model_dump())
