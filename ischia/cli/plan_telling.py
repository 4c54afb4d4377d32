"""A plan in plain words for a terminal."""

from collections.abc import Iterable

from ischia.cli.telling import headline, screening_lines
from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.planning import NoPlan, Plan
from ischia.exchange.wording import (
    evidence_in_words,
    for_weeks,
    how_often,
    lower_first,
    minutes_in_words,
    position_in_words,
    pressure_in_words,
    pressure_range,
    regions_in_words,
)


def plan_lines(plan: Plan | NoPlan, case: Case, knowledge: Knowledge) -> Iterable[str]:
    """A plan as lines of text, or why there is none."""
    if isinstance(plan, NoPlan):
        yield plan.instead
        yield from ("", *screening_lines(plan.screening, case, knowledge))
        return
    yield headline(plan.screening)
    yield from (f"  {said.say}" for said in plan.not_now)
    if plan.after_clearance:
        yield f"  {plan.after_clearance.say}"
        yield from (f"  - {said.say}" for said in plan.after_clearance.limits)
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
        often = how_often(item.per_day, item.days_per_week)
        yield (
            f"  {item.order}. {item.name}: {minutes_in_words(item.minutes)}, {often}, "
            f"{pressure_in_words(item.pressure_max, knowledge)} at most, "
            f"{lower_first(position_in_words(item.position, knowledge))}.{alone}"
        )
        yield f"     {item.why} ({', '.join(item.sources)})"
    for exercise in plan.exercise:
        yield f"  {exercise.order}. {exercise.name}: {exercise.dose}. {exercise.how}"
        yield f"     {exercise.why} ({', '.join(exercise.sources)})"


def _massage_lines(plan: Plan, knowledge: Knowledge) -> Iterable[str]:
    for item in plan.massage:
        other = f" (or {knowledge.techniques[item.alternative].name})" if item.alternative else ""
        yield (
            f"  {item.name}{other}: {item.minutes} minutes, "
            f"{for_weeks(item.per_week, item.weeks, item.every_weeks)}, on "
            f"{regions_in_words(item.regions, knowledge)}, "
            f"{pressure_range(item.pressure_start, item.pressure_max, knowledge)}, "
            f"{lower_first(position_in_words(item.position, knowledge))}."
        )
        yield f"     {item.why} {evidence_in_words(item.evidence, knowledge)} ({', '.join(item.sources)})"
    if plan.first_session:
        first = plan.first_session
        yield f"  First session: {first.minutes} minutes, {pressure_in_words(first.pressure, knowledge)}. {first.say}"
