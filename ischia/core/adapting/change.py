"""What changed in a plan, by whom and why; and the plan that came of it."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from ischia.core.facts.care import Ids
from ischia.core.planning.plan import Plan
from ischia.core.session.occasions import Pause
from ischia.core.value import Value

Kind = Literal[
    "hold", "raise", "lower", "pause", "taper", "stop", "switch", "choose", "flare", "swap", "skip", "restore", "resume"
]
By = Literal["rule", "person", "therapist"]


class Move(Value):
    """One thing that differs between two versions of a plan: what, how it was, and how it is; empty where it is not."""

    what: str
    was: str
    becomes: str

    @property
    def sentence(self) -> str:
        """The difference as one line."""
        if self.was and self.becomes:
            return f"{self.what}: {self.was} → {self.becomes}"
        return f"{self.what}: {self.becomes or 'left out'}"


class Change(Value):
    """One change of a plan. `hold` changes nothing, and `choose` waits for the person's choice of one thing.

    `rule` is the rule that spoke, an id in adapting.yaml; `moves` are what it changed.
    """

    kind: Kind
    rule: str
    moves: tuple[Move, ...]
    why: str
    by: By
    sources: Ids = Field(min_length=1)


NARROWER: tuple[Kind, ...] = ("lower", "pause", "stop", "taper", "switch")


def narrowed(changes: Iterable[Change]) -> bool:
    """Did a rule make massage gentler, fewer or none? Then an earlier version does not bring it back."""
    return any(change.by != "person" and change.kind in NARROWER for change in changes)


class Adapted(Value):
    """The plan after a change, and the days on which nothing of it is done, where there are such days.

    `today_only`: the plan holds for this day alone, and the one before it goes on tomorrow.
    """

    change: Change
    plan: Plan
    pause: Pause | None = None
    today_only: bool = False
