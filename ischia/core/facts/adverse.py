"""What can go wrong after a massage: each event with its grade, its words, and what follows from it."""

from typing import Any, Literal

from pydantic import Field

from ischia.core.facts.care import Ids, Saying
from ischia.core.facts.conditions import When
from ischia.core.value import DispositionWord, Value

Grade = Literal["mild", "moderate", "serious"]
Sets = dict[str, bool | int | str | None]


class Does(Value):
    """What follows from an event.

    `lock`: no massage until the safety questions are answered again. `pause_days`: none for so many days.
    `lower_pressure_by`: so many steps lighter next time. `keep_off_until_healed`: the place it happened on.
    `limits` are added to those of the plan; `ask` names questions to look at again.
    """

    lock: bool = False
    pause_days: int = 0
    lower_pressure_by: int = 0
    keep_off_until_healed: bool = False
    limits: dict[str, Any] = {}
    ask: Ids = ()


class AdverseEvent(Value):
    """One thing that can go wrong: when it is that, how bad, what the person is told, what follows.

    `then` is a floor under the result of the safety rules. Findings in `when` count only if they are new since the
    session, except those `known_before`. A new yes to one of `set_by_new_yes` sets the finding in `when`.
    """

    id: str
    title: str
    when: When
    known_before: Ids = ()
    set_by_new_yes: Ids = ()
    grade: Grade
    expected: bool = False
    say: str
    does: Does
    record: str
    rules: Ids
    then: DispositionWord | None = None
    sources: Ids = Field(min_length=1)


class Asking(Saying):
    """How it is asked again: after so many hours; what was found holds until it is asked at or after the last."""

    hours: tuple[int, ...] = ()
    holds_until_hours: int = 0


class AfterSerious(Saying):
    """What follows from every serious event, and what the person is told of it; the outcome is asked after `days`."""

    tell: str = ""
    days: tuple[int, ...] = ()


class Choice(Value):
    """One answer to tap: what it sets, which signs it stands for, and which question comes next.

    With `only_with` it is offered only after one of these.
    """

    id: str
    say: str
    sets: Sets = {}
    signs: Ids = ()
    how: str = ""
    only_with: Ids = ()


class What(Value):
    """The first question; `again` is asked at a later time, with `gone` as one answer more."""

    ask: str
    help: str
    choices: tuple[Choice, ...]
    again: str
    gone: Choice


class How(Value):
    """The second question; with `where` the place is asked too."""

    id: str
    ask: str
    help: str = ""
    choices: tuple[Choice, ...]
    where: str = ""


class NewSigns(Value):
    """The third question: the warning signs that are looked through before a session, and some more."""

    ask: str
    help: str
    none: str
    also: Ids


class InNumbers(Value):
    """Pain so many points worse a day after a massage says the same as two answers: what, and how much."""

    rises_by: int
    what: str
    how: str
    sources: Ids = Field(min_length=1)


class Telling(Value):
    """How somebody tells that something went wrong, in three questions; the whole of telling-events.yaml."""

    what: What
    how: tuple[How, ...]
    signs: NewSigns
    in_numbers: InNumbers
    nothing_fits: str
    sources: Ids


class Adverse(Value):
    """The whole of adverse-events.yaml."""

    facts: tuple[Saying, ...]
    asking: tuple[Asking, ...]
    grades: tuple[Saying, ...]
    events: tuple[AdverseEvent, ...]
    every_serious_event: tuple[AfterSerious, ...]

    @property
    def ask_hours(self) -> tuple[int, ...]:
        """After how many hours it is asked again."""
        return tuple(hour for each in self.asking for hour in each.hours)

    @property
    def holds_until_hours(self) -> int:
        """For how many hours what was found holds, whatever is said earlier."""
        return max(each.holds_until_hours for each in self.asking)

    @property
    def outcome_days(self) -> tuple[int, ...]:
        """After how many days the outcome of a serious event is asked."""
        return tuple(day for each in self.every_serious_event for day in each.days)
