"""Saying by hand what was done, adding to it a day later, and choosing where two devices disagree. No script needed."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ischia.care.forms.did import DidForm
from ischia.care.forms.later import SIGNS, LaterForm
from ischia.care.home_session import HomeSession
from ischia.care.later import TOO_LATE, questions_of
from ischia.care.models import Screening
from ischia.care.recording import add_to_session, choose_version, record_session
from ischia.care.telling.did import name_of, tell_session
from ischia.care.telling.follows import tell_afterwards
from ischia.care.views.kept import own_screening, personal
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from ischia.core.session.record import read_record


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def did(request: HttpRequest, screening: uuid.UUID, item: str) -> HttpResponse:
    """Ask whether something of a plan was done, and how the pain was; keep it."""
    row = own_screening(request, screening)
    name = name_of(item, row)
    if not name:
        raise Http404
    number = 1 + row.home_sessions.filter(day=localdate(), item=item).count()
    form = DidForm(request.POST) if request.method == "POST" else DidForm.fresh(number, now())
    if form.is_valid() and (kept := _keep(form, row, item)):
        return redirect("did:session", kept.pk)
    page = {"row": row, "item": item, "name": name, "form": form, "scales": form.scales(["pain_before", "pain_end"])}
    return render(request, "care/did.html", page, status=422 if form.is_bound else 200)


def _keep(form: DidForm, row: Screening, item: str) -> HomeSession | None:
    """What was kept; nothing where the core found something to put right, which the form then says."""
    try:
        return record_session(row, form.record(row, item)).session
    except Problem as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def session(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Show what is kept of a session, every version that waits for a choice, and ask what is known only later."""
    found, knowledge = _own(request, id), load_knowledge()
    record, asks = read_record(found.in_force.record), questions_of(found, now())
    form = LaterForm(asks, record, knowledge, request.POST if request.method == "POST" else None)
    if form.is_valid():
        add_to_session(found, form.cleaned_data["revision"], form.said)
        messages.success(request, _("Kept. Thank you for telling."))
        return redirect("after:tell") if form.said.get(SIGNS) == "new" else redirect("did:session", found.pk)
    afterwards = tell_afterwards(record, knowledge) if now() - found.ended_at < TOO_LATE else None
    page = {"session": found, "told": tell_session(found), "form": form, "afterwards": afterwards}
    return render(request, "care/did_session.html", page, status=422 if form.is_bound else 200)


@require_POST
def choose(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Put one of the versions that are kept in force."""
    found = _own(request, id)
    number = request.POST.get("version", "")
    choose_version(found, get_object_or_404(found.versions, pk=int(number) if number.isdecimal() else 0))
    return redirect("did:session", found.pk)


def _own(request: HttpRequest, id: uuid.UUID) -> HomeSession:
    """The session, when this visitor may see its plan; nobody else learns that it exists."""
    found = get_object_or_404(HomeSession.objects.select_related("screening__keeper"), pk=id)
    own_screening(request, found.screening_id)
    return found
