"""Which rules speak of a case, and because of what; which still could."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from ischia.core.case import Case
from ischia.core.compiled import Table
from ischia.core.completing import Completions
from ischia.core.conditions import because, findings_in, holds, settled
from ischia.core.facts.findings import Finding
from ischia.core.facts.rules import Rule
from ischia.core.knowledge import LEG, Knowledge
from ischia.core.limits import ALL, FLAGS, LISTS, Limits, trusted
from ischia.core.value import Disposition

CLEARED_FOR_DAYS, CLEARED_FOR_DAYS_RED_FLAG = 90, 30
LIFTED_BY_CLEARANCE = {"doctor_clearance", "surgeon_clearance", "same_day_check_done"}


class RuleBook:
    """The rules of one knowledge, compiled once and asked for many cases."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.rules = tuple(knowledge.rules.values())

        self.places = {rule.id: [word for word in _named(rule) if word.startswith("@")] for rule in self.rules}
        self._strict_first = sorted(self.rules, key=lambda rule: -rule.then)

    @cached_property
    def _table(self) -> Table:
        return Table([self.knowledge.conditions[rule.id] for rule in self._strict_first])

    @cached_property
    def completions(self) -> Completions:
        """What cases could still become."""
        return Completions(self.knowledge)

    @cached_property
    def fixed_limits(self) -> dict[tuple[str, bool], Limits]:
        """Limits that do not depend on the case, for each rule before and after clearance."""
        return {
            (rule.id, cleared): Limits(**_limits(rule, cleared, {}))
            for rule in self.rules
            if not self.places[rule.id]
            for cleared in (False, True)
        }

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
        return self._always_because.get(rule.id) or because(self.knowledge.conditions[rule.id], case.values)

    @cached_property
    def _always_because(self) -> dict[str, tuple[str, ...]]:
        conditions = self.knowledge.conditions
        return {name: findings_in(each) for name, each in conditions.items() if settled(each)}

    def disposition(self, rule: Rule, case: Case) -> Disposition:
        """What a rule decides, after clearance."""
        return after_clearance(rule, is_cleared(rule, case))

    def limits(self, rule: Rule, case: Case) -> Limits:
        """The limits a rule sets in this case, after clearance, with the places it names."""
        cleared = is_cleared(rule, case)
        fixed = self.fixed_limits.get((rule.id, cleared))
        if fixed is not None:
            return fixed
        # Checked when the knowledge was: only the places are new here, and they are regions of the same knowledge.
        return trusted(_limits(rule, cleared, {name: self.place(name, case) for name in self.places[rule.id]}))

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
    return rule.id in cleared and days <= (CLEARED_FOR_DAYS_RED_FLAG if rule.id.startswith("rf_") else CLEARED_FOR_DAYS)


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
