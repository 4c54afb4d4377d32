"""Why: each reason of a screening as a short chain, from the answers to the rule, its limits and its sources."""

from ischia.core.case import Case
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.planning.words import limit_lines
from ischia.core.screening import Edition, Reason, Screening
from ischia.core.value import Disposition, DispositionWord, Value
from ischia.core.what_if import what_would_change
from ischia.exchange.ways_in_words import WhatWouldChange, what_would_change_in_words
from ischia.exchange.wording import NULL_SAYS, answer_in_words, case_answer, finding_of

BLANK_COUNTS, CAREFUL = "No", "unknown, so the careful reading holds"
DECIDES = {
    Disposition.SUITABLE: "No reason against massage by itself",
    Disposition.MASSAGE_WITH_LIMITS: "Massage only inside limits",
    Disposition.DOCTOR_BEFORE_MASSAGE: "A doctor first",
    Disposition.SAME_DAY_MEDICAL: "A doctor today",
    Disposition.EMERGENCY_NOW: "Emergency help now",
}


class AnswerGiven(Value):
    """An answer that a reason rests on, in the words that were chosen.

    `counts_as` says what a blank or a "not sure" is taken for; it is empty for any other answer.
    """

    finding: str
    question: str
    answer: str
    counts_as: str


class Origin(Value):
    """Where a rule comes from, and whether that was looked at (`mark`)."""

    id: str
    cite: str
    year: int | None
    link: str | None
    mark: str


class Chain(Value):
    """One reason: the answers, the rule, what it decides and the limits that it sets, and its sources.

    `decides` is the disposition in words, after a doctor's yes where there is one (`cleared`). No answers stand there
    where a rule holds for everyone.
    """

    rule: str
    says: str
    answers: tuple[AnswerGiven, ...]
    disposition: DispositionWord
    decides: str
    cleared: bool
    limits: tuple[str, ...]
    sources: tuple[Origin, ...]


class Explanation(Value):
    """Why a case has its result, and what would change it."""

    id: str | None = None
    disposition: DispositionWord
    shown: DispositionWord
    complete: bool
    why: tuple[Chain, ...]
    what_would_change: WhatWouldChange
    knowledge: Edition


def explain(case: Case, screening: Screening, knowledge: Knowledge) -> Explanation:
    """Tell why, and what if.

    Args:
        case: the answers.
        screening: the screening of this very case.
        knowledge: the knowledge that screened it.
    """
    found = what_would_change(case, screening, knowledge)
    return Explanation(
        id=screening.id,
        disposition=screening.disposition,
        shown=screening.shown,
        complete=screening.complete,
        why=tuple(chain_of(reason, case, knowledge) for reason in screening.fired),
        what_would_change=what_would_change_in_words(found, case, screening, knowledge),
        knowledge=screening.knowledge,
    )


def chain_of(reason: Reason, case: Case, knowledge: Knowledge) -> Chain:
    """One reason as a chain. What this knowledge does not hold, as when it is of another edition, is left out."""
    sources = (knowledge.sources[key] for key in reason.sources if key in knowledge.sources)
    return Chain(
        rule=reason.rule,
        says=reason.person,
        answers=answers_behind(reason, case, knowledge),
        disposition=reason.disposition,
        decides=DECIDES[reason.disposition],
        cleared=reason.cleared,
        limits=limit_lines(reason.limits, knowledge),
        sources=tuple(Origin(id=s.id, cite=s.cite, year=s.year, link=s.link, mark=s.mark) for s in sources),
    )


def answers_behind(reason: Reason, case: Case, knowledge: Knowledge) -> tuple[AnswerGiven, ...]:
    """The answers that a reason rests on; a blank and a "not sure" are named as such."""
    return tuple(
        AnswerGiven(
            finding=name,
            question=finding_of(name, knowledge).ask,
            answer=case_answer(case, name, knowledge),
            counts_as=_counts_as(knowledge.findings[name], case, knowledge),
        )
        for name in reason.because
        if name in knowledge.findings
    )


def _counts_as(finding: Finding, case: Case, knowledge: Knowledge) -> str:
    """What a blank or a "not sure" is taken for; empty for an answer that stands for itself."""
    if finding.id not in case.answers:
        return BLANK_COUNTS if finding.type == "bool" else CAREFUL
    if case.answers[finding.id] is not None or finding.id in NULL_SAYS:
        return ""
    if finding.not_sure is None:
        return CAREFUL
    taken = (str(finding.not_sure),) if finding.type == "set" else finding.not_sure
    return answer_in_words(finding, taken, knowledge)
