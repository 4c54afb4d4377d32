"""The second list of findings and decisions, written apart from the knowledge, and what a knowledge has otherwise."""

from collections.abc import Iterator

from ischia.core.knowledge import Knowledge
from ischia.core.rules import rule_book
from tests.oracle import DECISIONS, FINDINGS, FOLLOW_UPS, GATE, NAMES_A_PLACE, NOT_SURE_FAILS, WHOLE_AREA


def findings_otherwise(knowledge: Knowledge) -> Iterator[str]:
    """Each finding whose type, answers or "not sure" the second list has otherwise."""
    for name, other in FINDINGS.items():
        finding = knowledge.findings[name]
        values = [finding.min, finding.max] if finding.type == "integer" else list(knowledge.allowed(finding))
        here = (finding.group, finding.type, finding.who, finding.not_sure, values)
        there = (other.group, other.type, other.who, other.not_sure, other.values or [])
        if here != there or type(finding.not_sure) is not type(other.not_sure):
            yield f"{name}: {here} instead of {there}"


def gate_otherwise(knowledge: Knowledge) -> Iterator[str]:
    """Each finding that the gate, or a place that is not named, treats otherwise than the second list says."""
    for name, finding in knowledge.findings.items():
        here = (finding.gate, finding.not_sure_passes, finding.must_hold_one, name in knowledge.asked_when)
        there = (name in GATE, name not in NOT_SURE_FAILS, name in NAMES_A_PLACE, name in FOLLOW_UPS)
        if here != there:
            yield f"{name}: (gate, not sure passes, must hold one, follow-up) are {here} instead of {there}"
        area = set(rule_book(knowledge).area(finding))
        if area != set(WHOLE_AREA.get(name, ())):
            yield f"{name}: its whole area is {sorted(area)}"


def decisions_otherwise(knowledge: Knowledge) -> Iterator[str]:
    """Each rule that decides or limits otherwise than the second list says."""
    for name in dict.fromkeys((*DECISIONS, *knowledge.rules)):
        if name not in knowledge.rules:
            yield f"{name}: there is no such rule"
            continue
        rule = knowledge.rules[name]
        cleared = rule.after_clearance.id if rule.after_clearance is not None else None
        if [rule.then.id, cleared, rule.limits] != DECISIONS.get(name):
            yield f"{name}: {rule.then.id}, {cleared}, {rule.limits} instead of {DECISIONS.get(name)}"
