"""Which limits were lifted and which were added, entry by entry; a lifted one is the dangerous direction."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from ischia.core.limits import ALL, FLAGS, LISTS, Limits

UNLIMITED = 1_000_000  # above every number of minutes and every step of pressure


@dataclass(frozen=True)
class LimitChange:
    """One limit that is not as it was: `tighter` is None where the same is allowed by another way."""

    field: str
    entry: str
    old: JsonValue
    new: JsonValue
    tighter: bool | None

    @property
    def say(self) -> str:
        """The change in words: `limit lifted: forbid_techniques deep_tissue`, `limit added: max_minutes 45 → 30`."""
        word = {True: "limit added", False: "limit lifted", None: "limit set otherwise"}[self.tighter]
        numbers = [] if isinstance(self.old, bool) else [f"{self.old or 'none'} → {self.new or 'none'}"]
        return f"{word}: {' '.join(filter(None, (self.field, self.entry, *numbers)))}"


def limit_changes(old: Limits, new: Limits) -> Iterator[LimitChange]:
    """Every limit that differs."""
    for field in LISTS:
        yield from _entries(field, set(getattr(old, field)), set(getattr(new, field)))
    for field in FLAGS:
        yield from _entry(field, "", getattr(old, field), getattr(new, field))
    for field in ("max_pressure", "max_minutes"):
        yield from _number(field, getattr(old, field), getattr(new, field))
    yield from _caps(old, new)


def _entries(field: str, old: set[str], new: set[str]) -> Iterator[LimitChange]:
    """A ban on all swallows single ones: those that it covers are neither lifted nor added."""
    swallow = field == "forbid_techniques"
    for entry in sorted(old ^ new):
        if not (swallow and entry != ALL and ALL in old | new):
            yield from _entry(field, entry, entry in old, entry in new)


def _entry(field: str, entry: str, old: bool, new: bool) -> Iterator[LimitChange]:
    if old != new:
        yield LimitChange(field, entry, old, new, tighter=new)


def _number(field: str, old: int | None, new: int | None) -> Iterator[LimitChange]:
    if old != new:
        yield LimitChange(field, "", old, new, tighter=(new or UNLIMITED) < (old or UNLIMITED))


def _caps(old: Limits, new: Limits) -> Iterator[LimitChange]:
    """The caps of single places; what counts is the lower of the place's own and the general one."""
    for region in sorted({*old.max_pressure_in, *new.max_pressure_in}):
        before, after = old.max_pressure_in.get(region), new.max_pressure_in.get(region)
        if before != after:
            was, now = old.pressure_cap(region), new.pressure_cap(region)
            yield LimitChange("max_pressure_in", region, before, after, tighter=None if was == now else now < was)
