"""What may be done: the limits that reasons set, and their join, which is the strictest of each."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from ischia.core.value import Value

ALL = "all"
POWERED = "powered_massager"
NOTHING: tuple[object, ...] = (None, (), [], {}, False)  # what limits nothing
HOLDING_WAITS = frozenset(
    {"well_for_48h", "skin_healed", "sober_12h", "guardian_agreement", "hours_since_injury_72_and_cool"}
)
Ids = tuple[str, ...]


class Limits(Value):
    """What massage, positions and exercises must keep to. An empty field limits nothing.

    Lists are sorted; `max_pressure` and `max_pressure_in` are steps 1 to 5 of the pressure scale, `max_minutes` is
    minutes a session. A forbid holds for both sides of the body.
    """

    forbid_techniques: Ids = ()
    forbid_regions: Ids = ()
    forbid_powered_regions: Ids = ()
    forbid_positions: Ids = ()
    forbid_exercises: Ids = ()
    max_pressure: int | None = Field(default=None, ge=1, le=5)
    max_pressure_in: dict[str, int] = {}
    max_minutes: int | None = Field(default=None, ge=1)
    require_provider: Ids = ()
    require: Ids = ()
    refer_to: Ids = ()
    wait_until: Ids = ()
    no_unsupervised_home: bool = False
    no_powered: bool = False
    no_oils: bool = False
    no_nut_oils: bool = False
    no_scents: bool = False
    no_pressure_5_at_home: bool = False

    @model_serializer(mode="wrap")
    def _only_what_limits(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value not in NOTHING}

    def pressure_cap(self, region: str) -> int:
        """The highest step allowed on a region: the lower of the general and the region's own cap; 5 without any."""
        return min(self.max_pressure or 5, self.max_pressure_in.get(region, 5))

    def forbids(self, technique: str) -> bool:
        """Is this technique out, on its own account or because every technique is?"""
        powered = technique == POWERED and self.no_powered
        return powered or ALL in self.forbid_techniques or technique in self.forbid_techniques

    def within(self, other: "Limits") -> bool:
        """Is everything that these limits allow also allowed by the other ones?"""
        return join([self, other]) == join([self])


LISTS = {name: None for name, field in Limits.model_fields.items() if field.annotation == Ids}
FLAGS = tuple(name for name, field in Limits.model_fields.items() if field.annotation is bool)


def join(parts: Iterable[Limits], no_massage: bool = False) -> Limits:
    """The strictest of each: lists and flags united, numbers the lowest.

    `no_powered` forbids the powered massager too, and a ban on all techniques swallows the single ones; with
    `no_massage` every technique is forbidden besides.
    """
    lists: dict[str, set[str]] = {"forbid_techniques": {ALL}} if no_massage else {}
    caps: dict[str, int] = {}
    joined: dict[str, Any] = {}
    for part in parts:
        for name in part.model_fields_set:  # only what this part limits: most of it limits one or two things
            value = getattr(part, name)
            if name in LISTS:
                lists.setdefault(name, set()).update(value)
            elif name == "max_pressure_in":
                caps.update({region: min(cap, caps.get(region, cap)) for region, cap in value.items()})
            elif value:  # a number, or a flag, of which only True limits anything
                joined[name] = min(value, joined.get(name, value))
    if "no_powered" in joined:
        lists.setdefault("forbid_techniques", set()).add(POWERED)
    return _joined({**joined, "max_pressure_in": caps} if caps else joined, lists)


def _joined(joined: dict[str, Any], lists: dict[str, set[str]]) -> Limits:
    if ALL in lists.get("forbid_techniques", ()):
        lists["forbid_techniques"] = {ALL}
    joined.update({name: tuple(sorted(words)) for name, words in lists.items() if words})
    # Its parts were checked when they were made, and this is done for every case: not checked once more.
    return Limits.model_construct(set(joined), **{**UNLIMITED, **joined})


UNLIMITED = {name: field.default for name, field in Limits.model_fields.items()}


def without_massage(limits: Limits) -> Limits:
    """The same limits with every technique forbidden."""
    return limits.model_copy(update={"forbid_techniques": (ALL,)}) if limits.forbid_techniques != (ALL,) else limits
