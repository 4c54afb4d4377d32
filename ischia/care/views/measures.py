"""Measures: what waits today, one measure a page, the score and what its change means."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from ischia.accounts.whose import keeper_of, owner_of
from ischia.care.diary import measuring
from ischia.care.forms.measure import MeasureForm
from ischia.care.telling.measures import measure_rows, screen_again
from ischia.care.telling.sources import source_rows
from ischia.care.views.kept import personal
from ischia.care.views.queued import entered_at, may_wait
from ischia.core.knowledge import Knowledge, load_knowledge


@require_safe
@personal
def measures(request: HttpRequest) -> HttpResponse:
    """Show what waits today, and where each measure stands."""
    keeper, knowledge = owner_of(request).keeper, load_knowledge()
    rows = measure_rows(keeper, localdate(), knowledge)
    page = {
        "waiting": [row for row in rows if row.since],
        "others": [row for row in rows if not row.since],
        "again": screen_again(keeper, knowledge),
        "not_asked": list(_not_asked(knowledge)),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "care/measures/measures.html", page)


def _not_asked(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    yield from ((each.name, each.not_asked) for each in knowledge.measures.values() if each.not_asked)


@require_http_methods(["GET", "HEAD", "POST"])
@may_wait
@personal
def measure(request: HttpRequest, instrument: str) -> HttpResponse:
    """Ask one measure."""
    knowledge = load_knowledge()
    asked = knowledge.measures.get(instrument)
    if asked is None or not asked.ask:
        raise Http404
    answered = measuring.answers_by_measure(owner_of(request).keeper, knowledge).get(instrument, [])
    last = answered[-1] if answered else None
    form = MeasureForm(asked, request.POST if request.method == "POST" else None, last=last)
    if request.method == "POST" and form.is_valid():
        day = localdate(entered_at(request))
        measuring.keep_answers(keeper_of(request), form.cleaned_data["id"], instrument, form.answers, day)
        return redirect(f"{reverse('measures:measures')}?saved={instrument}#{instrument}")
    page = {"form": form, "measure": asked, "sources": source_rows(asked.sources, knowledge)}
    return render(request, "care/measures/measure.html", page, status=422 if form.is_bound else 200)
