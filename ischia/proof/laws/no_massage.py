"""When a plan may hold no massage at all, neither with a therapist nor at home."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL, HOLDING_WAITS
from ischia.core.planning.build import TOO_YOUNG
from ischia.core.value import Disposition
from ischia.proof.all_cases import AllCases
from ischia.proof.decisions import Decisions
from ischia.proof.formulas import TRUE, Formula, every, no, some
from ischia.proof.statements import Statement
from ischia.proof.theorems import Doubt, Theorem


@dataclass(frozen=True)
class NoMassageFrom(Theorem):
    """With this disposition or a worse one a plan holds no massage."""

    level: Disposition

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case that is this bad and gets massage."""
        yield _massage_while(cases.decisions.at_least(self.level), cases)


@dataclass(frozen=True)
class NoMassageWhileIncomplete(Theorem):
    """Until the completeness gate is passed a plan holds no massage."""

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case that lacks an answer and gets massage."""
        yield _massage_while(no(cases.decisions.complete), cases)


@dataclass(frozen=True)
class NoMassageWhileOpen(Theorem):
    """While an answer still missing could mean a doctor today, or worse, a plan holds no massage."""

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case that is still open and gets massage."""
        yield _massage_while(cases.openness.could_become(Disposition.SAME_DAY_MEDICAL), cases)


@dataclass(frozen=True)
class NoMassageUnder16(Theorem):
    """Nobody under 16 gets massage: the plan gate sees to it, and the rules would even without it."""

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A child who gets massage; a child whom the rules alone would let have it."""
        yield _massage_while(cases.plan.too_young, cases)
        age = cases.case["age"]
        child = every((age.counts, no(age.at_least(TOO_YOUNG))))
        yield Doubt(every((child, no(_all_forbidden(cases.decisions)))), (cases.case,))


@dataclass(frozen=True)
class NoMassageWhileWaiting(Theorem):
    """While a wait holds, a plan holds no massage, and every technique is forbidden.

    A wait that is over for all but one place, once a doctor has said yes, does not hold: that place stays forbidden.
    """

    wait: str

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case that has to wait and gets massage."""
        decisions = cases.decisions
        waiting = some(
            every((decisions.said[rule.id][wait], no(decisions.cleared[rule.id]) if rule.local_once_cleared else TRUE))
            for rule in cases.knowledge.rules.values()
            if (wait := Statement("wait_until", self.wait)) in decisions.said[rule.id]
        )
        yield _massage_while(waiting, cases)
        yield Doubt(every((waiting, no(_all_forbidden(decisions)))), (cases.case,))


def _massage_while(formula: Formula, cases: AllCases) -> Doubt:
    """Doubt that a case of which this holds gets no massage."""
    return Doubt(formula, (cases.case,), {"massage in the plan": cases.plan.in_clinic, "at home": cases.plan.at_home})


def _all_forbidden(decisions: Decisions) -> Formula:
    return decisions.holds(Statement("technique", ALL))


def no_massage(knowledge: Knowledge) -> Iterator[Theorem]:
    """When a plan may hold no massage."""
    says = "The plan of a case"
    none = "holds no massage, neither with a therapist nor at home."
    levels = {
        Disposition.EMERGENCY_NOW: f"{says} that is an emergency {none}",
        Disposition.SAME_DAY_MEDICAL: f"{says} that needs a doctor today {none}",
        Disposition.DOCTOR_BEFORE_MASSAGE: f"{says} in which a doctor comes first {none}",
    }
    for level, sentence in levels.items():
        yield NoMassageFrom(f"no_massage.{level.id}", sentence, level=level)
    yield NoMassageWhileIncomplete("no_massage.incomplete", f"{says} in which a safety question is unanswered {none}")
    yield NoMassageWhileOpen(
        "no_massage.open", f"{says} in which a blank could still mean a doctor today, or an emergency, {none}"
    )
    yield NoMassageUnder16(
        "no_massage.under_16", f"{says} of a child under 16 {none} The rules alone would see to it as well."
    )
    for word in sorted(HOLDING_WAITS):
        sentence = f"{says} that waits ({knowledge.words[word].say[:1].lower()}{knowledge.words[word].say[1:]}) {none}"
        yield NoMassageWhileWaiting(f"no_massage.{word}", sentence, wait=word)
