"""The parts of the safety case that data know best: the hazard log, and the rules that rest on convention only."""

import re
from collections.abc import Iterable, Iterator

from between import between

from ischia.core.knowledge import Knowledge
from ischia.proof.hazards import CONVENTION, Hazard

RISKS = "| Hazard | Severity | Likelihood before | after | Risk before | after |\n| --- | --- | --- | --- | --- | --- |"


def filled(page: str, hazards: Iterable[Hazard], knowledge: Knowledge) -> str:
    """The page with its made parts made anew, each between its two marks."""
    hazards = tuple(hazards)
    page = between(page, "hazards", "\n".join(hazard_log(hazards)))
    return between(page, "convention", "\n".join(convention_only(hazards, knowledge)))


def hazard_log(hazards: tuple[Hazard, ...]) -> Iterator[str]:
    """A table of all hazards, the worst that is left first, then each with its controls and what holds them."""
    claims = sum(len(each.claims) for each in hazards)
    yield f"{len(hazards)} hazards, held by {claims} theorems and by tests. The worst left first.\n"
    yield RISKS
    for each in sorted(hazards, key=lambda each: -each.risk_after):
        risk = f"{each.risk_before} | {each.risk_after}"
        before, after = _word(each.likelihood_before), _word(each.likelihood_after)
        yield f"| [{each.name}](#{_anchor(each)}) | {each.severity} | {before} | {after} | {risk} |"
    for each in hazards:
        yield from _told(each)


def _told(hazard: Hazard) -> Iterator[str]:
    yield f"\n### {hazard.name}\n"
    yield f"**Harm.** {hazard.harm} **How it could come about.** {hazard.sequence}\n"
    before = f"{_word(hazard.likelihood_before)} likelihood, risk {hazard.risk_before}"
    after = f"{_word(hazard.likelihood_after)} likelihood, risk {hazard.risk_after}"
    yield f"{hazard.severity.capitalize()}. Before: {before}. After: {after}.\n"
    yield from (f"- {control}" for control in hazard.controls)
    yield f"\n**What is left.** {hazard.residual}"
    if hazard.claims:
        yield "\nProved of every case:\n"
        yield from (f"- `{claim.id}` {claim.say}" for claim in hazard.claims)
    if hazard.tests:
        yield "\nTested:\n"
        yield from (f"- `{test}`" for test in hazard.tests)
    custom = " Custom only: needs a clinician's eye." if hazard.convention_only else ""
    yield f"\nSources: {', '.join(hazard.sources)}.{custom}"


def convention_only(hazards: tuple[Hazard, ...], knowledge: Knowledge) -> Iterator[str]:
    """The rules, and the hazards, that no source but custom settles."""
    yield "| Rule | What it says |\n| --- | --- |"
    for rule in knowledge.rules.values():
        if rule.sources == (CONVENTION,):
            yield f"| `{rule.id}` | {rule.say} |"
    names = [f"[{each.name}](#{_anchor(each)})" for each in hazards if each.convention_only]
    yield f"\nHazards for which the same is true: {'; '.join(names)}."


def _anchor(hazard: Hazard) -> str:
    """The address of a heading, as readers of Markdown make it."""
    return re.sub(r"[^\w -]", "", hazard.name.lower()).replace(" ", "-")


def _word(word: str) -> str:
    return word.replace("_", " ")
