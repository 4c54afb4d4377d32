"""Use-cases of a plan that is followed: the version of now, changes by rule and by the person, undo and restore."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from ischia.care.editions import knowledge_of
from ischia.care.event_models import EventReport
from ischia.care.models import Screening
from ischia.care.plan_models import PlanVersion
from ischia.care.telling.kept import Kept, read_kept
from ischia.core import adapting
from ischia.core.adapting import Adapted, Change, Course, Happened
from ischia.core.adapting.course import Acted
from ischia.core.case import Case
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import Plan, read_plan
from ischia.core.problems import Problem
from ischia.core.session import Pause

RULES_AT_ONCE = 5  # several events told together each change the plan once
By = Callable[[Plan, Case, Knowledge], Adapted]


@dataclass(frozen=True)
class Followed:
    """A plan that is followed: as it was built, as it is now, its versions, and its pauses."""

    row: Screening
    built: Plan
    now: Plan
    versions: tuple[PlanVersion, ...]
    pauses: tuple[Pause, ...]

    def on(self, day: date) -> Plan:
        """The plan of one day: the gentle one of a flare, and no massage while massage is paused."""
        flares = [each for each in self.versions if each.today_only and each.day == day]
        plan = _read(flares[-1], self.built) if flares else self.now
        held = any(pause.only_massage and pause.holds_on(day) for pause in self.pauses)
        return plan.model_copy(update={"massage": (), "home": ()}) if held else plan

    def flared_on(self, day: date) -> bool:
        """Is that a gentle day?"""
        return any(each.today_only and each.day == day for each in self.versions)

    def paused_on(self, day: date) -> Pause | None:
        """The pause that holds that day; a whole one before one of massage alone."""
        holding = [pause for pause in self.pauses if pause.holds_on(day)]
        return min(holding, key=lambda pause: pause.only_massage, default=None)


def change_of(version: PlanVersion) -> Change:
    """What a version changed, and why."""
    return Change.model_validate(version.change)


def followed(row: Screening, kept: Kept | None = None) -> Followed | None:
    """The plan of a screening as it is followed; None where there is none."""
    read = kept or _kept(row)
    if not isinstance(read.plan, Plan):
        return None
    versions = tuple(row.versions.all())
    lasting = [each for each in versions if not each.today_only]
    now = _read(lasting[-1], read.plan) if lasting else read.plan
    return Followed(row, read.plan, now, versions, _pauses(versions))


def _kept(row: Screening) -> Kept:
    said = {"answers": row.answers, "result": row.result, "plan": row.plan}
    return read_kept(said, row.as_of, knowledge_of(row.knowledge_digest), load_knowledge())


def _read(version: PlanVersion, built: Plan) -> Plan:
    plan = read_plan(version.plan, built.screening)
    assert isinstance(plan, Plan)
    return plan


def _pauses(versions: tuple[PlanVersion, ...]) -> tuple[Pause, ...]:
    """Every pause; one of the person's own ends when they go on."""
    resumed = [each.day for each in versions if change_of(each).kind == "resume"]
    pauses = []
    for each in versions:
        if each.pause is None:
            continue
        pause = Pause.model_validate(each.pause)
        ends = [day - timedelta(days=1) for day in resumed if day >= each.day and change_of(each).by == "person"]
        last = min([*ends, *([pause.last] if pause.last else [])], default=None)
        pauses.append(pause.model_copy(update={"last": last}))
    return tuple(pauses)


@transaction.atomic
def change_plan(row: Screening, how: By, *, id: uuid.UUID, today: date) -> PlanVersion:
    """Keep a change that the person made. Sent twice, kept once.

    Raises:
        Problem: it cannot be changed like that.
    """
    held = Screening.objects.select_for_update().get(pk=row.pk)
    if kept := held.versions.filter(pk=id).first():
        return kept
    read = _kept(held)
    plan = followed(held, read)
    if plan is None:
        raise Problem("plan", None, "a plan that there is")
    return _keep(plan, how(plan.now, read.case, load_knowledge()), today, id=id)


