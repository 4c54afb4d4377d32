"""What is done at home: massage scripts step by step, and exercises."""

from typing import Literal

from pydantic import Field

from ischia.core.conditions import ALWAYS, NEVER
from ischia.core.facts.care import Ids, Saying
from ischia.core.facts.conditions import When
from ischia.core.value import Value


class Step(Value):
    """One step of a home session. `pressure` is the most for this step; 0 is no massage."""

    id: str
    say: str
    region: str | None = None
    side: Literal["left", "right", "both", "painful", "other"] | None = None
    seconds: int = Field(gt=0)
    pressure: int = Field(ge=0, le=5)


class PerDay(Value):
    """How often a day."""

    least: int = Field(alias="from")
    most: int = Field(alias="to")


class Script(Value):
    """A home session: allowed only while `only_if` holds, in one of `positions`, on all of `regions`."""

    id: str
    name: str
    technique: str
    regions: Ids
    only_if: When = ALWAYS
    equipment: str
    positions: Ids
    per_day: PerDay
    days_per_week: int | None = None
    hours_apart: int | None = None
    hard_stop_minutes: int | None = None
    require: Ids = ()
    caution: str = ""
    helper: str = ""
    steps: tuple[Step, ...]
    sources: Ids = Field(min_length=1)

    @property
    def seconds(self) -> int:
        """The whole session, in seconds."""
        return sum(step.seconds for step in self.steps)


class PainCheck(Value):
    """What is asked again and again during a session."""

    every_seconds: int
    ask: str
    say: str
    sources: Ids


class Expiry(Value):
    """For how many days health answers hold for massage at home."""

    days: int
    days_acute: int
    groups: Ids
    say: str
    sources: Ids


class HomeSessions(Value):
    """The whole of home-sessions.yaml."""

    before: tuple[Saying, ...]
    stop_rules: tuple[Saying, ...]
    pain_check: PainCheck
    after: tuple[Saying, ...]
    expiry: Expiry
    scripts: tuple[Script, ...]


class Exercise(Value):
    """One exercise: for whom, how (and how in one position), how many.

    It is left out while `not_if` holds or no position is left.
    """

    id: str
    name: str
    suits: Ids
    positions: Ids
    how: str
    how_in: dict[str, str] = {}
    dose: str
    progress: str = ""
    days_per_week: int | None = None
    not_if: When = NEVER
    sources: Ids = Field(min_length=1)


class Presentation(Value):
    """Which way of moving eases; the first whose condition holds is the person's."""

    id: str
    name: str
    when: When


class Gliding(Value):
    """When nerve gliding is added."""

    when: When
    sources: Ids


class ExerciseRule(Value):
    """What holds for every exercise."""

    stop: str
    good: str
    progress: str
    no_direction_left: str
    sources: Ids


class Exercises(Value):
    """The whole of exercises.yaml."""

    rule: ExerciseRule
    presentations: tuple[Presentation, ...]
    nerve_gliding: Gliding
    reasons: tuple[Saying, ...]
    exercises: tuple[Exercise, ...]
    evidence: tuple[Saying, ...]
