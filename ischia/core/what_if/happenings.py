"""What may truly happen: a doctor's written yes, days going by, or an event that a question declares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ischia.core.case import Answer, Case, make_case
from ischia.core.conditions import holds
from ischia.core.facts.changes import Counting, Event, Passing
from ischia.core.facts.findings import Finding
from ischia.core.rules import RuleBook, letter_counts_for
from ischia.core.vouching import DAYS, RULES, has_changed, vouched_for


class EventOf(NamedTuple):
    """Which of the changes that a question declares; `place` is its place among them."""

    finding: str
    place: int


@dataclass(frozen=True)
class Happenings:
    """Things that happen together: letters with a doctor's yes to these rules, these events, and so many days."""

    letters: frozenset[str] = frozenset()
    events: frozenset[EventOf] = frozenset()
    days: int = 0

    @property
    def size(self) -> int:
        """How many things these are; days are one, however many."""
        return len(self.letters) + len(self.events) + (self.days > 0)

    def __or__(self, other: "Happenings") -> "Happenings":
        return Happenings(self.letters | other.letters, self.events | other.events, max(self.days, other.days))

    def within(self, other: "Happenings") -> bool:
        """Is all of this part of the other?"""
        return self.letters <= other.letters and self.events <= other.events and self.days <= other.days

    def without_one(self) -> Iterator["Happenings"]:
        """The same with one thing less, for each thing."""
        yield from (replace(self, letters=self.letters - {each}) for each in sorted(self.letters))
        yield from (replace(self, events=self.events - {each}) for each in sorted(self.events))
        if self.days:
            yield replace(self, days=0)


def case_after(case: Case, happenings: Happenings, book: RuleBook) -> Case:
    """The case as it would be: first what happened, then the days that went by, and last the letters.

    Answers to follow-ups stay, also where nobody would ask them any more, and a letter falls when time alone changes an
    answer that it vouches for: the safer readings.
    """
    knowledge = book.knowledge
    changed: dict[str, Answer] = {}
    for each in sorted(happenings.events):
        event = knowledge.findings[each.finding].changes[each.place]
        assert isinstance(event, Event)
        changed |= _after_event(event, knowledge.findings[each.finding], case)
    then = make_case({**case.answers, **changed}, knowledge, case.as_of) if changed else case
    days = _after_days(then, happenings.days, book)
    letters = _letters(case.answers, {**then.answers, **days}, happenings.letters, book)
    if not days and not letters:
        return then
    return make_case({**then.answers, **days, **letters}, knowledge, case.as_of)


def events_for(case: Case, book: RuleBook) -> list[EventOf]:
    """The events that would change an answer of this case."""
    return [
        EventOf(finding.id, place)
        for finding in book.knowledge.findings.values()
        for place, change in enumerate(finding.changes)
        if isinstance(change, Event) and _could_happen(change, finding, case, book)
    ]


def touched(event: EventOf, book: RuleBook) -> set[str]:
    """The questions whose answers an event changes."""
    change = book.knowledge.findings[event.finding].changes[event.place]
    return {event.finding, *change.at_most} if isinstance(change, Event) else set()


def _could_happen(event: Event, finding: Finding, case: Case, book: RuleBook) -> bool:
    value = case.values.get(finding.id)
    if event.to is True:
        return value is not True and book.called_for(finding, case)
    if value is None or (event.of and value not in event.of):
        return False
    return any(case.answers.get(name) != answer for name, answer in _after_event(event, finding, case).items())


def _after_event(event: Event, finding: Finding, case: Case) -> dict[str, Answer]:
    numbers: dict[str, Answer] = {}
    for name, most in event.at_most.items():
        number = case.answers.get(name)
        if isinstance(number, int) and number > most:
            numbers[name] = most
    return {finding.id: _left(event, finding, case), **numbers}


def _left(change: Event | Passing, finding: Finding, case: Case) -> Answer:
    """What the answer becomes, or what is left of a set."""
    answer = case.answers.get(finding.id)
    if not change.without:
        return change.to
    return tuple(word for word in answer if word not in change.without) if isinstance(answer, tuple) else answer


def _after_days(case: Case, days: int, book: RuleBook) -> dict[str, Answer]:
    """Every answer that time alone changes, all of them together."""
    if not days:
        return {}
    changed: dict[str, Answer] = {}
    for finding in book.knowledge.findings.values():
        for change in finding.changes:
            if isinstance(change, Event) or not holds(change.only_if, case.values):
                continue
            if isinstance(change, Counting):
                changed |= _counted_on(finding, change, case, days)
            elif finding.id in case.values and 0 < days_left(change, case, book) <= days:
                changed[finding.id] = _left(change, finding, case)
    return changed


def _counted_on(finding: Finding, change: Counting, case: Case, days: int) -> dict[str, Answer]:
    number = case.answers.get(finding.id)
    if not isinstance(number, int) or finding.max is None:
        return {}
    return {finding.id: min(number + days * 24 // change.hours, finding.max)}


def days_left(change: Passing, case: Case, book: RuleBook) -> int:
    """In how many days what is asked about lies far enough back: at the latest, where it is not known how far it does.

    None are left where the answers contradict each other: it happened lately, and yet too long ago.
    """
    number = case.answers.get(change.counted_by or "")
    if not isinstance(number, int):
        return change.days + 1
    counting = book.knowledge.findings[change.counted_by or ""].changes[0]
    assert isinstance(counting, Counting)
    return max(0, change.days + 1 - number * counting.hours // 24)


def _letters(
    before: Mapping[str, Answer], after: Mapping[str, Answer], new: frozenset[str], book: RuleBook
) -> dict[str, Answer]:
    """The letters that count then: new ones beside those that have neither run out nor fallen with an answer."""
    given, age = after.get(RULES), after.get(DAYS)
    had = set(given) if isinstance(given, tuple) else set()
    kept = {
        rule
        for rule in had
        if isinstance(age, int)
        and age <= letter_counts_for(rule)
        and not any(has_changed(name, before, after) for name in vouched_for(rule, book.knowledge))
    }
    if not new and kept == had:
        return {}
    oldest = 0 if new and kept <= new else age  # its age counts for all of them
    return {RULES: tuple(sorted(kept | new)), DAYS: oldest}
