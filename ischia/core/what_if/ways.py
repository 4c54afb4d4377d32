"""The smallest ways to a goal: for each reason in the way what would end it, put together, and tried out."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations, islice, product
from operator import or_

from ischia.core.conditions import AtLeast, Below, atoms, findings_in
from ischia.core.facts.changes import Counting, Passing
from ischia.core.screening import Reason
from ischia.core.value import Disposition
from ischia.core.what_if.future import NOTHING, Future
from ischia.core.what_if.goals import Goal
from ischia.core.what_if.happenings import Happenings, days_left, events_for, touched

MOST_TRIED = 64  # combinations tried for one goal; people have far fewer


def ways_to(goal: Goal, future: Future) -> list[Happenings]:
    """Each smallest way to the goal, the smallest first; none where something in the way can only be asked again."""
    in_the_way = [reason for reason in future.now.fired if goal.held_by(reason)]
    ways = [_ways_past(reason, goal, future) for reason in in_the_way]
    if not ways or not all(ways):
        return []
    together = {reduce(or_, each) for each in islice(product(*ways), MOST_TRIED)}
    return smallest({_cut_down(each, goal, future) for each in together if _reaches(each, goal, future)})


def smallest(found: Iterable[Happenings]) -> list[Happenings]:
    """Those of which no other one is a part; the smallest and soonest first."""
    kept: list[Happenings] = []
    for each in sorted(found, key=_order):
        if not any(other.within(each) for other in kept):
            kept.append(each)
    return kept


def _order(each: Happenings) -> tuple[object, ...]:
    return each.size, each.days, sorted(each.letters), sorted(each.events)


def _reaches(each: Happenings, goal: Goal, future: Future) -> bool:
    if any(goal.held_by(reason) for reason in future.reasons(each)) or future.waits_out_a_doctor(each):
        return False
    return goal.reached(future.screening(each))


def _cut_down(each: Happenings, goal: Goal, future: Future) -> Happenings:
    """The same without whatever it does not need."""
    less = next((less for less in each.without_one() if _reaches(less, goal, future)), None)
    return each if less is None else _cut_down(less, goal, future)


def _ways_past(reason: Reason, goal: Goal, future: Future) -> list[Happenings]:
    """What would make one reason fall silent, or stand in the way no more."""
    tried = sorted(_options(reason, future), key=_order)
    return smallest(each for each in tried if _past(reason.rule, each, goal, future))


def _past(rule: str, each: Happenings, goal: Goal, future: Future) -> bool:
    held = any(goal.held_by(reason) for reason in future.reasons(each) if reason.rule == rule)
    return not held and not future.waits_out_a_doctor(each)


def _options(reason: Reason, future: Future) -> Iterator[Happenings]:
    """All that could touch one reason: a letter, the events that its rule reads, and days, in each combination."""
    rule = future.book.knowledge.rules[reason.rule]
    reads = set(findings_in(future.book.knowledge.conditions[rule.id]))
    events = [event for event in events_for(future.case(), future.book) if reads & touched(event, future.book)]
    asks = reason.disposition >= Disposition.DOCTOR_BEFORE_MASSAGE and rule.after_clearance is not None
    letters = [frozenset[str](), frozenset({rule.id})] if asks else [frozenset[str]()]
    some = [frozenset(each) for size in range(len(events) + 1) for each in combinations(events, size)]
    days = sorted({0, *_days_that_matter(reason.rule, future)})
    for letter, chosen, number in product(letters, some, days):
        if (each := Happenings(letter, chosen, number)) != NOTHING:
            yield each


def _days_that_matter(rule: str, future: Future) -> Iterator[int]:
    """After how many days a test of this rule on something that time changes may fall the other way."""
    condition, case = future.book.knowledge.conditions[rule], future.case()
    for atom in atoms(condition):
        for change in future.book.knowledge.findings[atom.finding].changes:
            if isinstance(change, Passing):
                yield days_left(change, case, future.book)
            number = case.answers.get(atom.finding)
            if isinstance(change, Counting) and isinstance(atom, AtLeast | Below) and isinstance(number, int):
                hours = (atom.bound - number) * change.hours
                if hours > 0:
                    yield -(-hours // 24)
