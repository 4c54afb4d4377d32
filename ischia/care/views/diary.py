"""The diary: written in a few taps, many a day; changed with its history kept; deleted and brought back."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.models import Keeper
from ischia.accounts.whose import keeper_of, owner_of
from ischia.care.diary import usecases
from ischia.care.diary.measuring import due_today
from ischia.care.diary.models import DiaryEntry, EntryVersion
from ischia.care.forms.diary import DiaryForm
from ischia.care.forms.diary_places import PlacesForm
from ischia.care.places import body
from ischia.care.telling import diary as telling
from ischia.care.telling.measures import screen_again
from ischia.care.views.kept import personal
from ischia.care.views.queued import entered_at, may_wait
from ischia.core.diary import Entry, carried_on, read_entry
from ischia.core.knowledge import load_knowledge
from ischia.exchange.diary import WrittenEntry, diary_csv, diary_json

SHOWN = 60  # entries on one page


@require_http_methods(["GET", "HEAD", "POST"])
@may_wait
@personal
def diary(request: HttpRequest) -> HttpResponse:
    """Ask how it is now, and show what was written before."""
    keeper = owner_of(request).keeper
    versions = usecases.versions_of(keeper)
    form = _new_form(request, keeper, versions)
    if request.method == "POST" and form.is_valid():
        said = carried_on(form.last, form.says) if form.is_same else form.says
        kept = usecases.keep_entry(keeper_of(request), form.cleaned_data["id"], said)
        return redirect(f"{reverse('diary:diary')}?saved={kept.version.entry_id}")
    return _show(request, keeper, versions, form)


def _new_form(request: HttpRequest, keeper: Keeper | None, versions: list[EntryVersion]) -> DiaryForm:
    knowledge = load_knowledge()
    last = next((read_entry(each.document, knowledge) for each in versions if _has_numbers(each)), None)
    screening = keeper.screenings.first() if keeper else None
    told = screening.answers.get("pain_side") if screening else None
    lead = telling.lead_sides(versions, told, knowledge)
    data = request.POST if request.method == "POST" else None
    return DiaryForm(data, now=entered_at(request), last=last, lead=lead)


def _has_numbers(version: EntryVersion) -> bool:
    return bool(version.said["scores"] or version.said["reach"])


def _show(request: HttpRequest, keeper: Keeper | None, versions: list[EntryVersion], form: DiaryForm) -> HttpResponse:
    knowledge = load_knowledge()
    seen = usecases.signs_in(keeper, versions, knowledge)
    until = request.GET.get("until", "")
    shown = [each for each in versions if not until or each.day.isoformat() <= until]
    page = {
        "form": form,
        "days": telling.tell_days(shown[:SHOWN], seen, knowledge),
        "older": shown[SHOWN].day.isoformat() if len(shown) > SHOWN else "",
        "until": until,
        "number": len(versions),
        "days_to_go": telling.days_to_go(versions, knowledge.measures["nrs_leg"].forms[-1].needs),
        "again": screen_again(keeper, knowledge),
        "waiting": len(due_today(keeper, timezone.localdate(), knowledge)),
        "saved": _told(request, keeper, "saved"),
        "both": "both" in request.GET,
        "deleted": _told(request, keeper, "deleted"),
        "bin": keeper.diary.exclude(deleted_at=None).count() if keeper else 0,
        "reach_say": knowledge.diary.reach.say,
    }
    return render(request, "care/diary/diary.html", page, status=422 if form.is_bound else 200)


def _told(request: HttpRequest, keeper: Keeper | None, word: str) -> telling.EntryRow | None:
    """The entry that was just saved or deleted, as the address names it."""
    try:
        id = uuid.UUID(request.GET.get(word, ""))
    except ValueError:
        return None
    deleted = word == "deleted"
    row = EntryVersion.objects.filter(
        newest=True, entry_id=id, entry__keeper=keeper, entry__deleted_at__isnull=not deleted
    ).first()
    return telling.tell_version(row, load_knowledge()) if row and keeper else None


def own_entry(request: HttpRequest, id: uuid.UUID) -> DiaryEntry:
    """The entry, when it is this visitor's; nobody else learns that it exists."""
    keeper = owner_of(request).keeper
    row = DiaryEntry.objects.filter(pk=id, keeper=keeper).first() if keeper else None
    if row is None:
        raise Http404
    return row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Change an entry, and show every version of it."""
    row = own_entry(request, id)
    form = _form_of(request, row)
    if request.method == "POST" and form.is_valid():
        kept = usecases.keep_entry(row.keeper, row.pk, form.says, base=form.cleaned_data["base"])
        both = "&both=1" if kept.clashes else ""
        return redirect(f"{reverse('diary:diary')}?saved={row.pk}{both}")
    knowledge = load_knowledge()
    versions = row.versions.order_by("-number")
    page = {
        "row": row,
        "form": form,
        "now": telling.tell_version(versions[0], knowledge),
        "history": [telling.tell_version(each, knowledge) for each in versions],
    }
    return render(request, "care/diary/entry.html", page, status=422 if form.is_bound else 200)


def _form_of(request: HttpRequest, row: DiaryEntry) -> DiaryForm:
    """The form of an entry. What was sent is a change of the version that stood on the page, not of the newest one."""
    shown = _shown_version(request, row)
    entry = read_entry(shown.document, load_knowledge())
    sent = request.POST if request.method == "POST" else None
    return DiaryForm(sent, now=timezone.localtime(), entry=entry, base=shown.number)


def _shown_version(request: HttpRequest, row: DiaryEntry) -> EntryVersion:
    number = request.POST.get("base", "")
    shown = row.versions.filter(number=int(number)).first() if number.isdecimal() and len(number) < 9 else None
    return shown or row.versions.get(newest=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Mark places on the body map, then say how strong it is in each."""
    row = own_entry(request, id)
    shown = _shown_version(request, row)
    knowledge = load_knowledge()
    before = read_entry(shown.document, knowledge)
    form = PlacesForm(request.POST if request.method == "POST" else None, before=before.places, knowledge=knowledge)
    if request.method == "POST" and form.is_valid() and form.is_complete:
        said = before.model_copy(update={"places": form.places})
        usecases.keep_entry(row.keeper, row.pk, said, base=shown.number)
        return redirect(f"{reverse('diary:diary')}?saved={row.pk}")
    page = {
        "row": row,
        "form": form,
        "now": telling.tell_version(shown, knowledge),
        "base": shown.number,
        "body": body(),
        "has_numbers": bool(before.places),
    }
    return render(request, "care/diary/places.html", page, status=422 if form.errors else 200)


