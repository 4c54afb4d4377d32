"""Before the visit: is anything new? Reached from the reminder; what is told there is a flag for the therapist."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ischia.accounts.models import Keeper
from ischia.care.usecases import begin_check
from ischia.care.whose_check import let_in
from ischia.core.knowledge import load_knowledge
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.views.appointment import by_word, page_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def anything_new(request: HttpRequest, word: str) -> HttpResponse:
    """Nothing new is kept; something new leads to the safety questions, about the one who comes."""
    found = by_word(word)
    if request.method == "POST":
        if request.POST.get("new") == "no":
            Appointment.objects.filter(pk=found.pk).update(nothing_new_at=timezone.now())
            messages.success(request, _("Thank you. Have a good visit."))
            return redirect("booking:appointment", word)
        return _to_questions(request, found)
    signs = load_knowledge().home.recheck.signs
    return render(request, "booking/anything_new.html", {**page_of(request, found), "signs": signs})


def _to_questions(request: HttpRequest, found: Appointment) -> HttpResponse:
    keeper = found.keeper or Keeper.objects.create()
    if found.keeper is None:
        Appointment.objects.filter(pk=found.pk).update(keeper=keeper)
    Appointment.objects.filter(pk=found.pk).update(nothing_new_at=None, something_new_at=timezone.now())
    check = begin_check(keeper)
    let_in(request, check)
    return redirect("screening:resume", check.resume)
