"""Use-cases of a plan that is followed: the version of now, changes by rule and by the person, undo and restore."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from ischia.accounts.models import Keeper
from ischia.care.editions import knowledge_of
from ischia.care.models import Screening
from ischia.care.plan_models import PlanVersion
from ischia.care.telling.kept import Kept, read_kept
from ischia.core import adapting
from ischia.core.adapting import Adapted, Change
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
        plan = plan_in(flares[-1], self.built) if flares else self.now
        held = any(pause.only_massage and pause.holds_on(day) for pause in self.pauses)
        return plan.model_copy(update={"massage": (), "home": ()}) if held else plan

    def flared_on(self, day: date) -> bool:
        """Is that a gentle day, as the person said last?"""
        said = [change_of(each).kind for each in self.versions if each.today_only and each.day == day]
        return bool(said) and said[-1] == "flare"

    def paused_on(self, day: date) -> Pause | None:
        """The pause that holds that day; a whole one before one of massage alone."""
        holding = [pause for pause in self.pauses if pause.holds_on(day)]
        return min(holding, key=lambda pause: pause.only_massage, default=None)


def change_of(version: PlanVersion) -> Change:
    """What a version changed, and why."""
    return Change.model_validate(version.change)


def changes_of(keeper: Keeper | None) -> list[tuple[date, Change]]:
    """Every change of every plan of somebody that lasted, with its day, in the order of days."""
    if keeper is None:
        return []
    versions = PlanVersion.objects.filter(screening__keeper=keeper, today_only=False).order_by("day", "made_at")
    return [(each.day, change) for each in versions if (change := change_of(each)).kind != "hold"]


def followed(row: Screening, kept: Kept | None = None) -> Followed | None:
    """The plan of a screening as it is followed; None where there is none."""
    read = kept or _kept(row)
    if not isinstance(read.plan, Plan):
        return None
    versions = tuple(row.versions.all())
    lasting = [each for each in versions if not each.today_only]
    now = plan_in(lasting[-1], read.plan) if lasting else read.plan
    return Followed(row, read.plan, now, versions, _pauses(versions))


def _kept(row: Screening) -> Kept:
    said = {"answers": row.answers, "result": row.result, "plan": row.plan}
    return read_kept(said, row.as_of, knowledge_of(row.knowledge_digest), load_knowledge())


def plan_in(version: PlanVersion, built: Plan) -> Plan:
    """The plan that a version holds."""
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
    return keep_version(plan, how(plan.now, read.case, load_knowledge()), today, id=id)


def undo(plan: Followed, today: date) -> By:
    """Take back the person's last change; a gentle day is one of today alone."""
    if plan.flared_on(today):
        return lambda now, _case, knowledge: adapting.resume(now, knowledge).model_copy(update={"today_only": True})
    lasting = [each for each in plan.versions if not each.today_only]
    before = plan_in(lasting[-2], plan.built) if len(lasting) > 1 else plan.built
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
    old = plan_in(lasting[number], plan.built) if number else plan.built
    later = [change_of(each) for each in plan.versions if each.number > number]
    return lambda now, _case, knowledge: adapting.restore(old, now, later, knowledge)


def keep_version(
    plan: Followed, adapted: Adapted, today: date, *, id: uuid.UUID | None = None, about: str = ""
) -> PlanVersion:
    """Write down what a change made of a plan, as its next version."""
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
