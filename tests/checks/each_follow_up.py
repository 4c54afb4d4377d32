"""Where each follow-up is asked and where not (cases/follow-ups.yaml), and what a knowledge gets wrong of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML

from ischia.core.case import Case
from ischia.core.rules import RuleBook
from tests.checks.each_rule import stepped
from tests.checks.given_cases import CASES

FOLLOW_UPS: dict[str, list[dict[str, Any]]] = YAML(typ="safe", pure=True).load(CASES / "follow-ups.yaml")


@dataclass(frozen=True)
class Asked:
    """With these answers the follow-up is asked, or is not."""

    name: str
    findings: Mapping[str, Any]
    asked: bool

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about."""
        return (self.name,)

    def wrong(self, case: Case, book: RuleBook) -> str | None:
        """What is wrong with this knowledge; None when nothing is."""
        if book.called_for(book.knowledge.findings[self.name], case) is self.asked:
            return None
        return f"{self.name} should {'' if self.asked else 'not '}be asked with {dict(self.findings)}"


def asked(name: str) -> Iterator[Asked]:
    """Both sides of each step of a follow-up."""
    for step in FOLLOW_UPS[name]:
        yield Asked(name, step["when"], asked=True)
        yield Asked(name, stepped(step["when"], step["but_not"]), asked=False)
