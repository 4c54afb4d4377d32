"""A session at home: what is due, the check before it, and the page that plays it. Nothing here is clinical."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ischia.accounts.whose import owner_of
from ischia.care.forms.before import BeforeForm
from ischia.care.models import Recheck, Screening
from ischia.care.starting import check_before, due_on, kept_with_plan, read_before, script_for, waiting_for_answers
from ischia.care.telling.session import errors_of, tell_due, tell_outcome, tell_questions, tell_script
from ischia.care.usecases import record_screening
from ischia.care.views.kept import personal, way
from ischia.core.knowledge import load_knowledge
from ischia.core.screening import Screening as Decided
from ischia.core.value import Disposition


@require_safe
@personal
def tonight(request: HttpRequest) -> HttpResponse:
    """Show what of the newest plan is due today, each with a way to start it."""
    row = _newest(request)
    found = kept_with_plan(row) if row else None
    waiting = waiting_for_answers(row) if row else None
    if row is None or found is None or waiting:
        again = reverse("screening:resume", args=[waiting.again.resume]) if waiting and waiting.again else ""
        return render(request, "care/tonight_nothing.html", {"row": row, "again": again, "start": way("screening:start")})
    _, plan = found
    due = due_on(row, plan, localdate())
    return render(request, "care/tonight.html", {"row": row, "items": tell_due(due, plan, load_knowledge())})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: HttpRequest, item: str) -> HttpResponse:
    """Ask the three questions before a session, and decide."""
    row = _newest(request)
    found = kept_with_plan(row) if row else None
    if row is None or found is None or waiting_for_answers(row):
        return redirect("session:tonight")
    due = next((each for each in due_on(row, found[1], localdate()) if each.item == item), None)
    if due is None:
        return redirect("session:tonight")
    form = BeforeForm(load_knowledge(), found[0].screening.limits, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _onward(check_before(row, item, form.told, localdate()))
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
    return render(request, "care/not_now.html", tell_outcome(recheck, read_before(recheck), load_knowledge()))


@require_safe
@personal
def play(request: HttpRequest, id: uuid.UUID, item: str) -> HttpResponse:
    """Play a session that the check before it let start today; without scripts, as steps to read."""
    recheck = _own(request, id)
    if recheck.day != localdate():
        return redirect("session:tonight")
    script = script_for(recheck, item)
    if script is None:
        return redirect("session:checked", recheck.pk)
    told = tell_script(script, load_knowledge())
    return render(request, "care/play.html", {"recheck": recheck, "script": script, **told})


def _newest(request: HttpRequest) -> Screening | None:
    keeper = owner_of(request).keeper
    return Screening.objects.filter(keeper=keeper).select_related("answered").first() if keeper else None


def _own(request: HttpRequest, id: uuid.UUID) -> Recheck:
    """The check, when it is this visitor's; nobody else learns that it exists."""
    found = Recheck.objects.filter(id=id, keeper=owner_of(request).keeper).select_related("screening", "again").first()
    if found is None:
        raise Http404
    return found
