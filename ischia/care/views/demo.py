"""Try Ischia with a made-up person's answers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from ischia.accounts.whose import keeper_of
from ischia.care.demo import made_up_people, write_diary
from ischia.care.usecases import begin_check, record_screening


@require_POST
def open_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Copy the person's answers into a check of the visitor's own and show what comes of it."""
    person = made_up_people().get(slug)
    if person is None or not settings.DEMO:
        raise Http404
    keeper = keeper_of(request)
    write_diary(keeper, person, localdate())
    check = begin_check(keeper, person.answers, demo=slug)
    screening = record_screening(check, localdate())
    return redirect("screening:result", screening.id)
