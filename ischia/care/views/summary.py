"""One page a clinician reads in a minute: on the screen, and the same as PDF."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ischia.accounts.models import Keeper
from ischia.accounts.whose import owner_of
from ischia.care.diary import measuring, usecases
from ischia.care.forms.summary import SummaryForm
from ischia.care.telling import progress as telling
from ischia.care.telling.sources import source_rows
from ischia.care.versions import changes_of
from ischia.core.diary import read_entry
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.exchange.papers.parts import keys_in
from ischia.exchange.papers.progress import SECTIONS, Measured, Summary, progress_paper
from ischia.exchange.pdf import progress_pdf

PAPERS = {"a4": "a4", "letter": "us-letter"}
FIRST_CHARTS = ("leg_pain", "reach")  # what fits on the page


@never_cache
@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """Show the page as it will be printed."""
    form, keeper, knowledge = _asked(request)
    page: dict[str, object] = {"form": form, "names": SECTIONS, "today": localdate(), "query": request.GET.urlencode()}
    if not form.is_valid():
        return render(request, "care/progress/summary.html", page, status=422)
    said = form.cleaned_data
    paper = progress_paper(summary_of(keeper, said["first"], said["last"], knowledge), said["show"], knowledge)
    page |= {"paper": paper, "sources": source_rows(keys_in(paper), knowledge)}
    return render(request, "care/progress/summary.html", page)


@never_cache
@require_safe
def summary_paper(request: HttpRequest) -> HttpResponse:
    """Hand over the page as PDF."""
    form, keeper, knowledge = _asked(request)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    made = progress_pdf(
        summary_of(keeper, said["first"], said["last"], knowledge),
        said["show"],
        knowledge,
        day=localdate(),
        paper=PAPERS.get(request.GET.get("paper", "a4"), "a4"),
    )
    name = f"ischia-progress-{localdate()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _asked(request: HttpRequest) -> tuple[SummaryForm, Keeper | None, Knowledge]:
    keeper, today = owner_of(request).keeper, localdate()
    versions = usecases.versions_of(keeper)
    start = min((version.day for version in versions), default=today)
    return SummaryForm(request.GET, start=start, today=today), keeper, load_knowledge()


def summary_of(keeper: Keeper | None, first: date, last: date, knowledge: Knowledge) -> Summary:
    """What was kept between two days."""
    versions = [each for each in reversed(usecases.versions_of(keeper)) if first <= each.day <= last]
    entries = [read_entry(each.document, knowledge) for each in versions]
    screenings = list(keeper.screenings.all()) if keeper else []
    told = telling.Told(entries, {}, screenings, changes_of(keeper), first, last, knowledge)
    charts = [row.chart for row in telling.chart_rows(told) if row.chart.id in FIRST_CHARTS]
    seen = usecases.signs_in(keeper, usecases.versions_of(keeper), knowledge)
    signs = [(each.version.day, each.seen.sign.say) for each in seen]
    if weaker := measuring.weaker(keeper, knowledge):
        signs.append((weaker.day, knowledge.score_words["screen_again"].say))
    return Summary(first, last, entries, charts, _measured(keeper, first, last, knowledge), signs)


def _measured(keeper: Keeper | None, first: date, last: date, knowledge: Knowledge) -> list[Measured]:
    """Each measure as it stood on the last of the days, against its baseline."""
    answers, start = measuring.answers_by_measure(keeper, knowledge), measuring.start_of(keeper)
    found = []
    for measure in measuring.offered(knowledge):
        rows = [each for each in answers.get(measure.id, []) if each.day and each.day <= last]
        stands = measuring.standing_of(measure, rows, start)
        if stands and stands.answers.day and stands.answers.day >= first:
            found.append(Measured(measure.name, stands.answers.day, stands.score, stands.change))
    return found
