"""Losing an answer that protects never makes the advice laxer."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.core.knowledge import Knowledge
from ischia.core.value import Disposition
from ischia.proof.all_cases import AllCases
from ischia.proof.formulas import every, no
from ischia.proof.known_exceptions import KnownExceptions
from ischia.proof.laws.monotone import loosened, raised
from ischia.proof.theorems import Doubt, Theorem

DOCTOR = Disposition.DOCTOR_BEFORE_MASSAGE


@dataclass(frozen=True)
class LosingAProtection(Theorem):
    """With one protective answer lost, all else being equal, nothing is milder.

    Lost is a yes that is none any more, a number that is smaller, a word less in a set. Where the answer sets limits
    of its own, these are excepted, and only what stands in the way of massage is looked at.
    """

    finding: str
    limits_excepted: bool = False

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case before and one after, the second milder or freer."""
        before, case = cases.decisions, cases.case.but("after", self.finding)
        after = before.for_another(case, self.finding)
        lost = raised(cases.knowledge.findings[self.finding], case[self.finding], before.case[self.finding])
        levels = [level for level in list(Disposition)[1:] if level >= DOCTOR or not self.limits_excepted]
        milder = {each.id: every((before.at_least(each), no(after.at_least(each)))) for each in levels}
        yield Doubt(lost, (before.case, case), milder)
        if not self.limits_excepted:
            allowed = every((lost, no(before.at_least(DOCTOR)), no(after.at_least(DOCTOR))))
            yield Doubt(allowed, (before.case, case), dict(loosened(before, after)))


@dataclass(frozen=True)
class ProtectionLimits(Theorem):
    """A protective answer that is excepted does set limits of its own, which go when it is lost."""

    finding: str
    promises = True

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """The case that makes the exception necessary."""
        return LosingAProtection(self.id, self.sentence, self.finding).doubts(cases)


def protected(knowledge: Knowledge, exceptions: KnownExceptions) -> Iterator[Theorem]:
    """The law of protective answers for each, and for each exception that it is needed; choices have no order here."""
    excepted = {each.finding: each for each in exceptions.protections}
    for finding in knowledge.findings.values():
        if finding.risk == "protective" and finding.type != "choice":
            but = finding.id in excepted
            what = "opens massage that was not allowed" if but else "makes the result milder or the limits looser"
            yield LosingAProtection(
                f"protection.{finding.id}", f"Losing `{finding.id}` never {what}.", finding.id, limits_excepted=but
            )
    for each in excepted.values():
        yield ProtectionLimits(f"exception.{each.finding}", each.say, each.finding)
