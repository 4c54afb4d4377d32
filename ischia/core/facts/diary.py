"""The diary: what an entry may hold, and which entry is a reason to answer the safety questions again."""

from pydantic import Field

from ischia.core.facts.care import Ids, Saying
from ischia.core.value import Value


class Symptom(Value):
    """Something scored on each side of the body. `none` and `most` are the words at both ends of its scale."""

    id: str
    name: str
    none: str
    most: str
    in_leg: bool
    told_by: Ids = ()
    sources: Ids = Field(min_length=1)


class ReachFacts(Value):
    """How far down a leg it goes: the first stop that lies in the leg, and which way is good."""

    in_leg_from: str
    say: str
    sources: Ids = Field(min_length=1)


class Sign(Value):
    """A reason to answer the safety questions again; one that names a symptom speaks where it is new or has risen."""

    id: str
    say: str
    symptom: str = ""
    rises_by: int = Field(default=1, ge=1)
    sources: Ids = Field(min_length=1)


class Care(Value):
    """Other care that stands on the same timeline."""

    id: str
    name: str


class DiaryFacts(Value):
    """Everything the diary asks."""

    range: tuple[int, int]
    symptoms: tuple[Symptom, ...]
    reach: ReachFacts
    signs: tuple[Sign, ...]
    then: Saying
    care: tuple[Care, ...]

    def sign(self, name: str) -> Sign:
        """The sign of that id."""
        return next(sign for sign in self.signs if sign.id == name)
