"""When and how a plan changes while it is followed: the whole of adapting.yaml."""

from pydantic import Field

from ischia.core.facts.care import Ids, Saying
from ischia.core.value import Value


class Worse(Saying):
    """Pain so many points worse for so many hours: a pause, then a part of the dose; a second time (`again`) a stop."""

    points: int
    hours: int
    pause_days: int
    parts: int
    require: Ids
    again: str


class AfterEvent(Value):
    """What an adverse event changes, in words: a lighter session, a pause, narrower limits; and that it has healed."""

    id: str
    lower: str
    pause: str
    limits: str
    healed: str
    sources: Ids = Field(min_length=1)


class AfterDays(Saying):
    """A rule that looks at so many days."""

    days: int


class Gain(Value):
    """A gain that is worth it: so many percent or points less pain."""

    percent: int
    points: int
    sources: Ids = Field(min_length=1)


class FirstReview(Value):
    """The first review: after so many sessions; what follows from some gain and from none."""

    id: str
    sessions: int
    sessions_acute: int
    some: str
    none: str
    sources: Ids = Field(min_length=1)


class Taper(Saying):
    """Fewer sessions once it helps: one every so many weeks; in the chronic stage only after so many sessions."""

    sessions_chronic: int
    every_weeks: int


class Raise(Saying):
    """So many steps firmer after so many sessions without more than a mild event.

    Of each the pain of the next day was told: at most so many points more, which is mild soreness.
    """

    sessions: int
    steps: int
    sore_at_most: int


class CourseLength(Value):
    """A course of care ends where so many days pass without the safety questions being answered."""

    days_apart: int
    sources: Ids = Field(min_length=1)


class Adapting(Value):
    """Every rule by which a plan changes."""

    course: CourseLength
    carried: Saying
    worse: Worse
    event: AfterEvent
    gone: AfterDays
    six_weeks: AfterDays
    four_weeks: AfterDays
    passive: AfterDays
    gain: Gain
    review: FirstReview
    taper: Taper
    raise_: Raise = Field(alias="raise")
    hold: Saying
    person: tuple[Saying, ...]

    def words(self, id: str) -> Saying:
        """The sentence for a change that the person made."""
        return next(each for each in self.person if each.id == id)
