"""A guess instead of a number: which number stands for a stretch. The riskier end, so that a guess never helps."""

from functools import cache

from ischia.core.case import make_case
from ischia.core.facts.findings import Band, Finding
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book


def number_for(finding: Finding, band: Band) -> int:
    """The end of a stretch at which more rules can speak; of two that are alike, the lower one."""
    return max((band.low, band.high), key=lambda number: (len(rules_at(finding.id, number)), -number))


@cache
def rules_at(name: str, number: int) -> frozenset[str]:
    """The rules that can speak, whatever the other answers, when this number is given."""
    knowledge = load_knowledge()
    book = rule_book(knowledge)
    case = make_case({name: number}, knowledge)
    speaking = {rule.id for rule in book.speaking(case)}
    could = {rule.id for rule in book.rules if book.completions.worst(case, {rule.id: rule.then})}
    return frozenset(speaking | could)


def band_of(finding: Finding, number: int) -> Band | None:
    """The stretch a number lies in."""
    return next((band for band in finding.bands if band.low <= number <= band.high), None)
