"""Records that are shown as they are: the safety-net card, and what guidelines say."""

from typing import Literal

from pydantic import Field

from ischia.core.facts.care import Ids
from ischia.core.value import Value


class CardLine(Value):
    """One line of the card: where to go, and for which signs."""

    id: str
    urgency: Literal["emergency_now", "ambulance", "same_day_medical"]
    say: str
    items: Ids

    @property
    def sentence(self) -> str:
        """The whole line as one sentence."""
        return f"{self.say} {'; '.join(self.items)}."


class Card(Value):
    """The safety-net card, shown with every result and every plan."""

    id: str
    title: str
    lines: tuple[CardLine, ...]
    sources: Ids = Field(min_length=1)


class Guideline(Value):
    """What one guideline says about massage."""

    id: str
    body: str
    country: str
    year: int
    say: str
    sources: Ids = Field(min_length=1)
