"""Where everything comes from: the sources, and how the rules decide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ischia.care.telling.deciding import answers, by_convention, disagreements
from ischia.care.telling.sources import sources_by_kind
from ischia.core.knowledge import load_knowledge


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show every source, how sure we are of it, and what it says."""
    knowledge = load_knowledge()
    page = {"groups": sources_by_kind(knowledge), "number": len(knowledge.sources)}
    return render(request, "care/sources.html", page)


@require_safe
def how_we_decide(request: HttpRequest) -> HttpResponse:
    """Tell the five answers, how rules come together, and which rest on custom alone."""
    knowledge = load_knowledge()
    page = {
        "answers": answers(knowledge),
        "number": len(knowledge.rules),
        "convention": by_convention(knowledge),
        "disagreements": disagreements(knowledge),
        "version": knowledge.version,
        "changes": knowledge.changes,
    }
    return render(request, "care/how_we_decide.html", page)
