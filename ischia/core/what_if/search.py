"""What would change this? Where things stand, the smallest ways to something better, and what will run out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ischia.core.case import Case
from ischia.core.gate import still_needed
from ischia.core.knowledge import Knowledge
from ischia.core.rules import letter_counts_for
from ischia.core.screening import OpenQuestion, Screening
from ischia.core.value import Disposition
from ischia.core.what_if.future import Future
from ischia.core.what_if.goals import Goal, Massage, ends_of
from ischia.core.what_if.happenings import Happenings
from ischia.core.what_if.way import Way, way_of
from ischia.core.what_if.ways import ways_to

MOST_WAYS = 6  # told at the most: more would be no help


class Standing(Enum):
    """Where things stand, before any way is looked for."""

    SEEN_NOW = "seen_now"  # an emergency: nothing else changes it
    SEEN_TODAY = "seen_today"
    UNFINISHED = "unfinished"  # what is open comes first
    WAYS = "ways"
    NO_WAY = "no_way"  # nothing that can truly happen is known to end a limit
    DOCTOR_ONLY = "doctor_only"  # no massage, and nothing known to open it, a letter neither
    NOTHING_NEEDED = "nothing_needed"


@dataclass(frozen=True)
class LetterEnd:
    """When the doctor's yes to these rules stops counting: after so many days, the last of them included."""

    rules: tuple[str, ...]
    days: int
    last_day: date | None


@dataclass(frozen=True)
class WhatIf:
    """What would change a result.

    `first` and `needed` are questions to answer first; `again` are those to answer again after a check, and `by_letter`
    the reasons that a doctor may say yes to in writing after it.
    """

    standing: Standing
    ways: tuple[Way, ...] = ()
    first: tuple[OpenQuestion, ...] = ()
    needed: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    by_letter: tuple[str, ...] = ()
    letter_ends: tuple[LetterEnd, ...] = ()


def what_would_change(case: Case, screening: Screening, knowledge: Knowledge) -> WhatIf:
    """What would truly change this result, and nothing else.

    Args:
        case: the answers.
        screening: the screening of this very case.
        knowledge: the knowledge that screened it.
    """
    if screening.disposition >= Disposition.SAME_DAY_MEDICAL:
        return _seen_first(screening, knowledge)
    future = Future(case, screening, knowledge)
    ends = tuple(_letter_ends(case, screening))
    if not screening.allows_a_plan:
        needed = still_needed(case, future.book)
        return WhatIf(Standing.UNFINISHED, first=screening.open, needed=needed, letter_ends=ends)
    ways = tuple(_ways(future))[:MOST_WAYS]
    standing = Standing.WAYS if ways else _without_ways(screening)
    return WhatIf(standing, ways, first=screening.open, letter_ends=ends)


def _seen_first(screening: Screening, knowledge: Knowledge) -> WhatIf:
    """Someone has to look first: then the same questions are answered again, as things are then."""
    now = [each for each in screening.fired if each.disposition >= Disposition.SAME_DAY_MEDICAL]
    again = tuple(dict.fromkeys(name for reason in now for name in reason.because))
    if screening.disposition is Disposition.EMERGENCY_NOW:
        return WhatIf(Standing.SEEN_NOW, again=again)
    by_letter = tuple(each.rule for each in now if knowledge.rules[each.rule].after_clearance is not None)
    return WhatIf(Standing.SEEN_TODAY, again=again, by_letter=by_letter)


def _without_ways(screening: Screening) -> Standing:
    if screening.disposition is Disposition.SUITABLE:
        return Standing.NOTHING_NEEDED
    return Standing.NO_WAY if screening.allows_massage else Standing.DOCTOR_ONLY


def _ways(future: Future) -> Iterator[Way]:
    """Ways to massage while there is none, the smallest first; else ways out of single limits, the soonest first."""
    rules = future.book.knowledge.rules.values()
    massage = Massage(frozenset(rule.id for rule in rules if rule.local_once_cleared))
    if not massage.reached(future.now):
        yield from (way_of(each, [massage], future) for each in ways_to(massage, future))
        return
    found: dict[Happenings, list[Goal]] = {}
    for goal in ends_of(future.now):
        for each in ways_to(goal, future):
            found.setdefault(each, []).append(goal)
    yield from (way_of(each, found[each], future) for each in sorted(found, key=lambda each: (each.days, each.size)))


def _letter_ends(case: Case, screening: Screening) -> Iterator[LetterEnd]:
    """When letters that count now will have run out."""
    age = case.answers.get("clearance_days_ago")
    left: dict[int, list[str]] = {}
    for reason in screening.fired:
        if reason.cleared and isinstance(age, int):
            left.setdefault(letter_counts_for(reason.rule) - age, []).append(reason.rule)
    for days, rules in sorted(left.items()):
        yield LetterEnd(tuple(rules), days, case.as_of + timedelta(days=days) if case.as_of else None)
