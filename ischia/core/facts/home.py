"""What is done at home: massage scripts step by step, and exercises."""

from typing import Literal

from pydantic import Field

from ischia.core.conditions import ALWAYS, NEVER
from ischia.core.facts.care import Ids, Saying
from ischia.core.facts.conditions import When
from ischia.core.facts.playing import (
    AfterSaying,
    Amount,
    Asked,
    Cues,
    Expiry,
    More,
    PainCheck,
    Recheck,
    StepUp,
    StopRule,
    Stroke,
)
from ischia.core.value import Value


class Step(Value):
    """One step of a home session. `pressure` is the most for this step; 0 is no massage, and `kind` says what it is.

    `speak` are words for the ear where they differ, `say_lighter` those where limits hold the pressure below the step's
    own. `setting` is that of a device.
    """

    id: str
    kind: Literal["massage", "prepare", "check", "rest", "exercise", "walk"] = "massage"
    say: str
    speak: str = ""
    say_lighter: str = ""
    region: str | None = None
    side: Literal["left", "right", "both", "painful", "other"] | None = None
    seconds: int = Field(gt=0)
    pressure: int = Field(ge=0, le=5)
    stroke: Stroke | None = None
    setting: Literal["off", "lightest", "step_up"] | None = None
    ask: Asked | None = None


class PerDay(Value):
    """How often a day."""

    least: int = Field(alias="from")
    most: int = Field(alias="to")


class Script(Value):
    """A home session: allowed only while `only_if` holds, in one of `positions`, on all of `regions`.

    `other_side_if_wanted` offers the same steps on the other side afterwards.
    """

    id: str
    name: str
    technique: str
    regions: Ids
    only_if: When = ALWAYS
    equipment: str
    positions: Ids
    per_day: PerDay
    days_per_week: int | None = None
    days_apart_in_week_1: int = 1
    hours_apart: int | None = None
    hard_stop_minutes: int | None = None
    not_again_if_worse: bool = False
    step_up: StepUp | None = None
    other_side_if_wanted: str = ""
    require: Ids = ()
    caution: str = ""
    helper: str = ""
    steps: tuple[Step, ...]
    sources: Ids = Field(min_length=1)

    @property
    def seconds(self) -> int:
        """The whole session, in seconds."""
        return sum(step.seconds for step in self.steps)


class HomeSessions(Value):
    """The whole of home-sessions.yaml."""

    before: tuple[Saying, ...]
    recheck: Recheck
    ready_limits: Ids
    stop_rules: tuple[StopRule, ...]
    stop_actions: tuple[Saying, ...]
    pain_check: PainCheck
    comfort_check: Asked
    partner_check: Asked
    after: tuple[AfterSaying, ...]
    expiry: Expiry
    cues: Cues
    more: More
    scripts: tuple[Script, ...]


class Exercise(Value):
    """One exercise: for whom, how (and how in one position), how many: in words (`dose`) and in numbers (`amount`).

    It is left out while `not_if` holds or no position is left.
    """

    id: str
    name: str
    suits: Ids
    positions: Ids
    how: str
    how_in: dict[str, str] = {}
    dose: str
    amount: Amount
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
