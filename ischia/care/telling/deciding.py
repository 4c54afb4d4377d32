"""How Ischia decides, told from the knowledge itself: the five answers, and which rules rest on what."""

from collections import Counter
from dataclasses import dataclass

from ischia.core.facts.rules import Rule
from ischia.core.knowledge import Knowledge
from ischia.core.value import Disposition
from ischia.exchange.wording import Band, band_of

EXPERT = "EXPERT"


@dataclass(frozen=True)
class Answer:
    """One of the five answers, and how many rules lead to it."""

    id: str
    band: Band
    rules: int


def answers(knowledge: Knowledge) -> list[Answer]:
    """The five answers, the strictest first."""
    found = Counter(rule.then for rule in knowledge.rules.values())
    return [Answer(each.id, band_of(each), found[each]) for each in sorted(Disposition, reverse=True)]


def by_convention(knowledge: Knowledge) -> list[Rule]:
    """The rules with no study behind them, only what experts agree on."""
    return [rule for rule in knowledge.rules.values() if rule.sources == (EXPERT,)]


def disagreements(knowledge: Knowledge) -> list[dict[str, str]]:
    """Where sources contradict each other, and which side we take."""
    return [dict(each) for each in knowledge.documents["disagreements.yaml"]["disagreements"]]
