"""What is due on a day: computed from the plan, the day, and what was already done."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from pydantic import AwareDatetime

from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import ExerciseItem, HomeItem, Plan
from ischia.core.session.script import Occasion
from ischia.core.value import Value

WEEK = 7
TRIAL = "test_session_first"


class Done(Value):
    """One session that was done, or begun: which item, when it ended, and how it went.

    `left_worse`: the person was worse afterwards. `no_more_today` and `locked` follow from the reason it was stopped.
    """

    item: str
    ended_at: AwareDatetime
    left_worse: bool = False
    no_more_today: bool = False
    locked: bool = False


class Pause(Value):
    """Days on which nothing is due, or no massage, both ends included; without a last day until further notice."""

    first: date
    last: date | None = None
    only_massage: bool = False

    def holds_on(self, day: date) -> bool:
        """Is the plan paused on this day?"""
        return self.first <= day and (self.last is None or day <= self.last)


class SoFar(Value):
    """What is known of a plan that runs: its first day, what was done, pauses, and days with a massage in a clinic.

    `clinic` is None where nobody has said which days these are. `screened_at` is when the questions were last answered:
    a session that locked the plan before then holds nothing back any more.
    """

    started: date
    done: tuple[Done, ...] = ()
    pauses: tuple[Pause, ...] = ()
    clinic: tuple[date, ...] | None = None
    screened_at: AwareDatetime | None = None


class Rhythm(NamedTuple):
    """How often one item is done: times a day (due, and at most), days a week, days and hours apart.

    `first_day` is the first of the week's days that it may fall on, 0 to 6: the days before belong to a clinic.
    """

    times: int
    most: int
    days_per_week: int
    days_apart: int = 1
    hours_apart: int = 0
    first_day: int = 0


def occasions(plan: Plan, day: date, so_far: SoFar, knowledge: Knowledge) -> tuple[Occasion, ...]:
    """What is due on a day, in the plan's order; what was done that day already is not due again.

    Days are spread over the weeks of the plan, which begin on its first day. Missed days are not made up for.

    Args:
        plan: the plan, as far as it may be done.
        day: the day, where the person is.
        so_far: when the plan began and what was done of it; times carry the zone of the person.
        knowledge: the knowledge that made the plan.
    """
    pauses = [pause for pause in so_far.pauses if pause.holds_on(day)]
    if day < so_far.started or _is_locked(so_far) or any(not pause.only_massage for pause in pauses):
        return ()
    due: list[Occasion] = []
    for home in () if pauses else plan.home:
        if may_massage(home, plan, day, so_far, knowledge):
            due += _due(home, rhythm_of_massage(home, plan, day, so_far, knowledge), day, so_far)
    for exercise in plan.exercise:
        due += _due(exercise, rhythm_of_exercise(exercise, knowledge), day, so_far)
    return tuple(sorted(due, key=lambda each: (each.order, each.number)))


def _is_locked(so_far: SoFar) -> bool:
    """Did a session stop in a way that locks the plan, with no answers to the safety questions since?"""
    since = so_far.screened_at
    return any(each.locked and (since is None or each.ended_at > since) for each in so_far.done)


def may_massage(item: HomeItem, plan: Plan, day: date, so_far: SoFar, knowledge: Knowledge) -> bool:
    """May there be massage at home that day at all: no intensive clinic day, not stopped for today, not left worse?"""
    script = knowledge.scripts[item.script]
    done = [each for each in so_far.done if each.item == item.script]
    last = max(done, key=lambda each: each.ended_at, default=None)
    stopped = any(each.no_more_today and _day_of(each) == day for each in so_far.done)
    worse = script.not_again_if_worse and last is not None and last.left_worse
    return not stopped and not worse and not _is_intensive_clinic_day(plan, day, so_far, knowledge)


def _is_intensive_clinic_day(plan: Plan, day: date, so_far: SoFar, knowledge: Knowledge) -> bool:
    """Is this a clinic day of the intensive choice? Where nobody said which days these are: the first of each week."""
    clinic_days = _intensive_days(plan, knowledge)
    if clinic_days and so_far.clinic is not None:
        return day in so_far.clinic
    return (day - so_far.started).days % WEEK < clinic_days


def _intensive_days(plan: Plan, knowledge: Knowledge) -> int:
    """On how many days a week the intensive choice fills a clinic; 0 where the plan does not hold it."""
    intensive = knowledge.dosing.intensive.clinic.per_week
    return intensive if any(item.per_week == intensive for item in plan.massage) else 0


def rhythm_of_massage(item: HomeItem, plan: Plan, day: date, so_far: SoFar, knowledge: Knowledge) -> Rhythm:
    """How often a home massage is done in the week that the day is in."""
    script = knowledge.scripts[item.script]
    first_week = (day - so_far.started).days < WEEK
    hours = script.hours_apart or 0
    if TRIAL in plan.limits_in_force.require:
        hours = max(hours, knowledge.dosing.test_session.wait_hours)
    apart = script.days_apart_in_week_1 if first_week else 1
    free_from = _intensive_days(plan, knowledge) if so_far.clinic is None else 0
    return Rhythm(item.per_day, item.per_day, item.days_per_week, apart, hours, free_from)


def rhythm_of_exercise(item: ExerciseItem, knowledge: Knowledge) -> Rhythm:
    """How often an exercise is done."""
    per_day = knowledge.exercise[item.exercise].amount.per_day
    times, most = (max(1, per_day.least), per_day.most) if per_day else (1, 1)
    return Rhythm(times, most, item.days_per_week)


def _due(item: HomeItem | ExerciseItem, rhythm: Rhythm, day: date, so_far: SoFar) -> list[Occasion]:
    """What is still due of one item on a day."""
    name = item.script if isinstance(item, HomeItem) else item.exercise
    done = [each for each in so_far.done if each.item == name]
    stopped = any(each.no_more_today for each in done if _day_of(each) == day)
    if stopped or not is_on(day, rhythm, so_far.started) or not _has_room(day, rhythm, done):
        return []
    today = sum(_day_of(each) == day for each in done)
    wait = _not_before(done, rhythm, day)
    if wait is not None and wait.date() > day:
        return []
    return [
        Occasion(
            id=f"{day.isoformat()}/{name}/{number}",
            day=day,
            kind="massage" if isinstance(item, HomeItem) else "exercise",
            item=name,
            name=item.name,
            order=item.order,
            number=number,
            times=rhythm.times,
            most=rhythm.most,
            not_before=wait if number == today + 1 else None,
        )
        for number in range(today + 1, rhythm.times + 1)
    ]


def falls_on(item: HomeItem | ExerciseItem, plan: Plan, day: date, so_far: SoFar, knowledge: Knowledge) -> bool:
    """Is this one of the item's days by the plan alone, whatever was done? Week, calendar and player all ask this."""
    if isinstance(item, ExerciseItem):
        return is_on(day, rhythm_of_exercise(item, knowledge), so_far.started)
    clinic = _is_intensive_clinic_day(plan, day, so_far, knowledge)
    return not clinic and is_on(day, rhythm_of_massage(item, plan, day, so_far, knowledge), so_far.started)


