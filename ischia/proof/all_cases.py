"""All cases of one knowledge at once: the unknowns and what is decided of them, each made when first asked for."""

from functools import cached_property

from ischia.core.knowledge import Knowledge
from ischia.core.rules import rule_book
from ischia.proof.decisions import Decisions
from ischia.proof.formulas import Formula, every, no, some
from ischia.proof.openness import Openness
from ischia.proof.person import AnyCase
from ischia.proof.planning.build import AnyPlan


class AllCases:
    """What is proved is proved of these."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.case = AnyCase(knowledge)

    @cached_property
    def decisions(self) -> Decisions:
        """Which rules speak of a case and what they say."""
        return Decisions(self.knowledge, self.case)

    @cached_property
    def as_asked(self) -> Formula:
        """Follow-ups are answered only where they are called for."""
        calls = self.knowledge.asked_when
        return every(some((no(self.case[name].answered), self.decisions.sayings.called_for(name))) for name in calls)

    @cached_property
    def openness(self) -> Openness:
        """What blanks could still make of a case."""
        return Openness(self.decisions, rule_book(self.knowledge).completions)

    @cached_property
    def plan(self) -> AnyPlan:
        """What planning makes of a case."""
        return AnyPlan(self.decisions, self.openness)
