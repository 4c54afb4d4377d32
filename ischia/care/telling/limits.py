"""Limits as a page shows them: grouped by what they are about, each with the rules and the sources behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ischia.care.telling.sources import SourceRow, source_rows
from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import Said

GROUPS = {
    "Kinds of massage": ("forbid_techniques", "no_powered"),
    "How hard and how long": ("max_pressure", "max_pressure_in", "max_minutes", "no_pressure_5_at_home"),
    "Where": ("forbid_regions", "forbid_powered_regions"),
    "How you lie or sit": ("forbid_positions",),
    "Exercises": ("forbid_exercises",),
    "Who, and when": ("require_provider", "refer_to", "wait_until", "no_unsupervised_home"),
    "Each time": ("require", "no_oils", "no_nut_oils", "no_scents"),
}
OTHER = "Besides"


@dataclass(frozen=True)
class LimitRow:
    """One limit: what to keep to, why, and where that comes from."""

    say: str
    why: tuple[str, ...]
    sources: list[SourceRow]
    kind: str = "dont"


@dataclass(frozen=True)
class LimitGroup:
    """Limits about the same thing."""

    title: str
    rows: list[LimitRow]


def limit_groups(limits: Iterable[Said], knowledge: Knowledge) -> list[LimitGroup]:
    """Limits grouped by what they are about, in the order in which a therapist would ask."""
    found: dict[str, list[LimitRow]] = {title: [] for title in (*GROUPS, OTHER)}
    for limit in limits:
        found[_group(limit.about)].append(limit_row(limit, knowledge))
    return [LimitGroup(title, rows) for title, rows in found.items() if rows]


def _group(about: str) -> str:
    return next((title for title, fields in GROUPS.items() if about in fields), OTHER)


def limit_row(limit: Said, knowledge: Knowledge) -> LimitRow:
    """One limit with the words of the rules that set it."""
    why = tuple(knowledge.rules[rule].say for rule in limit.rules if rule in knowledge.rules)
    kind = "do" if limit.about in ("require", "require_provider", "refer_to") else "dont"
    return LimitRow(limit.say, why, source_rows(limit.sources, knowledge), kind)
