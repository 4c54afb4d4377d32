"""Writing the diary: load, call the core, keep. Safe to repeat, because phones repeat; nothing written is ever lost."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care.diary.models import DiaryEntry, EntryVersion
from ischia.care.models import Screening
from ischia.core.diary import Entry, SignSeen, merge, read_entry, signs
from ischia.core.knowledge import Knowledge, load_knowledge


@dataclass(frozen=True)
class Kept:
    """The version that holds now; `clashes` are parts that another window changed meanwhile: see the history."""

    version: EntryVersion
    clashes: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def keep_entry(keeper: Keeper, id: uuid.UUID, entry: Entry, *, base: int = 0) -> Kept:
    """Keep what a form says of an entry: a new one, or a change of version `base`. The same sent again adds nothing.

    Raises:
        Http404: the entry is somebody else's.
    """
    row, _ = DiaryEntry.objects.select_for_update().get_or_create(id=id, defaults={"keeper": keeper})
    if row.keeper_id != keeper.pk:
        raise Http404
    newest = row.versions.filter(newest=True).first()
    if newest is None:
        return Kept(_write(row, entry, 1))
    knowledge = load_knowledge()
    now = read_entry(newest.document, knowledge)
    before = row.versions.filter(number=base or 1).first() or newest
    merged = merge(read_entry(before.document, knowledge), now, entry)
    if merged.entry == now:
        return Kept(newest)
    row.versions.filter(newest=True).update(newest=False)
    restore_entry(row)  # who goes on writing in an entry wants to have it
    return Kept(_write(row, merged.entry, newest.number + 1), merged.clashes)


def _write(row: DiaryEntry, entry: Entry, number: int) -> EntryVersion:
    said = entry.model_dump(mode="json")
    written: EntryVersion = row.versions.create(
        number=number, day=entry.day, at=entry.at, zone=settings.TIME_ZONE, said=said
    )
    return written


def delete_entry(row: DiaryEntry) -> None:
    """Take an entry out of the diary. It is kept, and can be brought back."""
    DiaryEntry.objects.filter(pk=row.pk, deleted_at=None).update(deleted_at=timezone.now())


def restore_entry(row: DiaryEntry) -> None:
    """Bring a deleted entry back."""
    DiaryEntry.objects.filter(pk=row.pk).update(deleted_at=None)


def bring_back(row: DiaryEntry, number: int) -> Kept:
    """Make an earlier version hold again, as a new one: also this step stands in the history.

    Raises:
        Http404: there is no such version.
    """
    version = row.versions.filter(number=number).first()
    newest = row.versions.filter(newest=True).first()
    if version is None or newest is None:
        raise Http404
    return keep_entry(row.keeper, row.pk, read_entry(version.document, load_knowledge()), base=newest.number)


def versions_of(keeper: Keeper | None) -> list[EntryVersion]:
    """What the diary says now, the newest moment first; without what was deleted."""
    held = EntryVersion.objects.filter(newest=True, entry__keeper=keeper, entry__deleted_at=None)
    return list(held.select_related("entry")) if keeper else []


@dataclass(frozen=True)
class SeenIn:
    """A sign, and the version that shows it."""

    seen: SignSeen
    version: EntryVersion


def signs_in(keeper: Keeper | None, versions: list[EntryVersion], knowledge: Knowledge) -> list[SeenIn]:
    """Every sign since the safety questions were last answered, the newest first.

    An entry counts by its moment. One of the day of the last check counts when it was written after that was begun.
    """
    last = keeper.screenings.select_related("answered").first() if keeper else None
    since = [each for each in versions if last is None or _is_after(each, last)]
    row = list(reversed(since))
    entries = [read_entry(version.document, knowledge) for version in row]
    found = signs(entries, last.answers if last else {}, knowledge)
    return [SeenIn(seen, row[seen.place]) for seen in reversed(found)]


def _is_after(version: EntryVersion, screening: Screening) -> bool:
    day = timezone.localdate(screening.begun_at)
    return version.day > day or (version.day == day and version.written_at > screening.begun_at)
