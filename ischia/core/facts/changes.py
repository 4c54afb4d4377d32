"""How an answer may truly become another one: by time, or by something that happens in the world.

Whatever a question does not declare here can only change by being asked again, and is never suggested.
"""

from typing import Annotated, Literal

from pydantic import Field

from ischia.core.conditions import ALWAYS
from ischia.core.facts.conditions import When
from ischia.core.value import Value

HOURS = {"hour": 1, "day": 24, "week": 168}


class Counting(Value):
    """A number that counts up by itself, one more `every` hour, day or week `since` something happened.

    It does so for whoever `only_if` holds.
    """

    by: Literal["counting"]
    every: Literal["hour", "day", "week"]
    since: str
    only_if: When = ALWAYS

    @property
    def hours(self) -> int:
        """Hours until there is one more."""
        return HOURS[self.every]


class Passing(Value):
    """What is asked about a stretch of `days` ends once more than these have gone by `since` it happened.

    The answer then becomes `to`, or is left `without` some words of a set. The days that have gone by already are told
    by the number in `counted_by`; with no such number it may have happened on the very day of the answers.
    """

    by: Literal["passing"]
    days: int = Field(ge=1)
    counted_by: str | None = None
    to: bool | str | None = None
    without: tuple[str, ...] = ()
    since: str
    only_if: When = ALWAYS


class Event(Value):
    """Something that a person can bring about or wait for, and what the answer is then.

    A `check` is done by a doctor, an `agreement` is given by somebody else, a `recovery` has to come of itself. The
    answer, if it is one of `of` (any, when that is empty), becomes `to`, or is left `without` some words of a set;
    numbers in `at_most` come down to at most these. `say` is what must have happened, as a whole sentence.
    """

    by: Literal["check", "agreement", "recovery"]
    of: tuple[bool | str, ...] = ()
    to: bool | str | None = None
    without: tuple[str, ...] = ()
    at_most: dict[str, int] = {}
    say: str


Change = Annotated[Counting | Passing | Event, Field(discriminator="by")]
