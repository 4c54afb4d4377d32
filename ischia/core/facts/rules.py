"""Rules that turn findings into a disposition and limits, and the sources they rest on."""

from typing import Any, Literal

from pydantic import Field

from ischia.core.facts.conditions import When
from ischia.core.value import DispositionWord, Value

SourceIds = tuple[str, ...]


class Rule(Value):
    """One rule: when it speaks, what it decides, which limits it sets, and what it says to whom.

    `number` is the place in which reasons are told. `limits` may hold `#LEG` (the leg's regions) and `@finding` (the
    regions in that finding). Without `after_clearance` no letter clears the rule; with `local_once_cleared` its wait
    then holds back only the regions that it forbids. A rule that asks for a doctor `ends_with_time` only where its own
    words say so; any other one is never suggested to be waited out. `since` is the edition that gave the rule its
    present form; one without it stands as in the first edition.
    """

    id: str
    number: int
    topic: str
    kind: Literal["ruled_out", "clearance", "limited"]
    when: When
    then: DispositionWord
    after_clearance: DispositionWord | None = None
    local_once_cleared: bool = False
    ends_with_time: bool = False
    limits: dict[str, Any] = {}
    say: str
    tell_clinician: str
    sources: SourceIds = Field(min_length=1)
    since: str | None = None


class Source(Value):
    """Where a fact comes from. `mark` says whether a page supporting it was seen while it was written down."""

    id: str
    kind: str
    cite: str
    year: int | None = None
    link: str | None = Field(default=None, pattern="^https://")
    mark: Literal["checked", "from_memory", "not_looked_up", "not_sourced"]
    note: str = ""
    says: str = ""


class Word(Value):
    """What one limit means, in words; `from` (for a wait) says from when massage may go on."""

    id: str
    say: str
    starts: str = Field(default="", alias="from")