def is_on(day: date, rhythm: Rhythm, started: date) -> bool:
    """Is this one of the item's days? They are spread over the week, which begins with the plan's first day."""
    on = days_of_week(rhythm.days_per_week, rhythm.days_apart, rhythm.first_day)
    return (day - started).days % WEEK in on


def days_of_week(times: int, apart: int = 1, first: int = 0) -> tuple[int, ...]:
    """So many days of seven, `first` included and none before it, spread evenly and at least so many days apart."""
    spread = [first + place * (WEEK - first) // times for place in range(times)] if times else []
    if all(later - earlier >= apart for earlier, later in pairwise(spread)):
        return tuple(spread)
    return tuple(range(first, WEEK, apart))[:times]


def _has_room(day: date, rhythm: Rhythm, done: Iterable[Done]) -> bool:
    """Do the days that were done leave room for this one: in any seven days, and apart from the last?"""
    ago = {(day - _day_of(each)).days for each in done} - {0}
    in_seven = sum(0 < days < WEEK for days in ago)
    return in_seven < rhythm.days_per_week and not any(0 < days < rhythm.days_apart for days in ago)


def _not_before(done: Iterable[Done], rhythm: Rhythm, day: date) -> datetime | None:
    """When the next one may begin; None where nothing has to be waited for that day."""
    last = max((each.ended_at for each in done), default=None)
    if last is None or not rhythm.hours_apart:
        return None
    # Added in UTC: four hours are four hours, also in the night when clocks change.
    then = (last.astimezone(UTC) + timedelta(hours=rhythm.hours_apart)).astimezone(last.tzinfo)
    return then if then.date() >= day else None


def _day_of(done: Done) -> date:
    return done.ended_at.date()
