"""The plan as a page shows it: today's items, the week, massage with a therapist, and when to look again."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ischia.care.telling.kept import Kept
from ischia.care.telling.limits import LimitGroup, LimitRow, limit_groups, limit_row
from ischia.care.telling.sources import SourceRow, source_rows
from ischia.core.planning import Plan
from ischia.core.planning.plan import ExerciseItem, HomeItem, HomeStep, MassageItem, Said
from ischia.exchange.body_cards import card_picture
from ischia.exchange.papers.pictures import body_of
from ischia.exchange.wording import (
    every,
    evidence_in_words,
    for_weeks,
    how_often,
    lower_first,
    minutes_in_words,
    other_kind_in_words,
    position_in_words,
    pressure_in_words,
    pressure_range,
    regions_in_words,
    side_in_words,
    upper_first,
    words_of,
)

WITH_SOMEONE = "Only with another adult within call."


@dataclass(frozen=True)
class StepRow:
    """One step of a home session."""

    say: str
    long: str
    pressure: str
    side: str


@dataclass(frozen=True)
class ItemRow:
    """One thing to do, as the card component shows it."""

    id: str
    title: str
    drawing: str
    often: str
    pressure: str
    position: str
    why: str
    sources: list[SourceRow]
    long: str = ""
    much: str = ""
    how: str = ""
    progress: str = ""
    change_form: str = ""
    warning: str = ""
    caution: str = ""
    steps: list[StepRow] = field(default_factory=list)
    url: str = ""  # where it is started
    action: str = ""


@dataclass(frozen=True)
class MassageRow:
    """Massage with a therapist."""

    id: str
    title: str
    alternative: str
    regions: str
    drawing: str
    pressure: str
    long: str
    often: str
    position: str
    why: str
    evidence: str
    sources: list[SourceRow]
    change_form: str = ""


@dataclass(frozen=True)
class ReviewRow:
    """A day to look back."""

    day: date
    check: str
    if_not: str


@dataclass(frozen=True)
class PlanTold:
    """A whole plan in rows."""

    items: list[ItemRow]
    massage: list[MassageRow]
    first_session: dict[str, object] | None
    providers: tuple[str, ...]
    tell_them: tuple[str, ...]
    limits: list[LimitGroup]
    not_now: list[LimitRow]
    notes: list[LimitRow]
    guidelines: list[LimitRow]
    reviews: list[ReviewRow]
    measures: list[tuple[str, str]]
    stop_rules: tuple[str, ...]
    after_clearance: str
    limits_then: list[LimitGroup]


def tell_plan(kept: Kept, plan: Plan, change_form: str = "") -> PlanTold:
    """Everything a page says about a plan, in the order in which it says it.

    With `change_form`, the id of a form on the page, each item has buttons that change it.
    """
    knowledge = kept.knowledge
    today = sorted([*plan.home, *plan.exercise], key=lambda item: item.order)
    rows = [_home(item, kept) if isinstance(item, HomeItem) else _exercise(item, kept) for item in today]
    return PlanTold(
        items=[replace(row, change_form=change_form) for row in rows],
        massage=[replace(_massage(item, kept), change_form=change_form) for item in plan.massage],
        first_session=_first_session(kept, plan),
        providers=words_of(plan.provider.require, knowledge),
        tell_them=plan.provider.tell_them,
        limits=limit_groups(plan.limits, knowledge),
        not_now=[limit_row(each, knowledge) for each in plan.not_now],
        notes=[limit_row(each, knowledge) for each in plan.notes],
        guidelines=_guidelines(plan.guidelines, kept),
        reviews=[ReviewRow(kept.as_of + timedelta(days=r.on_day), r.check, r.if_not) for r in plan.review],
        measures=[(_measure(each.instrument, kept), every(each.every_days)) for each in plan.measures],
        stop_rules=plan.stop_rules,
        after_clearance=plan.after_clearance.say if plan.after_clearance else "",
        limits_then=limit_groups(plan.after_clearance.limits if plan.after_clearance else (), knowledge),
    )


def _home(item: HomeItem, kept: Kept) -> ItemRow:
    knowledge = kept.knowledge
    work = dict.fromkeys(_spot(step) for step in item.steps if step.region and step.pressure)
    position = position_in_words(item.position, knowledge)
    where = regions_in_words(dict.fromkeys(spot.split(":")[0] for spot in work), knowledge)
    return ItemRow(
        id=item.script,
        title=item.name,
        drawing=_card(kept, item.position, list(work), item.name, f"{position}. The hands go on: {where}."),
        long=minutes_in_words(item.minutes),
        often=upper_first(how_often(item.per_day, item.days_per_week)),
        pressure=f"At most {pressure_in_words(item.pressure_max, knowledge)}",
        position=position,
        why=item.why,
        sources=source_rows(item.sources, knowledge),
        warning=WITH_SOMEONE if item.only_with_someone else "",
        caution=item.caution,
        steps=[_step(step, kept) for step in item.steps],
    )


def _spot(step: HomeStep) -> str:
    return f"{step.region}:{step.side}" if step.side in ("left", "right") else str(step.region)


def _step(step: HomeStep, kept: Kept) -> StepRow:
    pressure = pressure_in_words(step.pressure, kept.knowledge) if step.pressure else ""
    side = side_in_words(step.side) if step.side and step.side != "middle" else ""
    return StepRow(step.say, minutes_in_words(step.seconds / 60), pressure, side)


def _exercise(item: ExerciseItem, kept: Kept) -> ItemRow:
    position = position_in_words(item.position, kept.knowledge)
    return ItemRow(
        id=item.exercise,
        title=item.name,
        drawing=_card(kept, item.position, [], item.name, f"{position}."),
        much=upper_first(item.dose),
        often=upper_first(how_often(None, item.days_per_week)),
        pressure="",
        position=position,
        why=item.why,
        sources=source_rows(item.sources, kept.knowledge),
        how=item.how,
        progress=item.progress,
    )


def _card(kept: Kept, position: str, work: list[str], title: str, desc: str) -> str:
    return card_picture(body_of(kept.knowledge), position, work=work, title=title, desc=desc)


def _massage(item: MassageItem, kept: Kept) -> MassageRow:
    knowledge = kept.knowledge
    where, position = regions_in_words(item.regions, knowledge), position_in_words(item.position, knowledge)
    return MassageRow(
        id=item.technique,
        title=item.name,
        alternative=lower_first(other_kind_in_words(item, knowledge)),
        regions=upper_first(where),
        drawing=_card(kept, item.position, list(item.regions), item.name, f"{position}. Massage on: {where}."),
        pressure=upper_first(pressure_range(item.pressure_start, item.pressure_max, knowledge)),
        long=minutes_in_words(item.minutes),
        often=for_weeks(item.per_week, item.weeks, item.every_weeks),
        position=position,
        why=item.why,
        evidence=evidence_in_words(item.evidence, knowledge),
        sources=source_rows(item.sources, knowledge),
    )


def _first_session(kept: Kept, plan: Plan) -> dict[str, object] | None:
    first = plan.first_session
    if first is None:
        return None
    return {
        "long": minutes_in_words(first.minutes),
        "pressure": pressure_in_words(first.pressure, kept.knowledge),
        "require": words_of(first.require, kept.knowledge),
        "say": first.say,
    }


def _guidelines(said: tuple[Said, ...], kept: Kept) -> list[LimitRow]:
    """NICE and the Dutch guideline first: those two differ most."""
    rows = [limit_row(each, kept.knowledge) for each in said]
    return sorted(rows, key=lambda row: not row.say.startswith(("NICE", "KNGF")))


def _measure(instrument: str, kept: Kept) -> str:
    known = kept.knowledge.measures.get(instrument)
    return known.name if known else instrument
