"""One person as planning sees them: their values, their limits and the knowledge, asked in short words."""

from dataclasses import dataclass

from ischia.core.case import Case
from ischia.core.conditions import Condition, holds
from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits


@dataclass(frozen=True)
class Person:
    """A case, the limits it was screened to, and the knowledge."""

    case: Case
    limits: Limits
    knowledge: Knowledge

    def holds(self, condition: Condition) -> bool:
        """Does a condition, computed findings and all, hold of this person?"""
        return holds(self.knowledge.base(condition), self.case.values)

    def says_yes(self, finding: str) -> bool:
        """Is a yes/no finding yes?"""
        return self.case.values.get(finding) is True

    def members(self, finding: str) -> frozenset[str]:
        """What a set holds; nothing where it was not answered."""
        value = self.case.values.get(finding)
        return value if isinstance(value, frozenset) else frozenset()

    def listed(self, finding: str) -> tuple[str, ...]:
        """What a set holds, in the order it was given."""
        answer = self.case.answers.get(finding)
        return answer if isinstance(answer, tuple) else ()

    def number(self, finding: str) -> int | None:
        """A number, where it is known."""
        value = self.case.values.get(finding)
        return value if isinstance(value, int) else None

    def choice(self, finding: str) -> str | None:
        """A choice, where one was made."""
        value = self.case.values.get(finding)
        return value if isinstance(value, str) else None

    def wants(self, setting: str) -> bool:
        """Is massage wanted in this setting? No wish is no objection."""
        wanted = self.members("settings_wanted")
        return not wanted or setting in wanted

    def positions(self, among: tuple[str, ...], held_long: bool = True) -> list[str]:
        """Those positions that the limits allow and, where they are held long, the person can stay in."""
        held = self.members("positions_ok") if held_long else frozenset()
        return [each for each in among if each not in self.limits.forbid_positions and (not held or each in held)]
