"""A row of entries as daily scores: which weeks can be compared, and how much it moves from one day to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ischia.core.diary.entry import SIDES, Entry
from ischia.core.knowledge import Knowledge
from ischia.core.measures import Answers, Change, compare, read_answers

WEEK = 7
FEWEST_STEPS = 3  # steps from one day to the next that tell how much it usually moves

INSTRUMENTS = {"leg_pain": "nrs_leg", "back_pain": "nrs_back"}
Daily = Mapping[date, int]


@dataclass(frozen=True)
class Course:
    """How the pain of one side moved between the first and the last week that can be compared.

    `change` is None where there are no two such weeks. `step` is how much it usually differs from one day to the next,
    in points; None where too few days follow each other.
    """

    instrument: str
    side: str
    change: Change | None
    step: float | None

    @property
    def more_than_usual(self) -> bool | None:
        """Is the change more than it usually moves from one day to the next? None where that is not known."""
        if self.step is None or self.change is None or self.change.by is None:
            return None
        return abs(self.change.by) > self.step


def daily(entries: Iterable[Entry], name: str) -> dict[date, int]:
    """One score a day: that of the day's last entry which tells it.

    Args:
        entries: in the order of their moments.
        name: a symptom and a side, such as `leg_pain:left`.
    """
    return {entry.day: entry.scores[name] for entry in entries if name in entry.scores}


def usual_step(scores: Daily) -> float | None:
    """How much a score usually differs from one day to the next, in points: the mean of all such steps."""
    steps = [abs(scores[day] - scores[day - timedelta(days=1)]) for day in scores if day - timedelta(days=1) in scores]
    return sum(steps) / len(steps) if len(steps) >= FEWEST_STEPS else None


def courses(entries: Sequence[Entry], symptom: str, knowledge: Knowledge) -> tuple[Course, ...]:
    """How a pain moved, side by side, by the rule of its measure: only weeks with enough days are compared.

    Sides are never mixed: a day on which only the better leg was written down would look like a change for the better.
    """
    scores = {side: daily(entries, f"{symptom}:{side}") for side in SIDES}
    return tuple(_course(symptom, side, each, knowledge) for side, each in scores.items() if each)


def _course(symptom: str, side: str, scores: Daily, knowledge: Knowledge) -> Course:
    instrument = INSTRUMENTS[symptom]
    weeks = _weeks(scores, instrument, knowledge)
    apart = weeks and weeks[-1].day and weeks[0].day and (weeks[-1].day - weeks[0].day).days >= WEEK
    return Course(instrument, side, compare(weeks[0], weeks[-1]) if apart else None, usual_step(scores))


def _weeks(scores: Daily, instrument: str, knowledge: Knowledge) -> list[Answers]:
    """Each seven days that end with a day that was written down and hold enough of them; its day is the last one."""
    weeks = []
    for last in sorted(scores):
        days = [scores.get(last - timedelta(days=back)) for back in range(WEEK - 1, -1, -1)]
        week = read_answers(instrument, days, knowledge, last)
        if len(week.given) >= week.form.needs:
            weeks.append(week)
    return weeks
