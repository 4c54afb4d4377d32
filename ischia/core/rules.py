"""Which rules speak of a case, and because of what; which still could."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from ischia.core.case import Case
from ischia.core.compiled import Table, Test, compile_condition
from ischia.core.completing import Completions
from ischia.core.conditions import Any as AnyOf
from ischia.core.conditions import Condition, because, findings_in, holds, settled
from ischia.core.facts.findings import Finding
from ischia.core.facts.rules import Rule
from ischia.core.knowledge import LEG, Knowledge
from ischia.core.limits import ALL, FLAGS, LISTS, Limits
from ischia.core.value import Disposition

CLEARED_FOR_DAYS, CLEARED_FOR_DAYS_RED_FLAG = 90, 30
LIFTED_BY_CLEARANCE = {"doctor_clearance", "surgeon_clearance", "same_day_check_done"}


Places = tuple[tuple[str, tuple[str, ...]], ...]  # what each `@finding` stands for


class RuleBook:
    """The rules of one knowledge, compiled once and asked for many cases."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.rules = tuple(knowledge.rules.values())

        self._ways: dict[str, list[tuple[tuple[str, ...], Test]] | None] = {}
        self._named = {rule.id: [word for word in _named(rule) if word.startswith("@")] for rule in self.rules}
        self._strict_first = sorted(self.rules, key=lambda rule: -rule.then)

    @cached_property
    def _table(self) -> Table:
        return Table([self.knowledge.conditions[rule.id] for rule in self._strict_first])

    @cached_property
    def completions(self) -> Completions:
        """What cases could still become."""
        return Completions(self.knowledge)

    def verdict(self, case: Case) -> Disposition:
        """The disposition alone, as fast as it can be had."""
        if "cleared_rules" not in case.values:
            return self._strict_first[next(self._table.holding(case.values))].then
        return max(self.disposition(rule, case) for rule in self.speaking(case))

    def speaking(self, case: Case) -> list[Rule]:
        """Every rule whose condition holds; the strictest first, then in the order in which reasons are told."""
        return [self._strict_first[place] for place in self._table.holding(case.values)]

    def because(self, rule: Rule, case: Case) -> tuple[str, ...]:
        """The asked findings that made a rule speak."""
        ways = self._ways_of(rule.id)
        if ways is None:
            return because(self.knowledge.conditions[rule.id], case.values)
        if len(ways) == 1:
            return ways[0][0]
        get = case.values.get
        return tuple(dict.fromkeys([name for names, test in ways if test(get) for name in names]))

    def _ways_of(self, rule: str) -> list[tuple[tuple[str, ...], Test]] | None:
        """The ways in which a rule can hold, each with its findings; None where they are not that simple."""
        if rule not in self._ways:
            self._ways[rule] = _ways_of(self.knowledge.conditions[rule])
        return self._ways[rule]

    def disposition(self, rule: Rule, case: Case) -> Disposition:
        """What a rule decides, after clearance."""
        return after_clearance(rule, is_cleared(rule, case))

    def limits(self, rule: Rule, case: Case) -> Limits:
        """The limits a rule sets in this case, after clearance, with the places it names."""
        return limits_of_rule(rule, is_cleared(rule, case), self.places(rule, case))

    def places(self, rule: Rule, case: Case) -> Places:
        """What each `@finding` in a rule's limits stands for in this case."""
        named = self._named[rule.id]
        return tuple([(word, self.place(word, case)) for word in named]) if named else ()

    def place(self, named: str, case: Case) -> tuple[str, ...]:
        """The regions that `@finding` stands for.

        A place that the answers call for and do not name stands for its whole area: the safer reading.
        """
        finding = self.knowledge.findings[named[1:]]
        given = case.answers.get(finding.id)
        if isinstance(given, tuple) and (given or not finding.must_hold_one):
            return given
        return self.area(finding) if finding.whole_area and self.called_for(finding, case) else ()

    def area(self, finding: Finding) -> tuple[str, ...]:
        """The whole area that an unnamed place may be in."""
        if ALL in finding.whole_area:
            return tuple(self.knowledge.regions)
        return tuple(region for part in finding.whole_area for region in (LEG if part == "#LEG" else (part,)))

    def called_for(self, finding: Finding, case: Case) -> bool:
        """Is this question called for: no follow-up, or one whose parent says so?"""
        condition = self.knowledge.asked_when.get(finding.id)
        return condition is None or holds(condition, case.values)


@lru_cache(maxsize=4)
def rule_book(knowledge: Knowledge) -> RuleBook:
    """The rule book of a knowledge, made once."""
    return RuleBook(knowledge)


def after_clearance(rule: Rule, cleared: bool) -> Disposition:
    """What a rule decides, cleared by a doctor or not."""
    return rule.after_clearance if cleared and rule.after_clearance is not None else rule.then


def is_cleared(rule: Rule, case: Case) -> bool:
    """Has a doctor said yes to this rule, in writing and recently enough?"""
    cleared = case.values.get("cleared_rules")
    days = case.values.get("clearance_days_ago")
    if rule.after_clearance is None or not isinstance(cleared, frozenset) or not isinstance(days, int):
        return False
    return rule.id in cleared and days <= letter_counts_for(rule.id)


def letter_counts_for(rule: str) -> int:
    """How many days a doctor's written yes to a rule counts, the last day included."""
    return CLEARED_FOR_DAYS_RED_FLAG if rule.startswith("rf_") else CLEARED_FOR_DAYS


def _ways_of(condition: Condition) -> list[tuple[tuple[str, ...], Test]] | None:
    parts = condition.parts if isinstance(condition, AnyOf) else (condition,)
    if not all(settled(part) for part in parts):
        return None
    return [(findings_in(part), compile_condition(part)) for part in parts]


def limits_of_rule(rule: Rule, cleared: bool, places: Places) -> Limits:
    """The limits of a rule, after clearance or not, with the places that it names."""
    return Limits(**_limits(rule, cleared, dict(places)))


def _named(rule: Rule) -> list[str]:
    """Each `@finding` and `#LEG` in a rule's limits."""
    words = [word for key in LISTS for word in rule.limits.get(key, ())] + list(rule.limits.get("max_pressure_in", ()))
    return [word for word in dict.fromkeys(words) if word[0] in "@#"]


def _limits(rule: Rule, cleared: bool, places: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """A rule's limits as plain data, places put in, clearance taken into account."""
    places = {"#LEG": LEG, **places}
    limits: dict[str, Any] = {
        key: value for key, value in rule.limits.items() if key in FLAGS or key.startswith("max_")
    }
    for key in LISTS:
        words = {each for word in rule.limits.get(key, ()) for each in places.get(word, (word,))}
        if key == "wait_until":
            words = words - LIFTED_BY_CLEARANCE if cleared else words | _waits_for_a_doctor(rule)
        if words:
            limits[key] = tuple(sorted(words))
    if caps := rule.limits.get("max_pressure_in"):
        resolved = [(region, cap) for word, cap in caps.items() for region in places.get(word, (word,))]
        limits["max_pressure_in"] = dict(
            sorted(resolved, reverse=True)
        )  # of two caps for a region the lower one is left
    return limits


def _waits_for_a_doctor(rule: Rule) -> set[str]:
    return {"doctor_clearance"} if rule.then is Disposition.DOCTOR_BEFORE_MASSAGE else set()
