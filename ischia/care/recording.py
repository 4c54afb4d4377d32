"""Use-cases of what was done at home: keep it once however often it comes, and never write one version over another."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet

from ischia.accounts.models import Keeper
from ischia.care.home_session import HomeSession, SessionVersion, columns_of
from ischia.care.models import Screening
from ischia.core.problems import Problem
from ischia.core.session.record import SessionRecord, read_record

What = Literal["new", "known", "both_kept"]


@dataclass(frozen=True)
class Recorded:
    """What became of a record: it is new, or was known, or is kept beside the version in force."""

    what: What
    session: HomeSession
    version: SessionVersion


@transaction.atomic
def record_session(screening: Screening, record: SessionRecord) -> Recorded:
    """Keep a version of a session. Sent twice, kept once; a revision that is taken is kept beside, never over it.

    A revision ahead of the one in force is taken as it comes: who wrote it knew what came before.

    Raises:
        Problem: the item is not of that plan, or the id belongs to another session.
    """
    _check_item(record.item, screening)
    told = {**columns_of(record), "keeper": screening.keeper, "screening": screening}
    session, first = HomeSession.objects.get_or_create(id=record.id, defaults=told)
    if first:
        return Recorded("new", session, _keep_version(session, record, None))
    session = HomeSession.objects.select_for_update().get(pk=record.id)
    if (session.keeper_id, session.screening_id) != (screening.keeper_id, screening.pk):
        raise Problem("id", str(record.id), "a new id; this one names another session")
    if known := session.versions.filter(digest=record.digest).first():
        return Recorded("known" if known.came_too_late_for is None else "both_kept", session, known)
    if record.revision <= session.revision:
        return Recorded("both_kept", session, _keep_version(session, record, session.revision))
    HomeSession.objects.filter(pk=session.pk).update(**columns_of(record))
    session.refresh_from_db()
    return Recorded("new", session, _keep_version(session, record, None))


def _keep_version(session: HomeSession, record: SessionRecord, came_too_late_for: int | None) -> SessionVersion:
    """Write a version down as it came, with the revision that was in force where it came after that."""
    return session.versions.create(
        revision=record.revision, digest=record.digest, record=record.as_json(), came_too_late_for=came_too_late_for
    )


def _check_item(item: str, screening: Screening) -> None:
    """Only what is in a version of the plan, or what a check before a session offered instead, can have been done."""
    checked = [recheck.before["plan"] for recheck in screening.rechecks.all()]
    plans = [screening.plan, *(version.plan for version in screening.versions.all()), *checked]
    home = [each["script"] for plan in plans for each in plan.get("home", ())]
    exercises = [each["exercise"] for plan in plans for each in plan.get("exercise", ())]
    known = list(dict.fromkeys([*home, *exercises]))
    if item not in known:
        raise Problem("item", item, f"one of this plan: {', '.join(known) or 'there is none'}")


def sessions_of(keeper: Keeper | None, day: date | None = None) -> QuerySet[HomeSession]:
    """What someone did at home, on one day or ever, with its versions."""
    found = HomeSession.objects.filter(keeper=keeper) if keeper else HomeSession.objects.none()
    return (found.filter(day=day) if day else found).prefetch_related("versions")


def add_to_session(session: HomeSession, revision: int, said: dict[str, object]) -> Recorded:
    """Add to what is kept of a session, as the revision that the person was looking at when they wrote it.

    Raises:
        Problem: something in it cannot be.
    """
    record = read_record({**session.in_force.record, **said, "revision": revision})
    return record_session(session.screening, record)


@transaction.atomic
def choose_version(session: HomeSession, version: SessionVersion) -> Recorded:
    """Put one of several versions in force. It becomes one more revision, so that the others are still there."""
    recorded = add_to_session(session, session.revision + 1, version.record)
    if recorded.what == "new":
        HomeSession.objects.filter(pk=session.pk).update(chosen=recorded.version.revision)
    return recorded
