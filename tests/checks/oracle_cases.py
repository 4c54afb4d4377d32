"""Cases drawn with a seed, the oracle's answer to each, and what a knowledge gets wrong of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from types import SimpleNamespace
from typing import Any

from ischia.core.case import Case
from ischia.core.gate import still_needed
from ischia.core.rules import RuleBook
from ischia.core.screening import limits_of, reasons_for
from tests.oracle import decide
from tests.strategies import any_case

SEEDS, OF_EACH = range(4), 5000


@dataclass(frozen=True)
class Answered:
    """One case and what the oracle says of it."""

    findings: Mapping[str, Any]
    expected: SimpleNamespace
    about: Collection[str]

    def wrong(self, case: Case, book: RuleBook) -> str | None:
        """The first thing in which this rule book and the oracle differ; None when they are of one mind."""
        reasons = reasons_for(case, book)
        differ = {reason.rule for reason in reasons} ^ set(self.expected.rules)
        if differ:
            return f"{', '.join(sorted(differ))} should speak, or should not: {self.findings}"
        worst = max(reason.disposition for reason in reasons)
        if not worst.id == book.verdict(case).id == self.expected.disposition:
            return f"{worst.id} instead of {self.expected.disposition}: {self.findings}"
        if limits_of(reasons, book.knowledge).model_dump(mode="json") != self.expected.limits:
            return f"limits are not {self.expected.limits}: {self.findings}"
        if (not still_needed(case, book)) is not self.expected.complete:
            return f"complete should be {self.expected.complete}: {self.findings}"
        return None


@lru_cache
def answered_by_the_oracle(seed: int) -> tuple[Answered, ...]:
    """The cases of one seed, each with the oracle's answer."""
    rng = Random(seed)
    return tuple(answered(any_case(rng)) for _ in range(OF_EACH))


def answered(findings: Mapping[str, Any], *about: str) -> Answered:
    """One case with the oracle's answer; it is about the rules that speak, and what is named besides."""
    expected = decide(findings)
    return Answered(findings, expected, frozenset((*expected.rules, *about)))
