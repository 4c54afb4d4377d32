"""What a screening can say, one statement each: "deep tissue is out", "at most 30 minutes", "see a doctor first".

Whatever a screening decides is a set of such statements, and each of them holds when at least one rule that speaks
makes it. That is all that joining is: so one rule more never takes a statement back.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ischia.core.facts.rules import Rule
from ischia.core.knowledge import LEG, Knowledge
from ischia.core.limits import ALL, FLAGS, HOLDING_WAITS, POWERED
from ischia.core.rules import LIFTED_BY_CLEARANCE, after_clearance
from ischia.core.value import Disposition
from ischia.proof.formulas import TRUE, Formula, always, every, joined, no, some
from ischia.proof.meaning import meaning
from ischia.proof.person import AnyCase

HIGHEST_PRESSURE = 5
NAMED = {
    "forbid_techniques": "technique",
    "forbid_regions": "region",
    "forbid_powered_regions": "powered_region",
    "forbid_positions": "position",
    "forbid_exercises": "exercise",
    "require_provider": "require_provider",
    "require": "require",
    "refer_to": "refer_to",
}
NOT_LIMITS = ("disposition", "refer_to", "wait_until")  # what a screening says besides the limits of massage


class Statement(NamedTuple):
    """One thing that a screening says.

    `kind` is `disposition` (at least `bound`), `pressure` (at most `bound` on the region `of`, or everywhere),
    `minutes` (at most `bound`), `flag`, `wait_until`, or one of the lists in `NAMED`, with the word it names in `of`.
    """

    kind: str
    of: str = ""
    bound: int = 0

    def __str__(self) -> str:
        return " ".join(str(part) for part in self if part not in ("", 0))


Said = dict[Statement, Formula]


class Sayings:
    """What each rule of a knowledge says of a case, when it speaks."""

    def __init__(self, knowledge: Knowledge, case: AnyCase) -> None:
        self.knowledge, self.case = knowledge, case
        limits = [rule.limits for rule in knowledge.rules.values()]
        self.minutes = sorted({each["max_minutes"] for each in limits if "max_minutes" in each})

    def of(self, rule: Rule, speaks: Formula, cleared: Formula) -> Said:
        """Each statement that a rule makes, with what must hold for it to be made."""
        return joined({statement: every((speaks, when))} for statement, when in self._all(rule, cleared))

    def _all(self, rule: Rule, cleared: Formula) -> Iterator[tuple[Statement, Formula]]:
        for level, when in dispositions(rule, cleared).items():
            yield Statement("disposition", "", int(level)), when
        yield from self._lists(rule)
        yield from self._caps(rule)
        yield from _waits(rule, cleared)
        yield from self._bans_on_all(rule, cleared)
        for flag in FLAGS:
            if rule.limits.get(flag):
                yield Statement("flag", flag), TRUE
        if rule.limits.get("no_powered"):
            yield Statement("technique", POWERED), TRUE
        for minutes in self.minutes:
            if rule.limits.get("max_minutes", minutes + 1) <= minutes:
                yield Statement("minutes", "", minutes), TRUE

    def _lists(self, rule: Rule) -> Iterator[tuple[Statement, Formula]]:
        for key, kind in NAMED.items():
            for word in rule.limits.get(key, ()):
                for named, when in self.places(word):
                    yield Statement(kind, named), when

    def _caps(self, rule: Rule) -> Iterator[tuple[Statement, Formula]]:
        caps = [(named, cap, when) for word, cap in rule.limits.get("max_pressure_in", {}).items()
                for named, when in self.places(word)]  # fmt: skip
        if (everywhere := rule.limits.get("max_pressure")) is not None:
            caps += [(of, everywhere, TRUE) for of in ("", *self.knowledge.regions)]
        for of, cap, when in caps:
            yield from ((Statement("pressure", of, bound), when) for bound in range(cap, HIGHEST_PRESSURE))

    def _bans_on_all(self, rule: Rule, cleared: Formula) -> Iterator[tuple[Statement, Formula]]:
        """What forbids every technique: a ban on all, a doctor who comes first, a wait that holds."""
        levels = dispositions(rule, cleared)
        reasons = [when for level, when in levels.items() if level is Disposition.DOCTOR_BEFORE_MASSAGE]
        if ALL in rule.limits.get("forbid_techniques", ()):
            reasons.append(TRUE)
        if not HOLDING_WAITS.isdisjoint(rule.limits.get("wait_until", ())):
            reasons.append(no(cleared) if rule.local_once_cleared else TRUE)
        for technique in (ALL, *self.knowledge.techniques) if reasons else ():
            yield Statement("technique", technique), some(reasons)

    def places(self, word: str) -> Iterable[tuple[str, Formula]]:
        """Each word that one word of a limit stands for, with when it does: `#LEG`, `@finding`, or itself."""
        if word.startswith("@"):
            return [(region, self.place(word[1:], region)) for region in self.knowledge.regions]
        return [(each, TRUE) for each in (LEG if word == "#LEG" else (word,))]

    def place(self, finding: str, region: str) -> Formula:
        """Does `@finding` stand for this region? A place that is called for and not named is its whole area."""
        answer, told = self.case[finding], self.told(finding)
        if region not in self._area(finding):
            return every((told, answer.includes(region)))
        unnamed = every((no(told), self.called_for(finding)))
        return some((every((told, answer.includes(region))), unnamed))

    def told(self, finding: str) -> Formula:
        """Was the place named; where there must be one, at least one region?"""
        answer = self.case[finding]
        return every((answer.given, some(answer.holds.values()))) if answer.finding.must_hold_one else answer.given

    def _area(self, finding: str) -> tuple[str, ...]:
        whole = self.knowledge.findings[finding].whole_area
        if ALL in whole:
            return tuple(self.knowledge.regions)
        return tuple(region for part in whole for region in (LEG if part == "#LEG" else (part,)))

    def called_for(self, finding: str) -> Formula:
        """Is this question no follow-up, or does its parent call for it?"""
        condition = self.knowledge.asked_when.get(finding)
        return TRUE if condition is None else meaning(condition, self.case)


def dispositions(rule: Rule, cleared: Formula) -> dict[Disposition, Formula]:
    """For each disposition that a rule which speaks can bring about, when it decides that or worse."""
    blunt, eased = after_clearance(rule, False), after_clearance(rule, True)
    by_both = {level: always(True) for level in list(Disposition)[1:] if level <= min(blunt, eased)}
    by_one = {level: no(cleared) if blunt > eased else cleared for level in Disposition if level > min(blunt, eased)}
    return by_both | {level: when for level, when in by_one.items() if level <= max(blunt, eased)}


def _waits(rule: Rule, cleared: Formula) -> Iterator[tuple[Statement, Formula]]:
    words = set(rule.limits.get("wait_until", ()))
    if rule.then is Disposition.DOCTOR_BEFORE_MASSAGE:
        words.add("doctor_clearance")
    for word in sorted(words):
        yield Statement("wait_until", word), no(cleared) if word in LIFTED_BY_CLEARANCE else TRUE
