"""One more risk never makes the advice laxer."""

from collections.abc import Iterator
from dataclasses import dataclass

import z3

from ischia.core.conditions import findings_in
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.value import Disposition
from ischia.proof.all_cases import AllCases
from ischia.proof.decisions import Decisions
from ischia.proof.formulas import Formula, every, no, some
from ischia.proof.known_exceptions import KnownExceptions
from ischia.proof.person import AnyAnswer
from ischia.proof.statements import NOT_LIMITS, Statement
from ischia.proof.theorems import Doubt, Theorem


@dataclass(frozen=True)
class RaisingARisk(Theorem):
    """Raising one risk, all else being equal, never lowers the disposition and loosens no limit.

    Limits are compared while massage is allowed before and after. Letters count in both cases, and so does what else
    a doctor has vouched for, unless they are said to fall.
    """

    finding: str
    unless: str | None = None

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case before and one after, the second milder or freer."""
        finding = cases.knowledge.findings[self.finding]
        before = cases.decisions
        case = before.case.but("after", self.finding)
        fallen = looked_at(self.finding, cases.knowledge) if self.unless == "letters_fall" else frozenset()
        after = before.for_another(case, self.finding, fallen)
        given = [raised(finding, before.case[self.finding], case[self.finding])]
        if self.unless == "place_was_named":
            given.append(before.sayings.told(self.finding))
        milder = {each.id: every((before.at_least(each), no(after.at_least(each)))) for each in list(Disposition)[1:]}
        yield Doubt(every(given), (before.case, case), milder)
        doctor = Disposition.DOCTOR_BEFORE_MASSAGE
        given += [no(before.at_least(doctor)), no(after.at_least(doctor))]
        yield Doubt(every(given), (before.case, case), dict(loosened(before, after)))


@dataclass(frozen=True)
class ExceptionIsNeeded(Theorem):
    """Without its known exception the law of risks would not hold of a finding."""

    finding: str
    promises = True

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """The case that makes the exception necessary."""
        return RaisingARisk(self.id, self.sentence, self.finding).doubts(cases)


def loosened(before: Decisions, after: Decisions) -> Iterator[tuple[str, Formula]]:
    """Each limit that could hold before and not after, in words, with when that is so."""
    touched = (statement for rule in after.decided_here for statement in before.said[rule])
    for statement in dict.fromkeys(touched):
        if statement.kind not in NOT_LIMITS:
            yield str(statement), every((kept(statement, before), no(kept(statement, after))))


def kept(statement: Statement, decisions: Decisions) -> Formula:
    """Is what a limit asks for kept to? Where no massage may go at all, no pressure is too much."""
    off = Statement("region", statement.of)
    if statement.kind in ("pressure", "powered_region") and off in decisions.statements:
        return some((decisions.holds(statement), decisions.holds(off)))
    return decisions.holds(statement)


def raised(finding: Finding, before: AnyAnswer, after: AnyAnswer) -> Formula:
    """The answer after is no smaller a risk than the one before."""
    match finding.type:
        case "bool":
            return every((no(before.yes), after.yes))
        case "set":
            return every(z3.Implies(before.holds[word], after.holds[word]) for word in before.holds)
        case "integer":
            bounds = sorted({*before.reaches, *after.reaches})
            steps = [z3.Implies(before.at_least(bound), after.at_least(bound)) for bound in bounds]
            return every((before.counts, after.counts, *steps))
        case "choice":
            return some(
                every((before.includes(milder), after.includes(word)))
                for place, step in enumerate(steps_of(finding))
                for milder in step
                for worse in steps_of(finding)[place:]
                for word in worse
            )


def steps_of(finding: Finding) -> list[tuple[str, ...]]:
    """The words of a choice, from the least severe to the most; words of one step are as severe as each other."""
    return [step if isinstance(step, tuple) else (step,) for step in finding.severity]


def looked_at(finding: str, knowledge: Knowledge) -> frozenset[str]:
    """The rules whose letters looked at a finding."""
    return frozenset(name for name, condition in knowledge.conditions.items() if finding in findings_in(condition))


UNLESS = {
    None: "",
    "letters_fall": ", once letters that looked at the answer have fallen",
    "place_was_named": ", where the place was named before",
}


def monotone(knowledge: Knowledge, exceptions: KnownExceptions) -> Iterator[Theorem]:
    """The law of risks for each of them, and for each exception that it is needed."""
    for finding in knowledge.findings.values():
        if finding.risk == "risk":
            unless = exceptions.unless(finding.id)
            sentence = f"Raising `{finding.id}` never makes the result milder or the limits looser{UNLESS[unless]}."
            yield RaisingARisk(f"risk.{finding.id}", sentence, finding.id, unless)
    for each in exceptions.risks:
        yield ExceptionIsNeeded(f"exception.{each.finding}", each.say, each.finding)
