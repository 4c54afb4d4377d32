"""What is said to be decided cannot get worse, and what is said to be possible can come about."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.proof.all_cases import AllCases
from ischia.proof.formulas import Formula, every, no, some
from ischia.proof.meaning import meaning
from ischia.proof.person import AnyCase, same
from ischia.proof.theorems import Doubt, Theorem


@dataclass(frozen=True)
class NoCompletionIsWorse(Theorem):
    """Whatever rule can speak once blanks are answered, the search for completions finds."""

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """For each rule: a case, and a completion in which it speaks although the search says that it cannot."""
        then = AnyCase(cases.knowledge, "then")
        speaks = {rule: meaning(condition, then) for rule, condition in cases.knowledge.conditions.items()}
        completes = completion(cases.case, then, cases)
        for rule, could_speak in cases.openness.could_speak.items():
            yield Doubt(every((completes, speaks[rule], no(could_speak))), (cases.case, then), {rule: speaks[rule]})


@dataclass(frozen=True)
class WhatIsOpenCanComeAbout(Theorem):
    """Every route that the search finds leads there: of whoever fits it the rule speaks, and each question is asked."""

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """Somebody who fits a route and of whom the rule does not speak, or who is not asked a follow-up on it."""
        openness, case = cases.openness, cases.case
        for rule, routes in openness.routes.items():
            for route in routes:
                called = [cases.decisions.sayings.called_for(name) for name in sorted(route.called)]
                arrives = every((cases.decisions.speaks[rule], *called))
                yield Doubt(every((openness.fits(route.term, case), no(arrives))), (case,))


def completion(now: AnyCase, then: AnyCase, cases: AllCases) -> Formula:
    """The second case is the first one with some blanks answered that a person is asked, where they are called for."""
    parts = []
    for finding in cases.knowledge.findings.values():
        one, other = now[finding.id], then[finding.id]
        kept = same(one, other)
        if finding.asked_of_a_person:
            condition = cases.knowledge.asked_when.get(finding.id)
            asked = [no(one.answered)] if condition is None else [no(one.answered), meaning(condition, then)]
            parts.append(some((kept, every(asked))))
        else:
            parts.append(kept)
    return every(parts)


def decided() -> Iterator[Theorem]:
    """What holds of "decided" and of what is open."""
    yield NoCompletionIsWorse(
        "decided", "When a screening is decided, no answer to the questions left blank makes its result worse."
    )
    yield WhatIsOpenCanComeAbout(
        "decided.reachable", "What is said to be still possible can come about: there are answers that lead to it."
    )