@require_POST
def delete(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Take an entry out of the diary, with a way back."""
    row = own_entry(request, id)
    usecases.delete_entry(row)
    return redirect(f"{reverse('diary:diary')}?deleted={row.pk}")


@require_POST
def restore(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Bring a deleted entry back, or an earlier version of one."""
    row = own_entry(request, id)
    number = request.POST.get("version", "")
    if number.isdecimal() and len(number) < 9:
        usecases.bring_back(row, int(number))
    usecases.restore_entry(row)
    return redirect(f"{reverse('diary:diary')}?saved={row.pk}")


@never_cache
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Show what was deleted, each with a way back."""
    keeper = owner_of(request).keeper
    held = EntryVersion.objects.filter(newest=True, entry__keeper=keeper).exclude(entry__deleted_at=None)
    rows = [telling.tell_version(each, load_knowledge()) for each in held] if keeper else []
    return render(request, "care/diary/deleted.html", {"entries": rows})


@never_cache
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Hand over the diary as a table or as JSON, the first entry first."""
    knowledge = load_knowledge()
    written = [
        WrittenEntry(
            id=str(each.entry_id),
            version=each.number,
            zone=each.zone,
            written_at=each.written_at,
            entry=_entry_of(each),
        )
        for each in reversed(usecases.versions_of(owner_of(request).keeper))
    ]
    made, kind = (
        (diary_csv(written, knowledge), "text/csv; charset=utf-8")
        if form == "csv"
        else (diary_json(written), "application/json")
    )
    name = f"ischia-diary-{timezone.localdate()}.{form}"
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _entry_of(version: EntryVersion) -> Entry:
    return read_entry(version.document, load_knowledge())
