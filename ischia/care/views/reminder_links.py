"""The links in mails. They work without signing in, and opening one changes nothing: mail programs open links too."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ischia.care.reminding.links import read_confirm, read_later, read_stop
from ischia.care.reminding.models import ReminderWishes
from ischia.care.reminding.usecases import confirm_mail, put_off, turn_all_off
from ischia.core.reminding import day_of, may_snooze

HOURS = (1, 2, 4)


@csrf_exempt  # a mail program's own button sends this without ever having seen the page; the signature says who may
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Turn all reminders off, for good."""
    row = read_stop(token)
    if row is not None and request.method == "POST":
        turn_all_off(row, timezone.now())
        row = None
    return render(request, "care/reminders/stop.html", {"row": row if row and row.on else None})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Let an address say that reminders may come."""
    row = read_confirm(token)
    if row is not None and request.method == "POST":
        confirm_mail(row, timezone.now())
        row.refresh_from_db()
    return render(request, "care/reminders/confirm.html", {"row": row}, status=200 if row else 410)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, token: str) -> HttpResponse:
    """Put reminders off for some hours of the same day."""
    found, now = read_later(token), timezone.now()
    if found is None:
        return render(request, "care/reminders/later.html", {}, status=410)
    row, day, tasks = found
    choices = [(hours, at) for hours in HOURS if (at := _later(row, hours, now)) and day == _day(row, now)]
    chosen = next((at for hours, at in choices if request.POST.get("hours") == str(hours)), None)
    if chosen is not None:
        put_off(row, tasks, day, chosen, now)
    page = {"choices": choices, "until": chosen.astimezone(row.wishes.clock).time() if chosen else None}
    return render(request, "care/reminders/later.html", page)


def _later(row: ReminderWishes, hours: int, now: datetime) -> datetime | None:
    """So many hours from now, where that is still today and not in quiet hours."""
    at = now + timedelta(hours=hours)
    return at if may_snooze(row.wishes, at, _day(row, now)) else None


def _day(row: ReminderWishes, now: datetime) -> date:
    return day_of(now, row.wishes.clock)
