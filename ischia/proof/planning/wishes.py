"""What planning asks of a person, as formulas: yes or no, wishes, places, positions, and what the limits forbid."""

from collections.abc import Iterable

from ischia.core.conditions import Condition, OneOf
from ischia.core.knowledge import Knowledge
from ischia.proof.decisions import Decisions
from ischia.proof.formulas import Formula, every, no, some
from ischia.proof.meaning import meaning
from ischia.proof.statements import Statement


class AnyPerson:
    """A case, what is decided of it, and the knowledge, asked in short words."""

    def __init__(self, decisions: Decisions) -> None:
        self.decisions, self.case = decisions, decisions.case
        self.knowledge: Knowledge = decisions.knowledge

    def holds(self, condition: Condition) -> Formula:
        """Does a condition, computed findings and all, hold?"""
        return meaning(self.knowledge.base(condition), self.case)

    def says_yes(self, finding: str) -> Formula:
        """Is a yes/no finding yes?"""
        return self.case[finding].yes

    def named(self, finding: str, word: str) -> Formula:
        """Does a set hold this word?"""
        return self.case[finding].includes(word)

    def names_any(self, finding: str) -> Formula:
        """Does a set hold anything?"""
        return some(self.case[finding].holds.values())

    def wants(self, setting: str) -> Formula:
        """Is massage wanted in this setting? No wish is no objection."""
        return some((no(self.names_any("settings_wanted")), self.named("settings_wanted", setting)))

    def is_in_stage(self, stages: Iterable[str]) -> Formula:
        """Is this bout in one of these stages?"""
        return self.holds(OneOf("stage", frozenset(stages)))

    def forbids(self, kind: str, of: str) -> Formula:
        """Do the limits forbid this?"""
        return self.decisions.holds(Statement(kind, of))

    def forbids_longer_than(self, minutes: float) -> list[Formula]:
        """Each limit that a session of so many minutes would break."""
        bounds = (statement.bound for statement in self.decisions.statements if statement.kind == "minutes")
        return [self.decisions.holds(Statement("minutes", "", bound)) for bound in bounds if bound < minutes]

    def has_position(self, among: Iterable[str], held_long: bool = True) -> Formula:
        """Is one of these positions allowed and, where it is held long, one the person can stay in?"""
        free = no(self.names_any("positions_ok"))
        return some(
            every((no(self.forbids("position", each)), some((free, self.named("positions_ok", each)))))
            if held_long
            else no(self.forbids("position", each))
            for each in among
        )
