"""Every rule can speak, and every rule matters."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.core.knowledge import Knowledge
from ischia.proof.all_cases import AllCases
from ischia.proof.formulas import TRUE, Formula, every, no
from ischia.proof.known_exceptions import KnownExceptions
from ischia.proof.theorems import Doubt, Theorem


@dataclass(frozen=True)
class RuleCanSpeak(Theorem):
    """A rule speaks of some case in which follow-ups are answered only where they are called for."""

    rule: str
    promises = True
    shows = False

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case of which it speaks."""
        yield Doubt(every((cases.decisions.speaks[self.rule], cases.as_asked)), (cases.case,))


@dataclass(frozen=True)
class RuleMatters(Theorem):
    """Without a rule, somebody whose screening is complete would be told something milder.

    Words on whom to see and what to wait for are not enough: the disposition or a limit must be another.
    """

    rule: str
    promises = True
    shows = False

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case in which only this rule says something."""
        whole = every((cases.as_asked, cases.decisions.complete))
        yield Doubt(whole, (cases.case,), {**_only_said_by(self.rule, cases)})


@dataclass(frozen=True)
class RuleIsShadowed(Theorem):
    """A rule that is marked as one that changes nothing does change nothing."""

    rule: str

    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """A case in which only this rule says something."""
        yield Doubt(TRUE, (cases.case,), {**_only_said_by(self.rule, cases)})


def _only_said_by(rule: str, cases: AllCases) -> dict[str, Formula]:
    """Each statement of a rule that changes a result, with when no other rule makes it."""
    decisions = cases.decisions
    return {
        str(statement): every((when, no(decisions.holds_without(rule, statement))))
        for statement, when in decisions.said[rule].items()
        if statement.kind not in ("refer_to", "wait_until")
    }


def rules_matter(knowledge: Knowledge, exceptions: KnownExceptions) -> Iterator[Theorem]:
    """What is promised of each rule; of those that are meant to change nothing, that they do not."""
    meant = {each.rule for each in exceptions.shadowed}
    for rule in knowledge.rules:
        yield RuleCanSpeak(f"speaks.{rule}", f"There are people of whom `{rule}` speaks.", rule)
        if rule in meant:
            yield RuleIsShadowed(f"shadowed.{rule}", f"`{rule}` changes no result; it is there for its words.", rule)
        else:
            yield RuleMatters(f"matters.{rule}", f"Without `{rule}` somebody's result would be milder.", rule)
