"""The result as a page shows it: the answer, what may be done, what to keep to, and every reason."""

from dataclasses import dataclass

from ischia.care.telling.kept import Kept
from ischia.care.telling.limits import LimitGroup, limit_groups
from ischia.care.telling.sources import SourceRow, source_rows
from ischia.core.facts.findings import Finding
from ischia.core.phone import words_for_the_phone
from ischia.core.planning import Plan
from ischia.core.planning.words import limit_lines, limits_in_words
from ischia.core.screening import Reason
from ischia.core.value import Disposition
from ischia.exchange.bodymap import draw_body
from ischia.exchange.explaining import DECIDES, AnswerGiven, answers_behind
from ischia.exchange.papers.pictures import body_of
from ischia.exchange.wording import (
    Band,
    band_of,
    listed,
    lower_first,
    minutes_in_words,
    pressure_in_words,
    regions_in_words,
    technique_in_words,
)

NOT_FINISHED = Band(
    "Not finished",
    "Some safety questions are still open",
    "Until they are answered, the safe answer is: see a doctor before any massage.",
)
NOT_TODAY = Band("Not today", "No massage for now", "Something has to pass first. Then massage may be possible.")
NO_ANSWER_NEEDED = ("always_bony",)  # holds for everyone


@dataclass(frozen=True)
class ReasonRow:
    """One reason as a chain: its words, the answers that made it, what it decides, its limits and its sources."""

    rule: str
    say: str
    disposition: str
    answers: tuple[AnswerGiven, ...]
    decides: str
    limits: tuple[str, ...]
    sources: list[SourceRow]
    cleared: bool


@dataclass(frozen=True)
class OpenRow:
    """A question still open, and how bad the answer could be."""

    finding: str
    question: str
    could_become: str


@dataclass(frozen=True)
class Where:
    """Where massage may and may not go: drawn, and in words."""

    drawing: str
    work: str
    avoid: list[str]


def band(kept: Kept) -> Band:
    """The answer in a word, a heading and a sentence; never milder than what may be shown."""
    if not kept.screening.complete and kept.shown < Disposition.SAME_DAY_MEDICAL:
        return NOT_FINISHED
    return NOT_TODAY if kept.not_today else band_of(kept.shown)


def reasons(kept: Kept) -> list[ReasonRow]:
    """Every reason, worst first; those that hold for everyone last."""
    rows = [_reason(reason, kept) for reason in kept.screening.fired]
    return sorted(rows, key=lambda row: row.rule in NO_ANSWER_NEEDED)


def _reason(reason: Reason, kept: Kept) -> ReasonRow:
    return ReasonRow(
        rule=reason.rule,
        say=reason.person,
        disposition=reason.disposition.id,
        answers=answers_behind(reason, kept.case, kept.knowledge),
        decides=DECIDES[reason.disposition],
        limits=_limits(reason, kept),
        sources=source_rows(reason.sources, kept.knowledge),
        cleared=reason.cleared,
    )


def _limits(reason: Reason, kept: Kept) -> tuple[str, ...]:
    """The limits of one reason, where the words of that day are at hand.

    Advice on massage does not stand beside "get help now": limits wait until massage is a question again.
    """
    urgent = kept.shown >= Disposition.SAME_DAY_MEDICAL
    if kept.lost or (urgent and reason.disposition < Disposition.SAME_DAY_MEDICAL):
        return ()
    return limit_lines(reason.limits, kept.knowledge)


def still_open(kept: Kept) -> list[OpenRow]:
    """Questions whose answer could make it worse. In an emergency nothing else matters."""
    if kept.shown is Disposition.EMERGENCY_NOW:
        return []
    findings = kept.knowledge.findings
    return [
        OpenRow(each.finding, findings[each.finding].ask, lower_first(band_of(each.could_become).title))
        for each in kept.screening.open
        if each.finding in findings
    ]


def you_may(kept: Kept) -> list[str]:
    """What is possible now, out of the plan: so nothing is offered here that the plan's last gate would not let by."""
    plan, knowledge = kept.plan, kept.knowledge
    if not isinstance(plan, Plan):
        return []
    said = []
    for item in plan.massage:
        other = item.alternative if set(item.alternative_regions) == set(item.regions) else None
        kinds = [technique_in_words(each, knowledge) for each in (item.technique, other) if each]
        said.append(f"{_either(kinds)} with a therapist, on the {regions_in_words(item.regions, knowledge)}")
        said.append(f"Up to {item.minutes} minutes, at most {pressure_in_words(item.pressure_max, knowledge)}")
    said += [f"At home: {lower_first(item.name)}, {minutes_in_words(item.minutes)}" for item in plan.home]
    moves = [lower_first(item.name) for item in plan.exercise]
    return [*said, f"Move: {listed(moves)}"] if moves else said


def _either(kinds: list[str]) -> str:
    first, *others = kinds
    return " or ".join([first, *(lower_first(each) for each in others)])


def keep_to(kept: Kept) -> list[LimitGroup]:
    """The limits, in the words of that day where there is a plan."""
    plan, knowledge = kept.plan, kept.knowledge
    return limit_groups(
        plan.limits if isinstance(plan, Plan) else limits_in_words(kept.screening, knowledge), knowledge
    )


def where(kept: Kept) -> Where | None:
    """The body map of where massage may and may not go; None while none is planned."""
    plan, knowledge = kept.plan, kept.knowledge
    if not isinstance(plan, Plan) or not (plan.massage or plan.home):
        return None
    avoid = [region for region in kept.screening.limits.forbid_regions if region in knowledge.regions]
    found = [region for item in plan.massage for region in item.regions]
    found += [step.region for item in plan.home for step in item.steps if step.region and step.pressure]
    work = [region for region in dict.fromkeys(found) if region not in avoid]
    words = regions_in_words(work, knowledge)
    drawing = draw_body(
        body_of(knowledge),
        marked={"avoid": avoid, "work": work},
        title="Where massage may go, and where not",
        desc=f"Waves: massage may go here: {words}. Hatched: keep off. The list beside says the same.",
    )
    return Where(drawing, words, [knowledge.regions[region] for region in avoid])


def operator_words(kept: Kept) -> tuple[str, str]:
    """Two sentences to say on the phone."""
    return words_for_the_phone(kept.screening.fired, kept.case, kept.knowledge)


def to_maternity_unit(kept: Kept) -> bool:
    """Is the maternity unit the one to call, and nobody else?"""
    now = [reason for reason in kept.screening.fired if reason.disposition is Disposition.EMERGENCY_NOW]
    return bool(now) and all(set(reason.limits.refer_to) == {"maternity_unit_now"} for reason in now)


def to_vouch(kept: Kept) -> list[Finding]:
    """Blank questions about a check that a doctor has done already, where a reason rests on the blank."""
    blank = {name for reason in kept.screening.fired for name in reason.because if name not in kept.case.answers}
    return [finding for name, finding in kept.knowledge.findings.items() if name in blank and finding.vouches_for]


def card_first(kept: Kept) -> bool:
    """Who would rather not say gets the safety-net card before anything else."""
    return kept.case.answers.get("sexual_change") == "rather_not_say"
