"""The papers and the calendar, made on the spot from the row that was kept."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ischia.care.calling import call_for
from ischia.care.keeping_up import keep_up
from ischia.care.locks import lock_on
from ischia.care.models import Screening
from ischia.care.telling.kept import Kept
from ischia.care.versions import Followed, followed
from ischia.care.views.kept import kept_of, made_up, own_screening, personal
from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import Said
from ischia.exchange.calendar import Since, plan_calendar
from ischia.exchange.pdf import letter_pdf, plan_pdf, result_pdf

PAPERS = {"a4": "a4", "letter": "us-letter"}
PDF, CALENDAR = "application/pdf", "text/calendar; charset=utf-8"


@require_safe
@personal
def plan_paper(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The plan as PDF. While it is locked the page says so instead."""
    if is_locked(request, id):
        return redirect("plan:of", id)
    row, kept, plan = _planned(request, id)
    printed = plan.now.model_copy(update={"not_now": (*plan.now.not_now, *_paused(plan, kept.knowledge))})
    made = plan_pdf(printed, kept.case, kept.knowledge, day=row.as_of, name=made_up(row), paper=_paper(request))
    return _file(made, PDF, f"ischia-plan-{row.as_of}.pdf")


@require_safe
@personal
def plan_dates(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The plan's days as a calendar. While it is locked the page says so instead."""
    if is_locked(request, id):
        return redirect("plan:of", id)
    row, kept, plan = _planned(request, id)
    titles = "plain" if request.GET.get("titles") == "plain" else "discreet"
    made = plan_calendar(
        plan.now,
        kept.knowledge,
        day=row.as_of,
        zone=None,
        titles=titles,
        since=Since(len(plan.versions), plan.pauses),
    )
    return _file(made, CALENDAR, f"ischia-plan-{row.as_of}.ics")


@require_safe
@personal
def result_paper(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The result with every reason as PDF. While massage is locked the page says so instead."""
    row = own_screening(request, id)
    kept = kept_of(row)
    if kept.screening.allows_massage and is_locked(request, id):
        return redirect("screening:result", id)
    call = call_for(request)
    number = call.number if call.own or call.country.id else None
    paper = _paper(request)
    made = result_pdf(kept.plan, kept.case, kept.knowledge, day=row.as_of, emergency_number=number, paper=paper)
    return _file(made, PDF, f"ischia-result-{row.as_of}.pdf")


@require_safe
@personal
def letter_paper(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The letter to a doctor as PDF; only where a doctor is needed."""
    row = own_screening(request, id)
    kept = kept_of(row)
    if not kept.plan.letter:
        raise Http404
    made = letter_pdf(
        kept.screening, kept.case, kept.knowledge, day=row.as_of, name=made_up(row), paper=_paper(request)
    )
    return _file(made, PDF, f"ischia-letter-{row.as_of}.pdf")


def is_locked(request: HttpRequest, id: uuid.UUID) -> bool:
    """Is this plan locked until the safety questions are answered again?"""
    keeper = own_screening(request, id).keeper
    keep_up(keeper, now())
    return lock_on(keeper) is not None


def _paused(plan: Followed, knowledge: Knowledge) -> tuple[Said, ...]:
    """That the plan, or massage, is paused, as a line of the paper."""
    pause, word = plan.paused_on(localdate()), knowledge.adapting.words("pause")
    if pause is None:
        return ()
    what = _("No massage") if pause.only_massage else _("The plan is paused")
    until = _("up to and with %(day)s") % {"day": date_format(pause.last, "j F Y")} if pause.last else _("for now")
    return (Said(about=word.id, say=f"{what} {until}.", sources=word.sources),)


def _planned(request: HttpRequest, id: uuid.UUID) -> tuple[Screening, Kept, Followed]:
    row = own_screening(request, id)
    kept = kept_of(row)
    plan = followed(row, kept)
    if plan is None:
        raise Http404
    return row, kept, plan


def _paper(request: HttpRequest) -> str:
    return PAPERS.get(request.GET.get("paper", "a4"), "a4")


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
