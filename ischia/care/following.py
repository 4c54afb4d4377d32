"""Use-cases of the rules by which a plan changes while it is followed: by what happened, by the day, by new answers."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction

from ischia.accounts.models import Keeper
from ischia.care.course import course_of, newest, reports_since
from ischia.care.models import Screening
from ischia.care.plan_models import PlanVersion
from ischia.care.versions import Followed, change_of, followed, keep_version, plan_in
from ischia.core import adapting
from ischia.core.adapting import Adapted, Course
from ischia.core.knowledge import load_knowledge
from ischia.core.session import Pause

RULES_AT_ONCE = 5  # several events told together each change the plan once


def follow_rules(keeper: Keeper, today: date) -> list[PlanVersion]:
    """Let the rules change the plan by how it went so far; what changed is kept, each with its reason.

    Safe to call at any time: where nothing speaks, nothing is written. A plan of an earlier edition stays as it is.
    """
    row = newest(keeper)
    if row is None or row.knowledge_digest != load_knowledge().digest:
        return []
    plan = followed(row)
    if plan is None or _adapted(plan, course_of(plan), today).change.kind == "hold":
        return []
    with transaction.atomic():
        return _follow(Screening.objects.select_for_update().get(pk=row.pk), today)


def _follow(held: Screening, today: date) -> list[PlanVersion]:
    made: list[PlanVersion] = []
    while len(made) < RULES_AT_ONCE and (plan := followed(held)) is not None:
        course = course_of(plan)
        adapted = _adapted(plan, course, today)
        if adapted.change.kind == "hold":
            break
        acted = {each.about for each in course.acted}
        about = next((each.id for each in course.events if each.id not in acted), "")
        is_event = adapted.change.rule == load_knowledge().adapting.event.id
        made.append(keep_version(plan, adapted, today, about=about if is_event else ""))
    return made


def _adapted(plan: Followed, course: Course, today: date) -> Adapted:
    return adapting.adapt(plan.now, plan.built, course, today, load_knowledge())


def carry_over(row: Screening, today: date) -> PlanVersion | None:
    """Keep in the plan of new answers what rules made gentler in the one before, after something went wrong."""
    before = Screening.objects.filter(keeper=row.keeper, made_at__lt=row.made_at).first()
    old = followed(before) if before else None
    plan = followed(row)
    if old is None or plan is None or plan.versions:
        return None
    pause = old.paused_on(today)
    massage_waits = Pause(first=today, last=pause.last, only_massage=True) if pause and pause.only_massage else None
    adapted = adapting.carried_over(plan.now, old.now, course_of(plan), massage_waits, load_knowledge())
    return keep_version(plan, adapted, today) if adapted else None


@transaction.atomic
def let_heal(keeper: Keeper, report_ids: Collection[uuid.UUID], today: date) -> None:
    """Open again what was kept off because of these reports, now that what they told is gone."""
    row = newest(keeper)
    plan = followed(Screening.objects.select_for_update().get(pk=row.pk)) if row else None
    if plan is None or not plan.now.tightened.forbid_regions:
        return
    lasting = [each for each in plan.versions if not each.today_only]
    made_by = {str(id) for id in report_ids}
    place = next((place for place, each in enumerate(lasting) if each.about in made_by), None)
    before, later = plan.now, [change_of(each) for each in lasting]
    if place is not None:
        before = plan_in(lasting[place - 1], plan.built) if place else plan.built
        later = later[place + 1 :]
    still = _kept_off(keeper, course_of(plan).started, made_by)
    healed = adapting.heal(before, plan.now, still, later, load_knowledge())
    if healed.plan != plan.now:
        keep_version(plan, healed, today)


def _kept_off(keeper: Keeper, started: date, healed: Collection[str]) -> tuple[str, ...]:
    """The places that something else which is not gone yet keeps off."""
    reports = reports_since(keeper, started)
    gone = {each.event_id for each in reports if each.gone}
    open_ = [each for each in reports if str(each.pk) not in healed and each.event_id not in gone]
    return tuple(sorted({region for each in open_ for region in each.sorted.limits.forbid_regions}))
