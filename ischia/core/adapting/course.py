"""How it went since the plan began: dated records, and what they say about pain."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import fmean

from pydantic import Field

from ischia.core.facts.adapting import Gain, Worse
from ischia.core.facts.adverse import Grade
from ischia.core.limits import Limits
from ischia.core.value import Value

WEEK = 7


class SessionDone(Value):
    """A massage that was done: which item (a script, or a technique in a clinic), and the pain, 0 to 10, where told."""

    item: str
    day: date
    before: int | None = Field(default=None, ge=0, le=10)
    at_end: int | None = Field(default=None, ge=0, le=10)
    next_day: int | None = Field(default=None, ge=0, le=10)

    def borne(self, points: int) -> bool:
        """Was it told that the pain was no more than so many points worse on the next day?"""
        return self.before is not None and self.next_day is not None and self.next_day - self.before <= points


class Pain(Value):
    """The worse of back and leg pain on a day, 0 to 10."""

    day: date
    score: int = Field(ge=0, le=10)


class Happened(Value):
    """An adverse event as it was sorted: what it asks of the plan. `id` tells it from others; it acts once."""

    id: str
    day: date
    grade: Grade | None
    pause_days: int = 0
    lower_pressure_by: int = 0
    limits: Limits = Limits()


class Acted(Value):
    """A rule that changed the plan before, and when; `about` names the event that made it, where one did."""

    rule: str
    day: date
    about: str = ""


class Course(Value):
    """Everything that adapting looks at.

    `exercised` are days on which an exercise was done. `much_better` is the person's own word, None where not asked.
    `acted` are the changes so far.
    """

    started: date
    sessions: tuple[SessionDone, ...] = ()
    pain: tuple[Pain, ...] = ()
    events: tuple[Happened, ...] = ()
    exercised: tuple[date, ...] = ()
    much_better: bool | None = None
    acted: tuple[Acted, ...] = ()

    def times(self, rule: str) -> int:
        """How often a rule changed the plan."""
        return sum(each.rule == rule for each in self.acted)

    @property
    def scores(self) -> list[Pain]:
        """Every score by day: of the diary, and of sessions (a day may have several)."""
        told = [*self.pain, *(score for session in self.sessions for score in _told(session))]
        return sorted(told, key=lambda each: each.day)

    def gain(self, rule: Gain) -> str | None:
        """What the pain did since it was first told: `worthwhile`, `some` or `none`; None where nobody can tell.

        The mean of the first week against that of the last one, or of halves where there are not two weeks: one bad day
        decides nothing.
        """
        if self.much_better:
            return "worthwhile"
        scores = self.scores
        if not scores or scores[0].day == scores[-1].day:
            return None
        begin, end = scores[0].day, scores[-1].day
        days = timedelta(days=min(WEEK, ((end - begin).days + 1) // 2))
        first = fmean(each.score for each in scores if each.day < begin + days)
        less = first - fmean(each.score for each in scores if each.day > end - days)
        if less >= rule.points or (less > 0 and less * 100 >= rule.percent * first):
            return "worthwhile"
        return "some" if less > 0 else "none"

    def got_worse(self, rule: Worse) -> date | None:
        """The day on which the pain had been so many points worse than before a massage for so many hours; or None.

        Every score since the first worse one counts: one that is better ends it.
        """
        since = max((each.day for each in self.acted if each.rule == rule.id), default=date.min)
        for session in self.sessions:
            if session.before is None or session.day <= since:
                continue
            worse = list(_leading(self._after(session), session.before + rule.points))
            if worse and worse[-1].day - worse[0].day >= timedelta(hours=rule.hours):
                return worse[-1].day
        return None

    def _after(self, session: SessionDone) -> list[Pain]:
        later = (
            [Pain(day=session.day + timedelta(days=1), score=session.next_day)] if session.next_day is not None else []
        )
        return sorted([*later, *(each for each in self.pain if each.day > session.day)], key=lambda each: each.day)

    def gone_since(self, today: date, days: int) -> bool:
        """Was every score of so many days 0, the first and the last of them within reach?"""
        scores = self.scores
        painful = [each.day for each in scores if each.score]
        free = [each.day for each in scores if not painful or each.day > max(painful)]
        return bool(free) and (today - min(free)).days >= days and (today - max(free)).days < days


def _told(session: SessionDone) -> Iterable[Pain]:
    if session.before is not None:
        yield Pain(day=session.day, score=session.before)
    if session.next_day is not None:
        yield Pain(day=session.day + timedelta(days=1), score=session.next_day)


def _leading(scores: Iterable[Pain], least: int) -> Iterable[Pain]:
    """The scores up to the first that is lower."""
    for each in scores:
        if each.score < least:
            return
        yield each