def undo(plan: Followed) -> By:
    """Take back the person's last change."""
    lasting = [each for each in plan.versions if not each.today_only]
    before = _read(lasting[-2], plan.built) if len(lasting) > 1 else plan.built
    later = [change_of(lasting[-1])] if lasting else []
    return lambda now, _case, knowledge: adapting.restore(before, now, later, knowledge)


def restore(plan: Followed, number: int) -> By:
    """Take an earlier version again, 0 for the plan as it was built.

    Raises:
        Problem: there is no such version.
    """
    lasting = {each.number: each for each in plan.versions if not each.today_only}
    if number and number not in lasting:
        raise Problem("number", number, "the number of an earlier version")
    old = _read(lasting[number], plan.built) if number else plan.built
    later = [change_of(each) for each in plan.versions if each.number > number]
    return lambda now, _case, knowledge: adapting.restore(old, now, later, knowledge)


@transaction.atomic
def follow_rules(row: Screening, today: date) -> list[PlanVersion]:
    """Let the rules change the plan by what is known of its course; what changed is kept, each with its reason."""
    held = Screening.objects.select_for_update().get(pk=row.pk)
    made: list[PlanVersion] = []
    while len(made) < RULES_AT_ONCE and (plan := followed(held)) is not None:
        course = course_of(plan)
        adapted = adapting.adapt(plan.now, plan.built, course, today, load_knowledge())
        if adapted.change.kind == "hold":
            break
        acted = {each.about for each in course.acted}
        about = next((each.id for each in course.events if each.id not in acted), "")
        made.append(_keep(plan, adapted, today, about=about if adapted.change.rule == "after_event" else ""))
    return made


@transaction.atomic
def let_heal(row: Screening, report_ids: Collection[uuid.UUID], today: date) -> None:
    """Open again what was kept off because of these reports, now that what they told is gone."""
    plan = followed(Screening.objects.select_for_update().get(pk=row.pk))
    if plan is None:
        return
    lasting = [each for each in plan.versions if not each.today_only]
    for place, each in enumerate(lasting):
        keeps_off = _read(each, plan.built).tightened.forbid_regions
        if each.about in {str(id) for id in report_ids} and keeps_off and plan.now.tightened.forbid_regions:
            before = _read(lasting[place - 1], plan.built) if place else plan.built
            later = [change_of(version) for version in lasting[place + 1 :]]
            _keep(plan, adapting.heal(before, plan.now, later, load_knowledge()), today)
            return


def course_of(plan: Followed) -> Course:
    """What is known of how the plan goes: its changes so far, and what went wrong after a massage."""
    acted = [
        Acted(rule=change_of(each).rule, day=each.day, about=each.about)
        for each in plan.versions
        if change_of(each).by == "rule"
    ]
    reports = EventReport.objects.filter(event__screening=plan.row, locks=False)
    return Course(started=plan.row.as_of, events=tuple(_happened(each) for each in reports), acted=tuple(acted))


def _happened(report: EventReport) -> Happened:
    found = report.sorted
    return Happened(
        id=str(report.pk),
        day=report.made_at.date(),
        grade=found.grade,
        pause_days=found.pause_days,
        lower_pressure_by=found.lower_pressure_by,
        limits=found.limits,
    )


def _keep(
    plan: Followed, adapted: Adapted, today: date, *, id: uuid.UUID | None = None, about: str = ""
) -> PlanVersion:
    return PlanVersion.objects.create(
        id=id or uuid.uuid4(),
        screening=plan.row,
        number=max((each.number for each in plan.versions), default=0) + 1,
        day=today,
        plan=adapted.plan.model_dump(mode="json", exclude={"screening"}),
        change=adapted.change.model_dump(mode="json"),
        pause=adapted.pause.model_dump(mode="json") if adapted.pause else None,
        today_only=adapted.today_only,
        about=about,
    )
