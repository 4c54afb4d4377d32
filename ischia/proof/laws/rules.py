"""Every rule can speak, and every rule matters."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.core.knowledge import Knowledge
from ischia.proof.all_cases import AllCases
from ischia.proof.formulas import every, no
from ischia.proof.theorems import Doubt, Theorem


@dataclass(frozen=True)
class RuleCanSpeak(Theorem):
    """A rule speaks of some case in which follow-ups are answered only where they are called for."""

    rule: str = ""
    wants_a_case = True

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case of which it speaks."""
        called_for = {name: cases.decisions.sayings.called_for(name) for name in cases.knowledge.asked_when}
        as_asked = cases.case.follow_ups_in_place(called_for)
        yield Doubt(every((cases.decisions.speaks[self.rule], as_asked)), (cases.case,))


@dataclass(frozen=True)
class RuleMatters(Theorem):
    """Without a rule the disposition or a limit of some case would be milder."""

    rule: str = ""
    wants_a_case = True

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case in which only this rule says something."""
        said = cases.decisions.said[self.rule]
        alone = {
            str(statement): every((when, no(cases.decisions.holds_without(self.rule, statement))))
            for statement, when in said.items()
        }
        yield Doubt(cases.decisions.speaks[self.rule], (cases.case,), alone)


@dataclass(frozen=True)
class RuleIsShadowed(RuleMatters):
    """A rule that is marked as one that changes nothing does change nothing."""

    wants_a_case = False


def rules_matter(knowledge: Knowledge, meant: frozenset[str]) -> Iterator[Theorem]:
    """What is promised of each rule; of those that are meant to change nothing, that they do not."""
    for rule in knowledge.rules:
        yield RuleCanSpeak(f"speaks.{rule}", f"There are people of whom `{rule}` speaks.", rule=rule)
        if rule in meant:
            yield RuleIsShadowed(f"shadowed.{rule}", f"`{rule}` changes no result, as meant.", rule=rule)
        else:
            yield RuleMatters(f"matters.{rule}", f"Without `{rule}` somebody's result would be milder.", rule=rule)
