"""What is shown instead of a plan that is locked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ischia.accounts.models import Keeper
from ischia.care.events import standing_of
from ischia.care.locks import lock_on
from ischia.care.telling.events import tell_event
from ischia.care.telling.sources import source_rows
from ischia.care.views.kept import way
from ischia.core.knowledge import load_knowledge


def locked_page(request: HttpRequest, keeper: Keeper | None) -> HttpResponse | None:
    """Why the plan is locked and how it opens; None while it is open."""
    lock = lock_on(keeper)
    if lock is None:
        return None
    knowledge = load_knowledge()
    page = {
        "lock": lock,
        "event": lock.event,
        "told": tell_event(lock.event, standing_of(lock.event), knowledge) if lock.event else None,
        "sources": source_rows(lock.sources, knowledge),
        "again": way("screening:resume", lock.again.resume) if lock.again else way("screening:start"),
    }
    return render(request, "care/locked.html", page)
