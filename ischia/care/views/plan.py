"""The plan: today first, then the week, massage with a therapist, and when to look again."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from ischia.accounts.whose import owner_of
from ischia.care.events import open_events
from ischia.care.models import Screening
from ischia.care.telling.plan import tell_plan
from ischia.care.telling.week import week_of
from ischia.care.views.events import locked_page
from ischia.care.views.kept import kept_of, made_up, own_screening, personal, way
from ischia.core.planning import NoPlan


@require_safe
@personal
def today(request: HttpRequest) -> HttpResponse:
    """Show the plan of the newest check."""
    keeper = owner_of(request).keeper
    if locked := locked_page(request, keeper):
        return locked
    row = Screening.objects.filter(keeper=keeper).first() if keeper else None
    if row is None:
        asked = open_events(keeper, now())
        return render(request, "care/no_plan.html", {"start": way("screening:start"), "open_events": asked})
    return _page(request, row, newest=True)


@require_safe
@personal
def plan_of(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Show the plan of one check, also of an older one."""
    row = own_screening(request, id)
    if locked := locked_page(request, row.keeper):
        return locked
    newer = Screening.objects.filter(keeper=row.keeper, made_at__gt=row.made_at).exists()
    return _page(request, row, newest=not newer)


def _page(request: HttpRequest, row: Screening, *, newest: bool) -> HttpResponse:
    kept = kept_of(row)
    page = {
        "row": row,
        "kept": kept,
        "made_up": made_up(row),
        "open_events": open_events(row.keeper, now()),
        "newest": newest,
        "result_url": way("screening:result", row.id),
        "again": way("screening:start"),
        "wishes": way("screening:page", row.answered_id, "wishes") if kept.screening.allows_massage else "",
    }
    if isinstance(kept.plan, NoPlan):
        return render(request, "care/no_plan.html", {**page, "instead": kept.plan.instead, "letter": kept.plan.letter})
    told = tell_plan(kept, kept.plan)
    week = week_of(kept.plan, row.as_of, localdate(), kept.knowledge)
    massage = bool(kept.plan.massage or kept.plan.home)
    return render(
        request, "care/plan.html", {**page, "plan": kept.plan, "told": told, "week": week, "massage": massage}
    )
