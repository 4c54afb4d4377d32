"""The outlook of one case: what could still make it worse, take it back, limit it or shape its plan."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from ischia.core.asking.order import most_settling_first
from ischia.core.asking.question import as_on_the_pages
from ischia.core.asking.wishes import missed_by_the_plan, readable
from ischia.core.case import Case
from ischia.core.completing import Way
from ischia.core.conditions import findings_in
from ischia.core.facts.findings import Finding
from ischia.core.facts.rules import Rule
from ischia.core.gate import passes
from ischia.core.knowledge import Knowledge
from ischia.core.limits import HOLDING_WAITS, Limits, join, without_massage
from ischia.core.rules import RuleBook
from ischia.core.screening import limits_of, reasons_for, screen
from ischia.core.value import Disposition


class Outlook:
    """What may still come of one case, as lists of questions in the order in which they are asked."""

    def __init__(self, case: Case, book: RuleBook) -> None:
        self.case, self.book, self.knowledge = case, book, book.knowledge
        self.reasons = reasons_for(case, book)
        self.disposition = self.reasons[0].disposition
        self.spoken = {reason.rule for reason in self.reasons}
        self.search = book.completions.search(case)

    def is_called_for(self, name: str) -> bool:
        """May this be asked now: no follow-up, or one that an answer calls for?"""
        return self.book.called_for(self.knowledge.findings[name], self.case)

    def could_become(self, level: Disposition) -> list[str]:
        """The questions that could bring this result about, the one that settles most first."""
        return most_settling_first(self._ways(self._rules_of[level]), self.search)

    @cached_property
    def could_take_back(self) -> list[str]:
        """The questions whose answers could make the result milder.

        Before an emergency is told only those count that are asked before it, otherwise all but those asked only after
        the advice.
        """
        names = set[str]()
        for answers in self.search.silencing(self.spoken.intersection(self._rules_of[self.disposition])):
            first = [self._asked_in_time(name) for name in answers]
            milder = Case(self.case.answers, {**self.case.values, **answers})
            if all(first) and self.book.verdict(milder) < self.disposition:
                names.update(*first)
        return as_on_the_pages(names, self.knowledge)

    def needed(self) -> list[str]:
        """What the gate still needs, follow-ups that an answer may yet call for included."""
        possible = self.book.completions.callable(self.case)
        gate = (finding for finding in self.knowledge.findings.values() if finding.gate)
        names = (finding.id for finding in gate if not self._is_settled(finding))
        return as_on_the_pages((each for each in names if each in possible or self.is_called_for(each)), self.knowledge)

    def could_limit(self) -> list[str]:
        """The questions beyond the gate that could add a limit, take one away, or add to what a doctor says yes to."""
        names = set[str]()
        for rule in _rules_beyond_the_gate(self.knowledge):
            for way in self.search.ways(rule):
                if rule in self.spoken:
                    names |= way.undone_by
                elif self._would_add(self.knowledge.rules[rule]):
                    names |= way.needs
        return as_on_the_pages({each for name in names for each in self._asked_in_time(name)}, self.knowledge)

    def could_shape(self) -> list[str]:
        """The wishes and abilities that planning looks for; none while there is no plan."""
        missed = missed_by_the_plan(screen(self.case, self.knowledge), self.case, self.knowledge)
        return as_on_the_pages(filter(self._is_a_wish, missed), self.knowledge)

    def at_most_left(self) -> int:
        """No more questions than this can come, whatever is answered."""
        for_good = not self.could_take_back
        if for_good and self.disposition is Disposition.EMERGENCY_NOW:
            return 0
        if for_good and self.disposition is Disposition.SAME_DAY_MEDICAL:
            return len(self._read_by(self._rules_of[Disposition.EMERGENCY_NOW]))
        massage = not (for_good and self.disposition is Disposition.DOCTOR_BEFORE_MASSAGE)
        wishes = filter(self._is_a_wish, readable(self.knowledge, massage) - set(self.case.answers))
        return len({*self.needed(), *self._read_by(_rules_beyond_the_gate(self.knowledge)), *wishes})

    @cached_property
    def _rules_of(self) -> dict[Disposition, list[str]]:
        """The rules by what they would decide in this case."""
        found: dict[Disposition, list[str]] = {level: [] for level in Disposition}
        for rule in self.book.rules:
            found[self.book.disposition(rule, self.case)].append(rule.id)
        return found

    def _ways(self, rules: Iterable[str]) -> Iterator[Way]:
        return (way for rule in rules for way in self.search.ways(rule))

    def _read_by(self, rules: Iterable[str]) -> set[str]:
        """Every question that stands in a way of one of these rules."""
        return {name for way in self._ways(rules) for name in way.needs | way.undone_by}

    def _would_add(self, rule: Rule) -> bool:
        """Would this rule limit more than those that speak, or need a doctor's yes of its own?"""
        first = Disposition.DOCTOR_BEFORE_MASSAGE
        needs_a_yes = self.disposition is first and self.book.disposition(rule, self.case) is first
        unknown_place = any(word[1:] not in self.case.answers for word, _ in self.book.places(rule, self.case))
        return needs_a_yes or unknown_place or not self.limits.within(self.book.limits(rule, self.case))

    @cached_property
    def limits(self) -> Limits:
        """The limits that hold; while a doctor has to say yes first, those that would hold after it."""
        if self.disposition < Disposition.DOCTOR_BEFORE_MASSAGE:
            return limits_of(self.reasons, self.knowledge)
        rules = self.knowledge.rules
        waits = [each.rule for each in self.reasons if not HOLDING_WAITS.isdisjoint(each.limits.wait_until)]
        joined = join(each.limits for each in self.reasons)
        return joined if all(rules[rule].local_once_cleared for rule in waits) else without_massage(joined)

    def _asked_in_time(self, name: str) -> set[str]:
        """What has to be asked so that this is answered before the advice is shown; nothing where it cannot be."""
        finding = self.knowledge.findings[name]
        if self.disposition is Disposition.EMERGENCY_NOW:
            return {name} if finding.asked_before_emergency and self.is_called_for(name) else set()
        return set() if finding.after_advice else self.search.asked_first(name)

    def _is_a_wish(self, name: str) -> bool:
        finding = self.knowledge.findings[name]
        return finding.asked_of_a_person and not finding.gate

    def _is_settled(self, finding: Finding) -> bool:
        """Is there an answer to go on with? "Not sure where" is one, though no plan is made until it is known."""
        unknown = bool(finding.whole_area) and self.case.answers.get(finding.id, ()) is None
        return unknown or passes(finding, self.case)


@lru_cache(maxsize=4)
def _rules_beyond_the_gate(knowledge: Knowledge) -> tuple[str, ...]:
    """The rules that read a question which the gate does not need."""
    free = {each.id for each in knowledge.findings.values() if each.asked_of_a_person and not each.gate}
    return tuple(rule for rule, condition in knowledge.conditions.items() if free.intersection(findings_in(condition)))
