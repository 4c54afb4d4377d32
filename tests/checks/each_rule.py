"""Each rule for itself: where it starts and stops to speak (cases/thresholds.yaml), and what it then decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from ischia.core.case import Case
from ischia.core.rules import RuleBook
from ischia.core.screening import reasons_for
from tests.checks.given_cases import CASES
from tests.oracle import disposition, facts, is_cleared, limits_of_rule, strictest

STEPS: dict[str, list[dict[str, Any]]] = YAML(typ="safe", pure=True).load(CASES / "thresholds.yaml")


class Side(NamedTuple):
    """One side of a step: with these answers the rule speaks, or falls silent."""

    rule: str
    findings: Mapping[str, Any]
    speaks: bool

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about."""
        return (self.rule,)

    def wrong(self, speaking: set[str]) -> str | None:
        """What is wrong when these rules speak; None when nothing is."""
        if (self.rule in speaking) is self.speaks:
            return None
        return f"{self.rule} should {'speak' if self.speaks else 'be silent'} with {dict(self.findings)}"


def sides(rule: str) -> Iterator[Side]:
    """Both sides of each step of a rule."""
    for step in STEPS[rule]:
        yield Side(rule, step["when"], speaks=True)
        if "but_not" in step:
            yield Side(rule, stepped(step["when"], step["but_not"]), speaks=False)


def stepped(answers: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """The answers after the change; `blank` takes one away."""
    return {name: answer for name, answer in {**answers, **change}.items() if answer != "blank"}


@dataclass(frozen=True)
class Alone:
    """One rule for itself, in a case in which it speaks, with or without a doctor's letter for it."""

    rule: str
    findings: Mapping[str, Any]

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about."""
        return (self.rule,)

    def wrong(self, case: Case, book: RuleBook) -> str | None:
        """How the rule decides or limits otherwise than the oracle says; None when they are of one mind."""
        reason = next((reason for reason in reasons_for(case, book) if reason.rule == self.rule), None)
        if reason is None:
            return f"{self.rule} should speak with {dict(self.findings)}"
        f = facts(self.findings)
        limits = {key: strictest(key, [value]) for key, value in limits_of_rule(self.rule, self.findings, f).items()}
        limits = {key: value for key, value in limits.items() if value not in ([], {})}
        here = (reason.disposition.id, reason.cleared, reason.limits.model_dump(mode="json"))
        there = (disposition(f, [self.rule]), is_cleared(self.rule, f), limits)
        return None if here == there else f"{self.rule} is {here} instead of {there} with {dict(self.findings)}"


def alone(rule: str) -> Iterator[Alone]:
    """Each way in which a rule can speak, and the first of them once more with a letter of today."""
    ways = [side.findings for side in sides(rule) if side.speaks]
    for findings in (*ways, {**ways[0], "cleared_rules": [rule], "clearance_days_ago": 0}):
        yield Alone(rule, findings)
