"""What we ask, and what is computed from the answers."""

from typing import Literal

from pydantic import Field

from ischia.core.facts.changes import Change
from ischia.core.facts.conditions import When
from ischia.core.value import Value

Vocabulary = Literal["regions", "rules", "techniques", "positions"]


class Ready(Value):
    """An answer that a page offers in words of its own, beside the usual ones: "None of these" for an empty set."""

    say: str
    stands_for: bool | int | str | tuple[str, ...] | None


class Band(Value):
    """A stretch of a number, for who can only guess: both ends included."""

    say: str
    low: int
    high: int


class Finding(Value):
    """One question: what is asked of whom, which answers are allowed, and what "not sure" counts as.

    `values` maps each allowed word to what the page shows for it; `of` names a vocabulary instead.
    `not_sure` is None where "not sure" counts as unanswered. A follow-up `asked_before_emergency` can still take back
    an emergency that the answer before it seems to be, so it is asked first; left blank, the emergency stands.
    An answer that `vouches_for` others says that a doctor has looked at them: it falls when one of them changes.
    `changes` are the ways in which the answer may truly become another one without being a mistake.
    """

    id: str
    group: str
    type: Literal["bool", "integer", "choice", "set"]
    min: int | None = None
    max: int | None = None
    unit: str | None = None
    values: dict[str, str] = {}
    of: Vocabulary | None = None
    ask: str
    help: str = ""
    who: Literal["person", "therapist", "either"]
    not_sure: bool | int | str | None = None
    asked_when: When | None = None
    gate: bool = False
    not_sure_passes: bool = True
    whole_area: tuple[str, ...] = ()
    must_hold_one: bool = False
    ordered: bool = False
    at_most: int | None = None
    confirm_not_sure: tuple[str, ...] = ()
    asked_before_emergency: bool = False
    risk: Literal["risk", "protective", "neither"]
    severity: tuple[str | tuple[str, ...], ...] = ()
    ready: tuple[Ready, ...] = ()
    bands: tuple[Band, ...] = ()
    ends: tuple[str, ...] = Field(default=(), max_length=2)
    vouches_for: tuple[str, ...] = ()
    after_advice: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def asked_of_a_person(self) -> bool:
        """Can the person be asked, before any session? Then a blank here is something still open."""
        return self.who != "therapist" and self.group != "I"


class Derived(Value):
    """A finding that is computed from others: a yes/no (`when`) or a choice (`values`, one condition each)."""

    id: str
    say: str
    when: When | None = None
    values: dict[str, When] = {}
    sources: tuple[str, ...] = Field(min_length=1)


class Group(Value):
    """A chapter of the questions."""

    id: str
    name: str


class Topic(Value):
    """One page of questions: `tick` is a list of yes/no questions, `one_by_one` have fields of their own."""

    id: str
    title: str
    lead: str
    why: str
    tick: tuple[str, ...] = Field(default=(), max_length=6)
    one_by_one: tuple[str, ...] = ()
    wishes: bool = False

    @property
    def findings(self) -> tuple[str, ...]:
        """Every question of the page, ticks first."""
        return self.tick + self.one_by_one
