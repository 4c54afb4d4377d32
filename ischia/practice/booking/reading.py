"""What free times are calculated from, read in plain SQL.

Building these questions anew with the ORM took ten times as long as asking them, and nothing is asked more often. Only
here; what is written goes through the ORM.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

COUNTS = "state IN ('held', 'booked', 'arrived', 'done', 'no_show') AND NOT (state = 'held' AND held_until <= %s)"
TAKEN = "SELECT {whose}, id, {moments} FROM practice_appointment WHERE {whose} IN ({ids}) "
TAKEN += f"AND blocked_until > %s AND blocked_from < %s AND {COUNTS}"
BUSY = "SELECT listing_id, {moments} FROM practice_busytime WHERE listing_id IN ({ids}) AND ends > %s AND starts < %s"
RULES = "SELECT listing_id, step_minutes, notice_minutes, horizon_days, daily_cap FROM practice_bookingrules "
RULES += "WHERE listing_id IN ({ids})"
WEEK = "SELECT listing_id, weekday, starts, ends FROM practice_weeklyhours WHERE listing_id IN ({ids}) ORDER BY starts"
DAYS = "SELECT listing_id, day, hours FROM practice_dayhours WHERE listing_id IN ({ids}) AND day BETWEEN %s AND %s"
ROOMS = "SELECT clinic_id, id FROM practice_room WHERE clinic_id IN ({ids})"

Span = tuple[datetime, datetime]
Key = TypeVar("Key", UUID, int)


def read(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a question."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def is_kept(appointment: UUID) -> bool:
    """Is there an appointment with this id?"""
    return bool(read("SELECT 1 FROM practice_appointment WHERE id = %s", kept_id(appointment)))


def taken_by_appointments(
    whose: str, ids: Iterable[Key], around: Span, now: datetime, without: UUID | None
) -> Iterator[tuple[Key, object, datetime, datetime, datetime]]:
    """Whose, which, from, until and start of each appointment that takes time of these therapists (`listing_id`) or
    rooms (`room_id`): in a state that counts, and no hold that ran out."""
    left_out = kept_id(without)
    asked = _with_moments(TAKEN, "blocked_from", "blocked_until", "starts").replace("{whose}", whose)
    for owner, row in _owned(asked, ids, _moment(around[0]), _moment(around[1]), _moment(now)):
        if row[0] != left_out:
            yield (owner, row[0], _aware(row[1]), _aware(row[2]), _aware(row[3]))


def busy_times(ids: Iterable[UUID], around: Span) -> Iterator[tuple[UUID, datetime, datetime]]:
    """What other things take of these therapists."""
    asked = _with_moments(BUSY, "starts", "ends")
    for owner, (starts, ends) in _owned(asked, ids, _moment(around[0]), _moment(around[1])):
        yield owner, _aware(starts), _aware(ends)


def rules_of(ids: Iterable[UUID]) -> dict[UUID, Sequence[Any]]:
    """Step, notice, horizon and cap of each who takes bookings."""
    return dict(_owned(RULES, ids))


def weekly_hours(ids: Iterable[UUID]) -> Iterator[tuple[UUID, int, time, time]]:
    """Weekday, start and end of each opening, in order of the starts."""
    for owner, (weekday, starts, ends) in _owned(WEEK, ids):
        yield owner, weekday, starts, ends


def day_hours(ids: Iterable[UUID], first: date, last: date) -> Iterator[tuple[UUID, date, list[list[str]]]]:
    """The days that are not as their week, from one to another."""
    for owner, (day, hours) in _owned(DAYS, ids, first, last):
        yield owner, day, json.loads(hours)


def rooms_of(clinics: Iterable[UUID]) -> list[tuple[UUID, int]]:
    """Clinic and room."""
    return [(clinic, room) for clinic, (room,) in _owned(ROOMS, clinics)]


def _owned(sql: str, ids: Iterable[Key], *values: object) -> Iterator[tuple[Key, Sequence[Any]]]:
    """Each row with whose it is, which is its first column."""
    owners = {kept_id(pk): pk for pk in ids}
    if owners:
        asked = sql.replace("{ids}", ", ".join(["%s"] * len(owners)))
        for whose, *row in read(asked, *owners, *values):
            yield owners[whose], row


def kept_id(pk: UUID | int | None) -> object:
    """An id as this database keeps it."""
    return pk.hex if isinstance(pk, UUID) and not connection.features.has_native_uuid_field else pk


def _moment(moment: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(moment.astimezone(UTC))


def _with_moments(sql: str, *columns: str) -> str:
    """SQLite keeps moments as text in UTC: as text with its offset it is read ten times as fast as by Django's way."""
    as_text = connection.vendor == "sqlite"
    return sql.replace("{moments}", ", ".join(f"{name} || '+00:00'" if as_text else name for name in columns))


def _aware(moment: datetime | str) -> datetime:
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment
