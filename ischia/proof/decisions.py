"""What the knowledge decides of any person at all: which rules speak, what they say together, what the gate needs."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from ischia.core.conditions import findings_in
from ischia.core.facts.findings import Finding
from ischia.core.facts.rules import Rule
from ischia.core.knowledge import Knowledge
from ischia.core.rules import CLEARED_FOR_DAYS, CLEARED_FOR_DAYS_RED_FLAG
from ischia.core.value import Disposition
from ischia.proof.formulas import FALSE, TRUE, Formula, every, no, some
from ischia.proof.meaning import meaning
from ischia.proof.person import AnyCase
from ischia.proof.statements import Said, Sayings, Statement


class Decisions:
    """One knowledge applied to a case in which every answer is open.

    `speaks` and `cleared` tell for each rule when it does and when a letter clears it; `said` what it says then.
    """

    def __init__(self, knowledge: Knowledge, case: AnyCase, like: "Decisions | None" = None) -> None:
        self.knowledge, self.case = knowledge, case
        self.sayings = Sayings(knowledge, case)
        self.speaks: dict[str, Formula] = dict(like.speaks) if like else {}
        self.cleared: dict[str, Formula] = dict(like.cleared) if like else {}
        self.said: dict[str, Said] = dict(like.said) if like else {}
        self.decided_here: list[str] = []
        self._held: dict[Statement, Formula] = {}
        if like is None:
            self._decide(knowledge.rules.values())

    def for_another(self, case: AnyCase, changed: str, without_letters: frozenset[str] = frozenset()) -> "Decisions":
        """The decisions of a case that differs in one finding, and in which the letters of some rules do not count."""
        other = Decisions(self.knowledge, case, like=self)
        rules = self.knowledge.rules
        anew = [name for name in rules if name in without_letters or changed in self.reads[name]]
        other._decide((rules[name] for name in anew), without_letters)
        return other

    def _decide(self, rules: Iterable[Rule], without_letters: frozenset[str] = frozenset()) -> None:
        for rule in rules:
            self.decided_here.append(rule.id)
            self.speaks[rule.id] = meaning(self.knowledge.conditions[rule.id], self.case)
            self.cleared[rule.id] = FALSE if rule.id in without_letters else self._cleared(rule)
            self.said[rule.id] = self.sayings.of(rule, self.speaks[rule.id], self.cleared[rule.id])

    def _cleared(self, rule: Rule) -> Formula:
        if rule.after_clearance is None:
            return FALSE
        days = CLEARED_FOR_DAYS_RED_FLAG if rule.id.startswith("rf_") else CLEARED_FOR_DAYS
        letters, age = self.case["cleared_rules"], self.case["clearance_days_ago"]
        return every((letters.includes(rule.id), age.counts, no(age.at_least(days + 1))))

    @cached_property
    def reads(self) -> Mapping[str, frozenset[str]]:
        """For each rule the findings that can change whether it speaks or what it says, letters apart."""
        return {name: findings_read(rule, self.knowledge) for name, rule in self.knowledge.rules.items()}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that some rule can say."""
        return tuple(dict.fromkeys(statement for said in self.said.values() for statement in said))

    def holds(self, statement: Statement) -> Formula:
        """Does a screening say this?"""
        if statement not in self._held:
            self._held[statement] = self.holds_without("", statement)
        return self._held[statement]

    def holds_without(self, rule: str, statement: Statement) -> Formula:
        """Would a screening say this without one of the rules?"""
        return some(said[statement] for name, said in self.said.items() if statement in said and name != rule)

    def at_least(self, level: Disposition) -> Formula:
        """The disposition is this or worse."""
        return TRUE if level is Disposition.SUITABLE else self.holds(Statement("disposition", "", int(level)))

    @cached_property
    def complete(self) -> Formula:
        """The completeness gate is passed."""
        gate = (each for each in self.knowledge.findings.values() if each.gate)
        return every(some((no(self.sayings.called_for(each.id)), self._passes(each))) for each in gate)

    def _passes(self, finding: Finding) -> Formula:
        told = self.sayings.told(finding.id)
        return some((told, self.case[finding.id].not_sure)) if finding.not_sure_passes else told

    @cached_property
    def no_letter_counts(self) -> Formula:
        """No rule that speaks is cleared by a doctor's letter."""
        return no(some(every((self.speaks[rule], self.cleared[rule])) for rule in self.speaks))


def findings_read(rule: Rule, knowledge: Knowledge) -> frozenset[str]:
    """The findings that can change whether a rule speaks or what it says, letters apart."""
    read = {*findings_in(knowledge.base(rule.when))}
    for words in rule.limits.values():
        for place in (word[1:] for word in words if word.startswith("@")) if isinstance(words, list | dict) else ():
            called = knowledge.asked_when.get(place)
            read.update((place, *(findings_in(called) if called is not None else ())))
    return frozenset(read)
