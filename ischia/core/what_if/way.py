"""One way: what would happen, what it would change, and since when the days of it count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ischia.core.case import Case
from ischia.core.conditions import AtLeast, Below, atoms
from ischia.core.facts.changes import Counting, Passing
from ischia.core.limits import Limits
from ischia.core.screening import Reason, Screening
from ischia.core.what_if.future import Future
from ischia.core.what_if.goals import EndOf, Goal
from ischia.core.what_if.happenings import Happenings


@dataclass(frozen=True)
class Milestone:
    """The time that has to go by: so many hours, days or weeks since something; by then at the latest, or just then."""

    number: int
    unit: str
    since: str
    at_the_latest: bool = False


@dataclass(frozen=True)
class Way:
    """Things that together would change the result; no part of them would do.

    Either massage may go ahead (`opens_massage`), or the limits in `ends` would end. `then` is the screening as it
    would be; `rules` are the reasons that it takes away or clears. `from_day` is None where no day was given.
    """

    happenings: Happenings
    then: Screening
    opens_massage: bool
    ends: Limits
    rules: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    from_day: date | None


def way_of(each: Happenings, goals: Sequence[Goal], future: Future) -> Way:
    """What happens, told with what it is for."""
    ends = [goal for goal in goals if isinstance(goal, EndOf)]
    past = [reason for reason in future.now.fired if any(goal.held_by(reason) for goal in goals)]
    day = future.case().as_of
    return Way(
        happenings=each,
        then=future.screening(each),
        opens_massage=not ends,
        ends=_only(ends, future.now.limits),
        rules=tuple(reason.rule for reason in past),
        milestones=tuple(dict.fromkeys(_milestones(each, past, future))),
        from_day=day + timedelta(days=each.days) if day and each.days else None,
    )


def _only(ends: Sequence[EndOf], now: Limits) -> Limits:
    """Of the limits that hold now only these."""
    words: dict[str, list[str]] = {}
    kept: dict[str, object] = {}
    for end in ends:
        if end.entry is None:
            kept[end.field] = getattr(now, end.field)
        else:
            words.setdefault(end.field, []).append(end.entry)
    if "max_pressure_in" in words:
        kept["max_pressure_in"] = {region: now.max_pressure_in[region] for region in words.pop("max_pressure_in")}
    return Limits.model_validate({**kept, **words})


def _milestones(each: Happenings, past: Sequence[Reason], future: Future) -> Iterator[Milestone]:
    """What the last of the days carries answers over, in the reasons that only the days take away."""
    if not each.days:
        return
    rules = {reason.rule for reason in past}
    before, after = future.case(replace(each, days=each.days - 1)), future.case(each)
    for reason in future.silenced_by_days(each):
        tests = atoms(future.book.knowledge.conditions[reason.rule]) if reason.rule in rules else ()
        for atom in tests:
            for change in future.book.knowledge.findings[atom.finding].changes:
                if isinstance(change, Passing) and before.values.get(atom.finding) != after.values.get(atom.finding):
                    known = isinstance(before.answers.get(change.counted_by or ""), int)
                    yield Milestone(change.days, "day", change.since, at_the_latest=not known)
                if isinstance(change, Counting) and isinstance(atom, AtLeast | Below) and _carried(atom, before, after):
                    yield Milestone(atom.bound, change.every, change.since)


def _carried(atom: AtLeast | Below, before: Case, after: Case) -> bool:
    """Does the number cross the bound?"""
    old, new = before.answers.get(atom.finding), after.answers.get(atom.finding)
    return isinstance(old, int) and isinstance(new, int) and old < atom.bound <= new
