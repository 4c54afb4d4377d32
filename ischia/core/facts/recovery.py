"""What happens to sciatica by itself."""

from pydantic import Field

from ischia.core.facts.care import Ids, Saying
from ischia.core.value import Value


class OwnChange(Value):
    """The change to be expected by itself, in points of the leg pain rating, for a bout that had lasted so long."""

    id: str
    from_day: int = Field(ge=0)
    name: str
    mean: float
    sd: float = Field(gt=0)
    sources: Ids = Field(min_length=1)


class NaturalHistory(Value):
    """How much changes by itself over `over_days`, at which pace, and what is known of it."""

    over_days: int = Field(gt=0)
    paces: tuple[int, ...] = Field(min_length=1)
    change: tuple[OwnChange, ...] = Field(min_length=1)
    band: Saying
    known: tuple[Saying, ...]
