"""What the law asks of a massage therapist, place by place: facts from `knowledge/laws.yaml`."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from ischia.core.facts.care import Ids, Saying
from ischia.core.value import Value

Code = r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$"


class TwoSay(Value):
    """Two sources that do not agree, and what that means for a reader."""

    id: str
    one: Saying
    other: Saying
    so: str


class PlaceLaw(Value):
    """The law of one country or state, as it was looked up on one day. `issuers` are ids of credentials.yaml."""

    id: str = Field(pattern=Code)  # ISO 3166-1, or 3166-2 for a state
    name: str
    rule: Literal["licence", "title", "voluntary", "none", "by_state"]
    in_short: str
    looked_up: date
    asks: tuple[Saying, ...] = Field(min_length=1)
    disagree: tuple[TwoSay, ...] = ()
    not_known: tuple[str, ...] = ()
    issuers: Ids = ()
    sources: Ids = Field(min_length=1)


class NotLookedUp(Value):
    """What holds everywhere else: that we do not know, and how to ask."""

    say: str
    how_to_ask: tuple[str, ...] = Field(min_length=1)


class LawFacts(Value):
    """The whole file."""

    rules: dict[str, str]  # what each `rule` is called
    places: tuple[PlaceLaw, ...]
    elsewhere: NotLookedUp

    @model_validator(mode="after")
    def _each_stands_once(self) -> "LawFacts":
        ids = [each.id for each in self.places]
        if len(ids) != len(set(ids)):
            raise ValueError("places: an id stands twice")
        if unnamed := {each.rule for each in self.places} - set(self.rules):
            raise ValueError(f"rules: {sorted(unnamed)} has no name")
        return self
