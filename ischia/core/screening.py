"""Case → Screening: every rule that speaks, the strictest result, the joined limits, and what is still open."""

from functools import lru_cache
from typing import Literal

from pydantic import Field

from ischia.core.case import Answer, Case
from ischia.core.facts.rules import Rule
from ischia.core.gate import still_needed
from ischia.core.knowledge import Knowledge
from ischia.core.limits import HOLDING_WAITS, Limits, join, without_massage
from ischia.core.rules import Places, RuleBook, after_clearance, is_cleared, limits_of_rule, rule_book
from ischia.core.value import Disposition, DispositionWord, Value

Because = tuple[tuple[str, Answer], ...]


class Reason(Value):
    """One rule that spoke: what it decided, which answers made it, its words and where they come from.

    `because` holds asked findings only, never computed ones; a blank or a "not sure" stands there as None.
    """

    rule: str
    kind: Literal["ruled_out", "clearance", "limited"]
    disposition: DispositionWord
    cleared: bool
    because: dict[str, Answer]
    limits: Limits
    person: str
    clinician: str
    sources: tuple[str, ...] = Field(min_length=1)


class OpenQuestion(Value):
    """A question not answered yet that could make the result worse."""

    finding: str
    could_become: DispositionWord


class Edition(Value):
    """Which knowledge decided."""

    version: str
    digest: str


class Screening(Value):
    """What screening decided, with every reason. The only ticket into planning (contract 2).

    `shown` is what may be shown to a person: nothing milder than "see a doctor first" until the gate is passed.

    `complete`: the completeness gate is passed. `decided`: no answer still missing could make it worse; otherwise
    `worst_open` is the worst it could become and `open` lists the questions that could bring that about.
    """

    id: str | None = None
    disposition: DispositionWord
    shown: DispositionWord
    complete: bool
    decided: bool
    worst_open: DispositionWord | None
    fired: tuple[Reason, ...]
    limits: Limits
    open: tuple[OpenQuestion, ...]
    knowledge: Edition

    @property
    def allows_a_plan(self) -> bool:
        """May a plan be made, be it one without massage?"""
        worst = max(self.disposition, self.worst_open or self.disposition)
        return self.complete and worst < Disposition.SAME_DAY_MEDICAL

    @property
    def allows_massage(self) -> bool:
        """May a plan hold massage, as far as the disposition goes?"""
        return self.allows_a_plan and self.disposition <= Disposition.MASSAGE_WITH_LIMITS


def screen(case: Case, knowledge: Knowledge, id: str | None = None) -> Screening:
    """Decide how far massage may go. Every rule that speaks is kept; none hides another."""
    book = rule_book(knowledge)
    reasons = reasons_for(case, book)
    now = max(reason.disposition for reason in reasons)
    still_open = open_questions(case, now, book)
    complete = not still_needed(case, book)
    return Screening(
        id=id,
        disposition=now,
        shown=now if complete else max(now, Disposition.DOCTOR_BEFORE_MASSAGE),
        complete=complete,
        decided=not still_open,
        worst_open=still_open[0].could_become if still_open else None,
        fired=reasons,
        limits=limits_of(reasons, knowledge),
        open=still_open,
        knowledge=Edition(version=knowledge.version, digest=knowledge.digest),
    )


def reasons_for(case: Case, book: RuleBook) -> tuple[Reason, ...]:
    """Every rule that speaks, worst first, then in the order in which reasons are told."""
    letters = "cleared_rules" in case.values
    reasons = [_reason(rule, letters and is_cleared(rule, case), case, book) for rule in book.speaking(case)]
    if letters:  # else the rules come strictest first already
        reasons.sort(key=lambda reason: (-reason.disposition, book.knowledge.rules[reason.rule].number))
    return tuple(reasons)


def _reason(rule: Rule, cleared: bool, case: Case, book: RuleBook) -> Reason:
    answer = case.answers.get
    because = tuple([(name, answer(name)) for name in book.because(rule, case)])
    return _same_reason(rule.id, cleared, because, book.places(rule, case), book)


@lru_cache(maxsize=8192)
def _same_reason(name: str, cleared: bool, because: Because, places: Places, book: RuleBook) -> Reason:
    """A reason depends on little: the same answers give the same one, again and again, so it is made once."""
    rule = book.knowledge.rules[name]
    return Reason(
        rule=rule.id,
        kind=rule.kind,
        disposition=after_clearance(rule, cleared),
        cleared=cleared,
        because=dict(because),
        limits=limits_of_rule(rule, cleared, places),
        person=rule.say,
        clinician=rule.tell_clinician,
        sources=rule.sources,
    )


def limits_of(reasons: tuple[Reason, ...], knowledge: Knowledge) -> Limits:
    """The join of every reason's limits; no technique at all from "see a doctor first" on, and while a wait holds.

    Args:
        reasons: worst first, as `reasons_for` gives them.
        knowledge: whose rules spoke.
    """
    no_massage = reasons[0].disposition >= Disposition.DOCTOR_BEFORE_MASSAGE
    joined = join([reason.limits for reason in reasons], no_massage)
    if no_massage or HOLDING_WAITS.isdisjoint(joined.wait_until):
        return joined
    held = [reason for reason in reasons if not HOLDING_WAITS.isdisjoint(reason.limits.wait_until)]
    local = [reason.cleared and knowledge.rules[reason.rule].local_once_cleared for reason in held]
    return joined if all(local) else without_massage(joined)


def open_questions(case: Case, now: Disposition, book: RuleBook) -> tuple[OpenQuestion, ...]:
    """Each missing finding that could make the result worse, with the worst it could become; worst first."""
    would = {rule.id: book.disposition(rule, case) for rule in book.rules}
    worse = book.completions.worst(case, {rule: each for rule, each in would.items() if each > now})
    order = {name: place for place, name in enumerate(book.knowledge.findings)}
    names = sorted(worse, key=lambda name: (-worse[name], order[name]))
    return tuple(OpenQuestion(finding=name, could_become=worse[name]) for name in names)
