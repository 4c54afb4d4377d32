"""Scales: which answers they take, how a score is made of them, and when two scores differ clearly."""

from typing import Literal

from pydantic import Field

from ischia.core.facts.care import Ids
from ischia.core.value import Value


class Form(Value):
    """One way to ask a measure: its items in the order of a list, and how many answers a score needs.

    `part` names the movement and side that was measured. With `own_names` the person names the items, and the list
    only says how many there may be.
    """

    items: Ids = Field(min_length=1)
    needs: int = 1
    fewest: int | None = None
    optional: Ids = ()
    own_names: bool = False
    part: str | None = None

    @property
    def shortest(self) -> int:
        """Length of the shortest list of answers."""
        return len(self.items) if self.fewest is None else self.fewest


class ClearChange(Value):
    """How far a score must move, in points of the scale and percent of the first score, and what it is then called.

    A first score below `baseline_at_least` or above `baseline_at_most` leaves no room to move: that is `too_far`.
    `points_of_one` holds where a single activity is compared; with `any_new` every rise from nothing counts.
    """

    points: int = Field(gt=0)
    points_of_one: int | None = None
    percent: int = 0
    baseline_at_least: int | None = None
    baseline_at_most: int | None = None
    too_far: str = ""
    any_new: bool = False
    says: str = ""

    def has_room(self, first: float) -> bool:
        """Can the scale show this change at all after such a first score?"""
        low, high = self.baseline_at_least, self.baseline_at_most
        return (low is None or first >= low) and (high is None or first <= high)


class ChangeRule(Value):
    """What counts as a clear change for the better and for the worse; None where that is not judged."""

    improved: ClearChange | None = None
    worse: ClearChange | None = None
    otherwise: str = "no_clear_change"


class ChangeThatMatters(Value):
    """The smallest change that people notice: points of the scale, percent of baseline, or a score of at most."""

    points: int | None = None
    percent: int | None = None
    at_most: int | None = None


class FlagRule(Value):
    """A flag that a score carries while the score (or one answer, `of_item`) lies in a range; always without one."""

    flag: str
    of_item: str | None = None
    at_most: int | None = None
    at_least: int | None = None

    def holds(self, value: float | None) -> bool:
        """Does the flag belong to this value?"""
        if self.at_most is None and self.at_least is None:
            return True
        if value is None:
            return False
        return (self.at_most is None or value <= self.at_most) and (self.at_least is None or value >= self.at_least)


class Measure(Value):
    """One scale. `range` is that of the score, `recall` the time it asks about; `ask_weeks` are weeks of the plan.

    `ask`, `ends` and `answers` are our own words on the pages; `not_asked` says why there are none.
    """

    id: str
    name: str
    measures: str
    formula: Literal["mean", "count_of_yes", "share", "middle"]
    forms: tuple[Form, ...] = Field(min_length=1)
    range: tuple[int, int]
    direction: Literal["lower_is_better", "higher_is_better"]
    recall: str = ""
    every_days: int | None = Field(default=None, gt=0)
    ask_weeks: tuple[int, ...] = ()
    then_every_weeks: int | None = Field(default=None, gt=0)
    change_that_matters: ChangeThatMatters = ChangeThatMatters()
    change: ChangeRule | None = None
    flags: tuple[FlagRule, ...] = ()
    licence: str
    sources: Ids = Field(min_length=1)
    note: str = ""
    ask: str = ""
    ends: tuple[str, str] | None = None
    answers: Ids = ()
    recall_on_pages: str = ""
    not_asked: str = ""

    @property
    def higher_is_better(self) -> bool:
        """Is more of it good?"""
        return self.direction == "higher_is_better"

    @property
    def says(self) -> Ids:
        """Every word that this record gives to a score or a change; each has its sentence in `words`."""
        named = [flag.flag for flag in self.flags]
        if self.change:
            steps = [step for step in (self.change.improved, self.change.worse) if step]
            named += [self.change.otherwise, *(word for step in steps for word in (step.says, step.too_far) if word)]
        return tuple(dict.fromkeys(named))
