"""What a plan is made of: techniques, doses, home sessions, exercises."""

from typing import Literal

from pydantic import Field

from ischia.core.conditions import ALWAYS
from ischia.core.facts.conditions import When
from ischia.core.value import Value

Ids = tuple[str, ...]


class Pressure(Value):
    """First and highest step of the 1-5 pressure scale."""

    start: int = Field(ge=1, le=5)
    max: int = Field(ge=1, le=5)


class Evidence(Value):
    """Evidence grades A to D: for low back pain, and for leg pain (sciatica)."""

    back: Literal["A", "B", "C", "D"]
    leg: Literal["A", "B", "C", "D"]


class Technique(Value):
    """One kind of massage: what it is, what it asks of the body, when it suits."""

    id: str
    name: str
    say: str
    pressure: Pressure
    pressure_5_in_clinic: Ids = ()
    pressure_note: str = ""
    regions: Ids
    region_only_if: dict[str, When] = {}
    goals: Ids
    caution: str
    setting: Literal["clinic", "home"]
    where: str
    only_if: When = ALWAYS
    require_provider: Ids = ()
    evidence: Evidence
    sources: Ids = Field(min_length=1)


class PressureStep(Value):
    """One step of the pressure scale, in words."""

    step: int
    name: str
    say: str


class ClinicDose(Value):
    """Minutes a session, pressure steps, sessions a week, weeks to the first review and at most."""

    minutes_from: int
    minutes_to: int
    pressure_start: int
    pressure_max: int
    per_week: int
    weeks: int
    weeks_at_most: int


class HomeDose(Value):
    """How often massage at home, and which sessions where a stage allows only some."""

    per_day: int
    per_day_at_most: int
    days_per_week: int
    scripts: Ids = ()


class Stage(Value):
    """The dose of one stage of a bout."""

    id: str
    name: str
    clinic: ClinicDose
    per_week_note: str = ""
    taper_note: str = ""
    home: HomeDose
    exercises: Ids
    sources: Ids = Field(min_length=1)


class FirstSession(Value):
    """How the first session differs."""

    minutes_at_most: int
    pressure_lower_by: int
    require: Ids
    call_back_hours: int
    say: str
    say_shorter: str
    raise_: str = Field(alias="raise")
    sources: Ids = Field(min_length=1)


class TestSession(Value):
    """A short trial before anything else."""

    __test__ = False

    minutes: int
    pressure: int
    wait_hours: int
    say: str
    sources: Ids = Field(min_length=1)


class HomeRules(Value):
    """What holds for every day at home."""

    items_a_day: int
    no_massage_at_pain: int
    always: Ids
    exercises_beside_massage: int
    say: str
    sources: Ids = Field(min_length=1)


class Goal(Value):
    """A wish, and the techniques that suit it: the first allowed one wins, the second is the alternative."""

    id: str
    name: str
    clinic: Ids
    home: Ids
    note: str = ""
    only_if: dict[str, When] = {}


class Cause(Value):
    """How a known cause shapes the choice. The first cause whose condition holds is the person's.

    `techniques` come first where a goal allows them; with `only_these` nothing else is offered, whatever the goal.
    """

    id: str
    when: When
    techniques: Ids = ()
    only_these: bool = False
    regions_first: Ids = ()
    positions: Ids = ()
    max_pressure_in: dict[str, int] = {}
    say: str
    sources: Ids = Field(min_length=1)


class Review(Value):
    """A day to look back: what to check, and what to do if not."""

    id: str = ""
    when: When = ALWAYS
    on_day: int
    check: str
    if_not: str
    sources: Ids = Field(min_length=1)


class Intensive(Value):
    """Many short sessions in two weeks: a choice only where everything in `only_if` holds."""

    technique: str
    only_if: When
    clinic: ClinicDose
    reviews: tuple[Review, ...]
    say: str
    sources: Ids = Field(min_length=1)


class Saying(Value):
    """A sentence that is shown, with its sources."""

    id: str
    say: str
    sources: Ids = Field(min_length=1)


class StopRule(Saying):
    """When to stop; `of_massage` where it is about massage alone."""

    of_massage: bool = False


class MeasureDue(Value):
    """A scale and how often it is filled in."""

    instrument: str
    every_days: int


class Dosing(Value):
    """How hard, how long, how often, for how many weeks; the whole of dosing.yaml."""

    pressure_scale: tuple[PressureStep, ...]
    pressure_sources: Ids
    stages: tuple[Stage, ...]
    intensive: Intensive
    first_session: FirstSession
    test_session: TestSession
    home: HomeRules
    positions: Ids
    goals: tuple[Goal, ...]
    default_goal: str
    pregnant_only: str
    goal_sources: Ids
    causes: tuple[Cause, ...]
    reviews: tuple[Review, ...]
    review_exercise_only: Review
    stop_rules: tuple[StopRule, ...]
    always_say: tuple[Saying, ...]
    measures: tuple[MeasureDue, ...]
