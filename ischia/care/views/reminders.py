"""Reminders: what to be reminded of and when, the calendar that rings, and the way to turn everything off."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.whose import keeper_of, owner_of
from ischia.care.forms.reminders import ReminderForm
from ischia.care.reminding.due import due_today, standing_of
from ischia.care.reminding.feed import feed_of
from ischia.care.reminding.links import feed_path, later_path
from ischia.care.reminding.mails import ask_to_confirm, mail_is_set_up
from ischia.care.reminding.models import ReminderWishes
from ischia.care.reminding.usecases import change_feed_address, keep_wishes, turn_all_off
from ischia.care.telling.reminders import ComingRow, row_of
from ischia.core.reminding import Planned, day_of, planned

CALENDAR = "text/calendar; charset=utf-8"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Ask what to be reminded of, and show what will come today."""
    row = _own(request)
    posted = request.POST if request.method == "POST" else None
    form = ReminderForm(posted, row=row, zone=settings.TIME_ZONE, with_mail=_may_have_mail(request))
    if form.is_valid():
        kept = keep_wishes(keeper_of(request), form.chosen, timezone.now())
        messages.success(request, _("Saved."))
        if kept.mail and kept.confirmed_at is None:
            _ask_address(request, kept)
        return redirect("reminders:reminders")
    return render(request, "care/reminders/reminders.html", _page(request, row, form), status=422 if posted else 200)


def _page(request: HttpRequest, row: ReminderWishes | None, form: ReminderForm) -> dict[str, Any]:
    keeper = owner_of(request).keeper
    on = row if row and row.on else None
    return {
        "form": form,
        "row": row,
        "today": _rows_of(on) if on else [],
        "has_plan": keeper is not None and standing_of(keeper) is not None,
        "mail_is_set_up": mail_is_set_up(),
        "may_have_mail": _may_have_mail(request),
        "feed": request.build_absolute_uri(feed_path(on)) if on else "",
        "subscribe": f"webcal://{request.get_host()}{feed_path(on)}" if on else "",
    }


def _rows_of(row: ReminderWishes) -> list[ComingRow]:
    """What will still come today, each with a way to put it off."""
    now, wishes = timezone.now(), row.wishes
    day = day_of(now, wishes.clock)
    sent = [each.value for each in row.sent.all()]
    snoozed = [each.value for each in row.snoozed.filter(day=day)]
    together: dict[tuple[datetime, int, str], list[Planned]] = {}
    for each in planned(wishes, due_today(row.keeper, now, wishes.clock), sent, snoozed, day):
        if each.moment > now:
            together.setdefault((each.moment, each.number, each.task.kind), []).append(each)
    ordered = [together[key] for key in sorted(together)]
    return [row_of(these, wishes.clock, later_path(row, [each.task.id for each in these], day)) for these in ordered]


def _may_have_mail(request: HttpRequest) -> bool:
    """Mail goes to those who can be found again: with an account, or on a computer of one's own."""
    return mail_is_set_up() and (settings.PERSONAL or owner_of(request).user is not None)


def _ask_address(request: HttpRequest, row: ReminderWishes) -> None:
    try:
        asked = ask_to_confirm(row)
    except OSError:
        messages.info(request, _("The mail to your address could not be sent. Save again later to try once more."))
        return
    if asked:
        messages.info(request, _("We sent a mail to your address. Open its link, and reminders will come there."))
    else:
        messages.info(request, _("A mail was sent to this address not long ago. Look there, or try again in an hour."))


@require_POST
def off(request: HttpRequest) -> HttpResponse:
    """Turn all reminders off, for good."""
    if row := _own(request):
        turn_all_off(row, timezone.now())
    messages.success(request, _("All reminders are off."))
    return redirect("reminders:reminders")


@require_POST
def new_address(request: HttpRequest) -> HttpResponse:
    """Give the calendar a new secret address."""
    if row := _own(request):
        change_feed_address(row)
    messages.success(request, _("Your calendar has a new address. The old one no longer works."))
    return redirect("reminders:reminders")


@never_cache
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The reminders of the next days as a file."""
    row = _own(request)
    if row is None:
        raise Http404
    name = f"ischia-reminders-{timezone.localdate()}.ics"
    return _calendar(row, {"Content-Disposition": f'attachment; filename="{name}"'})


@never_cache
@require_safe
def feed(request: HttpRequest, word: str) -> HttpResponse:
    """The reminders for a calendar that asks by the secret address, again and again."""
    row = ReminderWishes.objects.filter(word=word).select_related("keeper").first()
    if row is None:
        raise Http404
    return _calendar(row, {"X-Robots-Tag": "noindex"})


def _calendar(row: ReminderWishes, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(feed_of(row, timezone.now()), content_type=CALENDAR, headers=headers)


def _own(request: HttpRequest) -> ReminderWishes | None:
    keeper = owner_of(request).keeper
    return ReminderWishes.objects.filter(keeper=keeper).select_related("keeper").first() if keeper else None
