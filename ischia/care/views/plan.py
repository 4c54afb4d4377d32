"""The plan: today first, then the week, massage with a therapist, when to look again; and what the person changes."""

import uuid
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ischia.accounts.whose import owner_of
from ischia.care import versions
from ischia.care.events import open_events
from ischia.care.forms.changing import ChangeForm
from ischia.care.keeping_up import keep_up
from ischia.care.models import Screening
from ischia.care.telling.kept import Kept
from ischia.care.telling.plan import ItemRow, tell_plan
from ischia.care.telling.versions import tell_standing, tell_versions
from ischia.care.telling.week import week_followed, week_of
from ischia.care.views.kept import kept_of, made_up, older, own_screening, personal, way
from ischia.care.views.locked import locked_page
from ischia.care.vouchers import days_of
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from ischia.core.session.expiring import expired


@require_safe
@personal
def today(request: HttpRequest) -> HttpResponse:
    """Show the plan of the newest check."""
    keeper = owner_of(request).keeper
    if keeper:
        keep_up(keeper, now())
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
    keep_up(row.keeper, now())
    if locked := locked_page(request, row.keeper):
        return locked
    return _page(request, row, newest=_is_newest(row))


def _is_newest(row: Screening) -> bool:
    return not Screening.objects.filter(keeper=row.keeper, made_at__gt=row.made_at).exists()


def _page(request: HttpRequest, row: Screening, *, newest: bool, refused: str = "") -> HttpResponse:
    kept = kept_of(row)
    page = {
        "row": row,
        "kept": kept,
        "made_up": made_up(row),
        "open_events": open_events(row.keeper, now()),
        "newest": newest,
        "older": older(kept),
        "result_url": way("screening:result", row.id),
        "again": way("screening:start"),
        "wishes": way("screening:page", row.answered_id, "wishes") if kept.screening.allows_massage else "",
        "refused": refused,
    }
    plan = versions.followed(row, kept)
    if plan is None:
        return render(request, "care/no_plan.html", {**page, "instead": kept.plan.instead, "letter": kept.plan.letter})
    told = _told(row, kept, plan, newest=newest)
    return render(request, "care/plan.html", {**page, **told}, status=422 if refused else 200)


def _told(row: Screening, kept: Kept, plan: versions.Followed, *, newest: bool) -> dict:
    """The plan as it is today, how it stands, and whether it can be changed."""
    day = localdate()
    old = expired(kept.case, days_of(row), day, kept.knowledge) if newest else ()
    shown = plan.on(day) if newest else plan.now
    if old:  # massage at home waits for answers of these weeks; exercises stay
        shown = shown.model_copy(update={"home": ()})
    as_always = newest and kept.same_edition and not plan.paused_on(day) and not plan.flared_on(day)
    told = tell_plan(kept, shown, change_form="change" if as_always else "")
    week = week_followed(plan, day, kept.knowledge) if newest else week_of(plan.now, row.as_of, day, kept.knowledge)
    if newest:
        told = replace(told, items=[_to_start(item) for item in told.items])
    return {
        "plan": shown,
        "told": told,
        "week": week,
        "massage": bool(shown.massage or shown.home),
        "standing": tell_standing(plan, day, load_knowledge()) if newest and kept.same_edition else None,
        "change_id": uuid.uuid4(),
        "expired": kept.knowledge.home.expiry.say if old and plan.now.home else "",
    }


def _to_start(item: ItemRow) -> ItemRow:
    return replace(item, url=way("session:before", item.id), action=_("Start"))


@require_POST
def change(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Keep what the person changed, and show the plan as it is now."""
    row = own_screening(request, id)
    if locked := locked_page(request, row.keeper):
        return locked
    kept, form = kept_of(row), ChangeForm(request.POST)
    plan = versions.followed(row, kept)
    if plan is None or not (_is_newest(row) and kept.same_edition):
        raise Http404
    if not form.is_valid():
        return _page(request, row, newest=True, refused=form.in_words)
    try:
        how = form.change(plan, localdate())
        versions.change_plan(row, how, id=form.cleaned_data["id"], today=localdate())
    except Problem as problem:
        return _page(request, row, newest=True, refused=problem.allowed)
    return redirect("plan:today")


@require_safe
@personal
def history(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Show every version of a plan with its reason, and offer to take an earlier one again."""
    row = own_screening(request, id)
    kept = kept_of(row)
    plan = versions.followed(row, kept)
    if plan is None:
        raise Http404
    page = {
        "row": row,
        "rows": tell_versions(plan, load_knowledge()),
        "may_restore": _is_newest(row) and kept.same_edition and locked_page(request, row.keeper) is None,
        "change_id": uuid.uuid4(),
    }
    return render(request, "care/plan_history.html", page)
