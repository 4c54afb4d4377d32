"""Something went wrong after a massage: told in three taps, answered at once, asked again until it is closed."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ischia.accounts.whose import keeper_of, owner_of
from ischia.care import events, locks
from ischia.care.course import newest
from ischia.care.event_models import AdverseEvent
from ischia.care.forms.event import EventForm, fresh_id
from ischia.care.telling.events import tell_event, tell_question
from ischia.core.adverse import Told, next_question
from ischia.core.emergency import emergency_facts
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, event_id: uuid.UUID | None = None) -> HttpResponse:
    """Ask what went wrong, how much, and for new signs; of an event that is known, how it is now."""
    event = own_event(request, event_id) if event_id else None
    if request.method != "POST":
        return _ask(request, Told(), event, str(fresh_id()))
    form = EventForm(request.POST, load_knowledge())
    if not form.is_valid() and "id" in form.errors:
        return _ask(request, Told(), event, str(fresh_id()), status=422)
    id = str(form.cleaned_data["id"])
    if "back" in request.POST:
        return _ask(request, form.before_that, event, id)
    try:
        return _answered(request, form, event)
    except Problem:  # a choice that is not offered: by hand, or from a page of an earlier edition
        return _ask(request, Told(), event, id, status=422)


def _answered(request: HttpRequest, form: EventForm, event: AdverseEvent | None) -> HttpResponse:
    """Ask the next question, or keep what was told and show what to do now."""
    told, knowledge, id = form.told, load_knowledge(), form.cleaned_data["id"]
    screening = event.screening if event else newest(owner_of(request).keeper)
    before = events.case_before(screening, knowledge)
    if next_question(before, told, localdate(), knowledge) != "done":
        return _ask(request, told, event, str(id), form=form, status=422 if form.errors else 200)
    note = form.cleaned_data.get("note", "")
    kept = events.report_event(keeper_of(request), told, id=id, now=timezone.now(), event=event, note=note)
    return redirect("after:event", kept.event_id)


def _ask(
    request: HttpRequest,
    told: Told,
    event: AdverseEvent | None,
    id: str,
    form: EventForm | None = None,
    status: int = 200,
) -> HttpResponse:
    knowledge = load_knowledge()
    screening = event.screening if event else newest(owner_of(request).keeper)
    name = next_question(events.case_before(screening, knowledge), told, localdate(), knowledge)
    page = {
        "question": tell_question(name, told, knowledge, again=event is not None),
        "told": told,
        "event": event,
        "id": id,
        "note": form.data.get("note", "") if form else "",
        "errors": [{"field": "signs", "message": each} for each in form.errors.get("signs", ())] if form else [],
    }
    return render(request, "care/event_tell.html", page, status=status)


@never_cache
@require_safe
def event(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    """Show what to do now, what follows, and when it is asked again. An emergency takes the page."""
    row = own_event(request, event_id)
    standing = events.standing_of(row)
    told = tell_event(row, standing, load_knowledge())
    page = {
        "event": row,
        "told": told,
        "due": standing.is_due(timezone.now()),
        "locked": locks.lock_on(row.keeper) is not None,
        "countries": emergency_facts().countries,
    }
    return render(request, "care/event_emergency.html" if told.found.emergency else "care/event.html", page)


def own_event(request: HttpRequest, event_id: uuid.UUID) -> AdverseEvent:
    """The event, if whoever asks keeps it; to everyone else it is not there."""
    keeper = owner_of(request).keeper
    found = keeper.adverse_events.filter(pk=event_id).select_related("keeper", "screening").first() if keeper else None
    if found is None:
        raise Http404
    return found
