"""A session at home: what is due, the check before it, and the page that plays it. Nothing here is clinical."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.models import Keeper
from ischia.accounts.whose import owner_of
from ischia.care.by_hand import given_of, record_by_hand
from ischia.care.forms.before import BeforeForm
from ischia.care.forms.later import LaterForm
from ischia.care.keeping_up import keep_up
from ischia.care.later import asked_now
from ischia.care.locks import lock_on
from ischia.care.models import Recheck, Screening
from ischia.care.starting import (
    check_before,
    digest_of,
    may_begin,
    playable,
    read_before,
    script_for,
    waiting_for_answers,
)
from ischia.care.telling.session import errors_of, tell_after, tell_due, tell_outcome, tell_questions, tell_script
from ischia.care.telling.versions import tell_standing
from ischia.care.usecases import record_screening
from ischia.care.views.kept import personal, way
from ischia.care.views.locked import locked_page
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from ischia.core.screening import Screening as Decided
from ischia.core.session import SessionScript
from ischia.core.session.after import follows
from ischia.core.session.record import read_record
from ischia.core.value import Disposition


@require_safe
@personal
def tonight(request: HttpRequest) -> HttpResponse:
    """Show what of the newest plan is due today, each with a way to start it."""
    row = _newest(request)
    if row and (locked := locked_page(request, row.keeper)):
        return locked
    found = playable(row) if row else None
    again = _answers_first(row) if row else ""
    if row is None or found is None or again:
        older = row is not None and row.knowledge_digest != load_knowledge().digest
        nothing = {"row": row, "again": again, "older": older, "start": way("screening:start")}
        return render(request, "care/tonight_nothing.html", nothing)
    today = localdate()
    page: dict[str, object] = {
        "row": row,
        "items": tell_due(found.due_on(today), found.plan.on(today), load_knowledge()),
        "standing": tell_standing(found.plan, today, load_knowledge()),
    }
    return render(request, "care/tonight.html", {**page, **_later(row.keeper)})


def _later(keeper: Keeper) -> dict[str, Any]:
    """What is asked a day or two after the last session; nothing where everything is told."""
    later = asked_now(keeper, now())
    if later is None:
        return {}
    record = read_record(later.session.in_force.record)
    return {"later": later, "later_form": LaterForm(later.asks, record, load_knowledge(), with_notes=False)}


def _answers_first(row: Screening) -> str:
    """Where to answer questions that have to be answered before anything else; empty where there are none."""
    waiting = waiting_for_answers(row)
    return reverse("screening:resume", args=[waiting.again.resume]) if waiting and waiting.again else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: HttpRequest, item: str) -> HttpResponse:
    """Ask the three questions before a session, and decide."""
    row = _newest(request)
    found = playable(row) if row else None
    if row is None or found is None or _answers_first(row) or lock_on(row.keeper):
        return redirect("session:tonight")
    due = next((each for each in found.due_on(localdate()) if each.item == item), None)
    if due is None:
        messages.info(request, _("That one is not due again today."))
        return redirect("session:tonight")
    form = BeforeForm(
        load_knowledge(), found.plan.now.limits_in_force, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        told = form.told(row.answers.get(load_knowledge().home.recheck.pain.finding))
        return _onward(check_before(row, item, told, localdate()))
    page = {"due": due, "form": form, "questions": tell_questions(form), "errors": errors_of(form)}
    return render(request, "care/before.html", page, status=422 if form.is_bound else 200)


def _onward(recheck: Recheck) -> HttpResponse:
    """Where the check leads: to the session, to the emergency page at once, or to what comes first."""
    outcome = read_before(recheck)
    if outcome.emergency and recheck.again:
        row = record_screening(recheck.again, recheck.day)
        shown = Decided.model_validate(row.result).shown
        return redirect("screening:result", row.pk) if shown is Disposition.EMERGENCY_NOW else redirect("emergency")
    if outcome.may == "start":
        return redirect("session:play", recheck.pk, recheck.item)
    return redirect("session:checked", recheck.pk)


@require_safe
@personal
def checked(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Say kindly why not now, what comes first, and what may be done all the same."""
    recheck = _own(request, id)
    outcome = read_before(recheck)
    if outcome.may == "start":
        return redirect("session:tonight")
    return render(request, "care/not_now.html", tell_outcome(recheck, outcome, load_knowledge()))


@require_safe
@personal
def play(request: HttpRequest, id: uuid.UUID, item: str) -> HttpResponse:
    """Play a session that the check before it let start; without scripts, as steps to read.

    One that is under way can always be gone on with. Beginning it takes a check of just now.
    """
    recheck = _own(request, id)
    if locked := locked_page(request, recheck.keeper):
        return locked
    script = script_for(recheck, item)
    if script is None:
        return redirect("session:checked", recheck.pk)
    return _play(request, recheck, script)


def _play(
    request: HttpRequest, recheck: Recheck, script: SessionScript, refused: Problem | None = None
) -> HttpResponse:
    """The page that plays; with what was said without scripts, where something in it has to be put right."""
    item = script.occasion.item
    given = {**given_of(recheck, script), "script": digest_of(script), "recheck": str(recheck.pk)}
    given |= {"checked_at": recheck.made_at.timestamp(), "may_start": may_begin(recheck, item, now())}
    page = {"recheck": recheck, "script": script, "given": given, "record_id": request.POST.get("id") or uuid.uuid4()}
    told = {**tell_script(script, load_knowledge()), **tell_after(script, request.POST, refused)}
    return render(request, "care/play.html", {**page, **told}, status=422 if refused else 200)


@require_POST
def done(request: HttpRequest, id: uuid.UUID, item: str) -> HttpResponse:
    """Keep what a person without scripts says they did; the page that plays sends its own record."""
    recheck = _own(request, id)
    script = script_for(recheck, item)
    if script is None:
        raise Http404
    try:
        kept = record_by_hand(recheck, script, request.POST, now())
    except Problem as problem:
        return _play(request, recheck, script, problem)
    messages.success(request, _("Kept. Thank you for telling."))
    stopped = follows(read_record(kept.version.record), load_knowledge())
    return redirect("did:session", kept.session.pk) if stopped else redirect("session:tonight")


def _newest(request: HttpRequest) -> Screening | None:
    """The newest screening of who asks; events and plan are brought up to what was told."""
    keeper = owner_of(request).keeper
    if keeper is None:
        return None
    keep_up(keeper, now())
    return Screening.objects.filter(keeper=keeper).select_related("answered").first()


def _own(request: HttpRequest, id: uuid.UUID) -> Recheck:
    """The check, when it is this visitor's; nobody else learns that it exists."""
    found = Recheck.objects.filter(id=id, keeper=owner_of(request).keeper).select_related("screening", "again").first()
    if found is None:
        raise Http404
    return found
