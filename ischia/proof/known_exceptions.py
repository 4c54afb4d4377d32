"""Where a law does not hold as it stands, as data with the reason; each exception is proved to be needed."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from ischia.core.reader import Reader
from ischia.core.value import Value
from ischia.core.yaml_files import parse

FOLDER = Path(__file__).parent
FILE = "exceptions.yaml"


class RiskException(Value):
    """A risk that could make the advice laxer when it is raised, unless something is so; and why that is right."""

    finding: str
    unless: Literal["letters_fall", "place_was_named"]
    say: str


class ProtectionException(Value):
    """A protective answer that sets limits of its own, which go when it is lost; and why that is so."""

    finding: str
    say: str


class ShadowedRule(Value):
    """A rule that is meant never to change a result, and why it is there."""

    rule: str
    say: str


class KnownExceptions(Value):
    """The whole of exceptions.yaml."""

    risks: tuple[RiskException, ...]
    protections: tuple[ProtectionException, ...]
    shadowed: tuple[ShadowedRule, ...]

    def unless(self, finding: str) -> str | None:
        """What must be so for the law of risks to hold of a finding; None where it holds as it stands."""
        return next((each.unless for each in self.risks if each.finding == finding), None)


@lru_cache(maxsize=1)
def load_exceptions(folder: Path = FOLDER) -> KnownExceptions:
    """Every known exception.

    Raises:
        Problem: the file is no YAML or a record is not as it must be; the message names file, line and field.
    """
    return Reader(folder, {FILE: parse(FILE, (folder / FILE).read_bytes())}).whole(FILE, KnownExceptions)
