"""The base of every value in the core: frozen, checked on birth, nothing unknown let in."""

from enum import IntEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema

from ischia.core.problems import Problem


class Value(BaseModel):
    """A frozen value. Two with the same content are equal; none can be changed after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Disposition(IntEnum):
    """How far massage may go. Higher is stricter; the strictest reason wins."""

    SUITABLE = 0
    MASSAGE_WITH_LIMITS = 1
    DOCTOR_BEFORE_MASSAGE = 2
    SAME_DAY_MEDICAL = 3
    EMERGENCY_NOW = 4

    @property
    def id(self) -> str:
        """The word in files and answers: `emergency_now`."""
        return self.name.lower()


def disposition_of(word: object) -> Disposition:
    """The disposition named by a word.

    Raises:
        Problem: there is none of that name.
    """
    if isinstance(word, Disposition):
        return word
    try:
        return Disposition[str(word).upper()]
    except KeyError:
        raise Problem("disposition", word, ", ".join(each.id for each in Disposition)) from None


DispositionWord = Annotated[
    Disposition,
    BeforeValidator(disposition_of),
    PlainSerializer(lambda disposition: disposition.id, return_type=str),
    WithJsonSchema({"type": "string", "enum": [each.id for each in reversed(Disposition)]}),
]
