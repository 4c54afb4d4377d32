"""The claims of the hazard log as theorems: what must be true of every case, written apart from the rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ischia.core.conditions import findings_in
from ischia.core.limits import FLAGS
from ischia.core.value import Disposition
from ischia.proof.all_cases import AllCases
from ischia.proof.decisions import Decisions
from ischia.proof.formulas import TRUE, Formula, every, no
from ischia.proof.hazards import Claim, Hazard
from ischia.proof.meaning import meaning
from ischia.proof.statements import NAMED, Statement
from ischia.proof.theorems import Doubt, Theorem


@dataclass(frozen=True)
class ClaimHolds(Theorem):
    """In every case in which the condition of a claim holds, the result is at least what it promises."""

    hazard: str
    claim: Claim

    @property
    def told(self) -> str:
        """The hazard's name and what must be true so that it does no harm."""
        return f"{self.hazard}: {self.sentence}"

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case in which the condition holds and a promise is broken."""
        claim, decisions = self.claim, cases.decisions
        broken = {**_milder(claim.with_letters, decisions), **dict(_looser(claim.limits, decisions))}
        until_cleared = _milder(claim.at_least, decisions) | dict(_looser(claim.limits_until_cleared, decisions))
        for name, formula in until_cleared.items():
            broken[f"{name}, with no letter"] = every((decisions.no_letter_counts, formula))
        yield Doubt(meaning(claim.when, cases.case), (cases.case,), broken)

    def reads(self, finding: str) -> bool:
        """Does the claim's condition read this finding?"""
        return finding in findings_in(self.claim.when)


def _milder(level: Disposition | None, decisions: Decisions) -> dict[str, Formula]:
    return {} if level is None else {f"milder than {level.id}": no(decisions.at_least(level))}


def _looser(limits: Mapping[str, Any], decisions: Decisions) -> Iterator[tuple[str, Formula]]:
    """Each way in which the joined limits could be looser than these, in words, with when they are."""
    for statement, when in _demands(limits, decisions):
        yield f"lacks {statement}", every((when, no(decisions.holds(statement))))


def _demands(limits: Mapping[str, Any], decisions: Decisions) -> Iterator[tuple[Statement, Formula]]:
    """What limits ask for, as the strictest statements that say it, with when they ask for it."""
    sayings = decisions.sayings
    for key, kind in {**NAMED, "wait_until": "wait_until"}.items():
        for word in limits.get(key, ()):
            yield from ((Statement(kind, place), when) for place, when in sayings.places(word))
    for word, cap in {"": limits.get("max_pressure"), **limits.get("max_pressure_in", {})}.items():
        if cap is not None:
            yield from ((Statement("pressure", place, cap), when) for place, when in sayings.places(word))
    yield from ((Statement("flag", flag), TRUE) for flag in FLAGS if limits.get(flag))
    if (minutes := limits.get("max_minutes")) is not None:
        lowest = max((each for each in sayings.minutes if each <= minutes), default=0)
        yield Statement("minutes", "", lowest), TRUE


def hazard_claims(hazards: Iterable[Hazard]) -> Iterator[ClaimHolds]:
    """Every claim of every hazard as a theorem."""
    for hazard in hazards:
        for claim in hazard.claims:
            yield ClaimHolds(claim.id, claim.say, hazard.name, claim)
