"""Progress: what changed, the charts with their tables, and what is known of how sciatica goes by itself."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ischia.accounts.models import Keeper
from ischia.accounts.whose import owner_of
from ischia.care.diary import usecases
from ischia.care.diary.measuring import answers_by_measure
from ischia.care.telling import progress as telling
from ischia.care.telling.measures import screen_again
from ischia.care.telling.sources import source_rows
from ischia.care.versions import changes_of
from ischia.core.diary import read_entry
from ischia.core.knowledge import load_knowledge

RANGES = ("day", "week", "month", "all")


@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show what changed since the start, and the days of the range that was asked for."""
    keeper = owner_of(request).keeper
    knowledge = load_knowledge()
    if not usecases.versions_of(keeper) and not (keeper and keeper.measured.exists()):
        return render(request, "care/progress/empty.html", {})
    range_ = request.GET.get("range", "")
    told = told_of(keeper, range_ if range_ in RANGES else "all")
    history = knowledge.natural_history
    page = {
        "range": range_ if range_ in RANGES else "all",
        "ranges": RANGES,
        "told": told,
        "courses": telling.course_rows(told),
        "charts": telling.chart_rows(told),
        "marks": [mark for mark in telling.marks_of(told) if told.first <= mark.day <= told.last],
        "sentence": knowledge.score_words["natural_recovery"].say,
        "known": [(each.say, source_rows(each.sources, knowledge)) for each in history.known],
        "again": screen_again(keeper, knowledge),
    }
    return render(request, "care/progress/progress.html", page)


def told_of(keeper: Keeper | None, range_: str) -> telling.Told:
    """What charts are made of, for one range of days."""
    knowledge = load_knowledge()
    entries = [read_entry(each.document, knowledge) for each in reversed(usecases.versions_of(keeper))]
    measured = answers_by_measure(keeper, knowledge)
    screenings = list(keeper.screenings.all()) if keeper else []
    today: date = localdate()
    answered = [each.day for rows in measured.values() for each in rows if each.day]
    start = min([*(entry.day for entry in entries), *answered], default=today)
    first, last = telling.days_shown(range_, start, today)
    return telling.Told(entries, measured, screenings, changes_of(keeper), first, last, knowledge)
