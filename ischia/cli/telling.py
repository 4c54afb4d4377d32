"""Results in plain words for a terminal."""

from collections.abc import Iterable

from ischia.core.case import Answer
from ischia.core.knowledge import Knowledge
from ischia.core.planning import NoPlan, Plan
from ischia.core.planning.words import limits_in_words
from ischia.core.screening import Reason, Screening
from ischia.core.value import Disposition
from ischia.exchange.wording import second_kind

HEADLINES = {
    Disposition.EMERGENCY_NOW: "EMERGENCY: go to an emergency department or call an ambulance now. No massage.",
    Disposition.SAME_DAY_MEDICAL: "TODAY: speak to a doctor today. No massage.",
    Disposition.DOCTOR_BEFORE_MASSAGE: "SEE A DOCTOR FIRST: no massage until a doctor has said yes.",
    Disposition.MASSAGE_WITH_LIMITS: "GO, WITH LIMITS: massage may go ahead inside the limits below.",
    Disposition.SUITABLE: "GO: no reason found against massage. The limits for everyone hold.",
}
NOT_FINISHED = "NOT FINISHED: some safety questions are still open. Until they are answered: no massage."
MATERNITY = "EMERGENCY: call your maternity unit now. No massage."


def screening_lines(screening: Screening, knowledge: Knowledge) -> Iterable[str]:
    """A screening as lines of text: the result, what is still open, every reason, the limits, the safety-net card."""
    if screening.id is not None:
        yield f"[{screening.id}]"
    yield headline(screening)
    if screening.open:
        worst = _words(screening.worst_open)
        yield f"Still open: {len(screening.open)} questions; the worst they could mean is {worst}."
        yield "  " + "; ".join(knowledge.findings[each.finding].ask for each in screening.open[:3])
    yield "\nWhy:"
    for reason in screening.fired:
        yield from _reason_lines(reason, knowledge)
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


def answer_words(answer: Answer, finding: str, knowledge: Knowledge) -> str:
    """An answer as a person would say it."""
    if answer is None:
        return "not sure or not answered"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, tuple):
        return ", ".join(knowledge.word_for(knowledge.findings[finding], each) for each in answer) or "none"
    return knowledge.word_for(knowledge.findings[finding], str(answer))


def _maternity_alone(screening: Screening) -> bool:
    urgent = [reason for reason in screening.fired if reason.disposition is Disposition.EMERGENCY_NOW]
    return all("maternity_unit_now" in reason.limits.refer_to for reason in urgent)


def _reason_lines(reason: Reason, knowledge: Knowledge) -> Iterable[str]:
    yield f"  {reason.person}"
    for name, answer in reason.because.items():
        yield f"      {knowledge.findings[name].ask} {answer_words(answer, name, knowledge)}"
    cleared = ", cleared by a doctor" if reason.cleared else ""
    yield f"      ({reason.rule}{cleared}; {', '.join(reason.sources)})"


def _words(disposition: Disposition | None) -> str:
    return {
        Disposition.EMERGENCY_NOW: "emergency help now",
        Disposition.SAME_DAY_MEDICAL: "a doctor today",
        Disposition.DOCTOR_BEFORE_MASSAGE: "a doctor first",
    }.get(disposition or Disposition.SUITABLE, "massage within limits")


def plan_lines(plan: Plan | NoPlan, knowledge: Knowledge) -> Iterable[str]:
    """A plan as lines of text, or why there is none."""
    if isinstance(plan, NoPlan):
        yield plan.instead
        yield from ("", *screening_lines(plan.screening, knowledge))
        return
    yield headline(plan.screening)
    yield from (f"  {said.say}" for said in plan.not_now)
    if plan.after_clearance:
        yield f"  {plan.after_clearance.say}"
        yield from (f"  - {limit.say}" for limit in plan.after_clearance.limits)
    yield "\nAt home, each day:"
    yield from _home_lines(plan, knowledge)
    if plan.massage:
        yield "\nWith a therapist:"
        yield from _massage_lines(plan, knowledge)
    yield "\nTell the therapist:"
    yield from (f"  - {line}" for line in plan.provider.tell_them)
    yield "\nLook back:"
    yield from (f"  - Day {each.on_day}: {each.check} If not: {each.if_not}" for each in plan.review)
    yield "\nStop when:"
    yield from (f"  - {rule}" for rule in plan.stop_rules)
    yield "\nGood to know:"
    yield from (f"  - {said.say} ({', '.join(said.sources)})" for said in (*plan.notes, *plan.guidelines))
    yield "\nWhatever the result:"
    yield from (f"  - {line}" for line in plan.safety_net)


def _home_lines(plan: Plan, knowledge: Knowledge) -> Iterable[str]:
    for item in plan.home:
        alone = " Only with someone within call." if item.only_with_someone else ""
        yield (
            f"  {item.order}. {item.name}: {item.minutes:g} minutes, {item.per_day} a day,"
            f" {item.days_per_week} days a week, pressure up to {item.pressure_max} of 5,"
            f" {knowledge.positions[item.position].lower()}.{alone}"
        )
        yield f"     {item.why} ({', '.join(item.sources)})"
    for exercise in plan.exercise:
        yield f"  {exercise.order}. {exercise.name}: {exercise.dose}. {exercise.how}"
        yield f"     {exercise.why} ({', '.join(exercise.sources)})"


def _massage_lines(plan: Plan, knowledge: Knowledge) -> Iterable[str]:
    for item in plan.massage:
        other = f"; or {second_kind(item, knowledge)}" if item.alternative else ""
        where = ", ".join(knowledge.regions[region].lower() for region in item.regions)
        yield (
            f"  {item.name}{other}: {item.minutes} minutes, {item.per_week} a week for {item.weeks} weeks,"
            f" on {where}, pressure {item.pressure_start} to {item.pressure_max} of 5,"
            f" {knowledge.positions[item.position].lower()}."
        )
        yield f"     {item.why} Evidence for back / leg: {item.evidence} ({', '.join(item.sources)})"
    if plan.first_session:
        first = plan.first_session
        yield f"  First session: {first.minutes} minutes, pressure {first.pressure} of 5. {first.say}"
