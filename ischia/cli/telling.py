"""Results in plain words for a terminal."""

from collections.abc import Iterable

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.planning.words import limits_in_words
from ischia.core.screening import Reason, Screening
from ischia.core.value import Disposition
from ischia.exchange.wording import because_in_words

HEADLINES = {
    Disposition.EMERGENCY_NOW: "EMERGENCY: go to an emergency department or call an ambulance now. No massage.",
    Disposition.SAME_DAY_MEDICAL: "TODAY: speak to a doctor today. No massage.",
    Disposition.DOCTOR_BEFORE_MASSAGE: "SEE A DOCTOR FIRST: no massage until a doctor has said yes.",
    Disposition.MASSAGE_WITH_LIMITS: "GO, WITH LIMITS: massage may go ahead inside the limits below.",
    Disposition.SUITABLE: "GO: no reason found against massage. The limits for everyone hold.",
}
NOT_FINISHED = "NOT FINISHED: some safety questions are still open. Until they are answered: no massage."
MATERNITY = "EMERGENCY: call your maternity unit now. No massage."


def screening_lines(screening: Screening, case: Case, knowledge: Knowledge) -> Iterable[str]:
    """A screening as lines of text: the result, what is still open, every reason, the limits, the safety-net card."""
    if screening.id is not None:
        yield f"[{screening.id}]"
    yield headline(screening)
    if screening.open:
        worst = _words(screening.worst_open)
        yield f"Still open: {len(screening.open)} questions; the worst they could mean is {worst}."
        yield "  " + "; ".join(knowledge.findings[each.finding].ask for each in screening.open[:3])
    urgent = screening.disposition >= Disposition.SAME_DAY_MEDICAL
    yield "\nWhy:"
    now = [each for each in screening.fired if not urgent or each.disposition >= Disposition.SAME_DAY_MEDICAL]
    for reason in now:
        yield from _reason_lines(reason, case, knowledge)
    # Advice on massage does not stand beside "get help now"; limits wait until massage is a question again.
    if len(now) < len(screening.fired):
        yield "\nFor later, once this has been checked:"
        for reason in screening.fired[len(now) :]:
            yield from _reason_lines(reason, case, knowledge)
    if not urgent:
        yield "\nLimits:"
        yield from (f"  - {said.say}" for said in limits_in_words(screening, knowledge))
    yield "\nWhatever the result:"
    yield from (f"  - {line.sentence}" for line in knowledge.card.lines)
    yield f"\nThis is help with a decision, not a diagnosis. Knowledge {screening.knowledge.version}."


def headline(screening: Screening) -> str:
    """The result in one line: never milder than "see a doctor first" while safety questions are open."""
    if screening.disposition is Disposition.EMERGENCY_NOW and _maternity_alone(screening):
        return MATERNITY
    if not screening.complete and screening.disposition < Disposition.DOCTOR_BEFORE_MASSAGE:
        return NOT_FINISHED
    return HEADLINES[screening.disposition]


def _maternity_alone(screening: Screening) -> bool:
    urgent = [reason for reason in screening.fired if reason.disposition is Disposition.EMERGENCY_NOW]
    return all("maternity_unit_now" in reason.limits.refer_to for reason in urgent)


def _reason_lines(reason: Reason, case: Case, knowledge: Knowledge) -> Iterable[str]:
    yield f"  {reason.person}"
    for question, answer in because_in_words(reason, case, knowledge):
        yield f"      {question} {answer}"
    cleared = ", cleared by a doctor" if reason.cleared else ""
    yield f"      ({reason.rule}{cleared}; {', '.join(reason.sources)})"


def _words(disposition: Disposition | None) -> str:
    return {
        Disposition.EMERGENCY_NOW: "emergency help now",
        Disposition.SAME_DAY_MEDICAL: "a doctor today",
        Disposition.DOCTOR_BEFORE_MASSAGE: "a doctor first",
    }.get(disposition or Disposition.SUITABLE, "massage within limits")
