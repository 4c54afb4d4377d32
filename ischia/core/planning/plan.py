"""What a plan is, as values (contract 4), and how one that was written down is read back."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from ischia.core.limits import Limits, join
from ischia.core.screening import Screening
from ischia.core.value import DispositionWord, Value

Ids = tuple[str, ...]


class MassageItem(Value):
    """Massage with a therapist. Pressure in steps 1-5, minutes a session, weeks to the first review.

    Tapered, it comes only `every_weeks` weeks.

    `alternative` is the second kind for a trial of one's own, same dose, on `alternative_regions` only.
    """

    technique: str
    name: str
    alternative: str | None
    alternative_regions: Ids = ()
    setting: Literal["clinic", "home"]
    regions: Ids
    position: str
    pressure_start: int
    pressure_max: int
    minutes: int
    per_week: int
    weeks: int
    every_weeks: int = 1
    why: str
    evidence: str
    sources: Ids = Field(min_length=1)


class HomeStep(Value):
    """One step of a home session as this person does it."""

    id: str
    say: str
    region: str | None
    side: str | None
    seconds: int
    pressure: int


class HomeItem(Value):
    """A massage session at home, one card however often a day."""

    script: str
    name: str
    technique: str
    order: int
    side: str
    minutes: float
    per_day: int
    days_per_week: int
    pressure_max: int
    position: str
    only_with_someone: bool
    steps: tuple[HomeStep, ...]
    caution: str
    why: str
    sources: Ids = Field(min_length=1)


class ExerciseItem(Value):
    """One exercise."""

    exercise: str
    name: str
    order: int
    position: str
    how: str
    dose: str
    progress: str
    days_per_week: int
    why: str
    sources: Ids = Field(min_length=1)


class Provider(Value):
    """Who may give the massage, and what to tell them."""

    require: Ids
    tell_them: Ids


class ReviewItem(Value):
    """A day to look back, counted from the start of the plan."""

    on_day: int
    check: str
    if_not: str
    sources: Ids


class MeasureItem(Value):
    """A scale and how often it is filled in."""

    instrument: str
    every_days: int


class FirstSession(Value):
    """The first session with a therapist, which is shorter and lighter."""

    minutes: int
    pressure: int
    require: Ids
    call_back_hours: int
    say: str


class Said(Value):
    """A sentence with the rules it comes from and its sources; for a limit also which limit (`max_minutes`)."""

    say: str
    about: str = ""
    rules: Ids = ()
    sources: Ids = ()


class Cut(Value):
    """What the last gate changed, and which rules made it."""

    item: str
    what: str
    rules: Ids


class AfterClearance(Value):
    """What a doctor's written yes would open, and the limits that would hold then."""

    needs_a_yes_for: Ids
    possible: bool
    say: str
    limits: tuple[Said, ...] = ()


class Plan(Value):
    """A plan made from a screening. No step of it breaks the screening's limits.

    `tightened` are limits that came later, while the plan was followed; they only ever narrow it.
    """

    disposition: DispositionWord
    stage: str
    presentation: str
    goals: Ids
    massage: tuple[MassageItem, ...]
    home: tuple[HomeItem, ...]
    exercise: tuple[ExerciseItem, ...]
    first_session: FirstSession | None
    provider: Provider
    limits: tuple[Said, ...]
    not_now: tuple[Said, ...]
    notes: tuple[Said, ...]
    guidelines: tuple[Said, ...]
    cuts: tuple[Cut, ...]
    after_clearance: AfterClearance | None
    review: tuple[ReviewItem, ...]
    stop_rules: tuple[str, ...]
    safety_net: tuple[str, ...]
    measures: tuple[MeasureItem, ...]
    letter: bool
    screening: Screening
    tightened: Limits = Limits()

    @property
    def limits_in_force(self) -> Limits:
        """What every step keeps to now: the screening's limits, and those that came later."""
        return join([self.screening.limits, self.tightened])


class NoPlan(Value):
    """Why there is no plan, and what to do instead."""

    plan: None = None
    instead: str
    letter: bool
    screening: Screening


def read_plan(document: Mapping[str, object], screening: Screening) -> Plan | NoPlan:
    """A plan as it was written down, word for word; nothing is decided anew.

    Args:
        document: what `model_dump` wrote, with its screening or without.
        screening: the screening it was made from.
    """
    kind = NoPlan if "instead" in document else Plan
    return kind.model_validate({**document, "screening": screening})
