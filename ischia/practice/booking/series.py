"""The same time every week: all that can be had is booked at once, and what cannot is told with what is near.

Each appointment is booked on its own, so one that is lost meanwhile takes none of the others with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from django.db import transaction

from ischia.core.booking import Clash, wall_clock, weekly
from ischia.core.booking.timeline import MINUTE, Window
from ischia.practice.booking.free import free_times
from ischia.practice.booking.holding import Ask, Taken, hold_time, near_times
from ischia.practice.booking.models import Appointment, Series
from ischia.practice.booking.safety import Refused
from ischia.practice.booking.usecases import Details, book, cancel, let_go

State = Appointment.State


@dataclass(frozen=True)
class Weeks:
    """A series as it could be booked now: the times that are free, and the weeks that clash."""

    free: tuple[datetime, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class Booked:
    """What came of it: the appointments of the series, and what was lost or refused meanwhile."""

    appointments: tuple[Appointment, ...]
    clashes: tuple[Clash, ...]
    refused: Refused | None = None


def look_ahead(first: Appointment, times: int, now: datetime) -> Weeks:
    """The weeks after a first appointment, `times` of them with the first one.

    Raises:
        Problem: fewer than two times, or too many.
    """
    free: list[datetime] = []
    clashes: list[Clash] = []
    for each in weekly(first.starts, first.listing.zone, times)[1:]:
        if isinstance(each, Clash):
            clashes.append(Clash(each.wanted, each.why, near_times(_ask(first, each.wanted), now)))
        elif _is_free(first, each, now):
            free.append(each)
        else:
            clashes.append(Clash(wall_clock(each, first.listing.zone), "taken", near_times(_ask(first, each), now)))
    return Weeks(tuple(free), tuple(clashes))


def book_series(first: Appointment, starts: Sequence[datetime], now: datetime) -> Booked:
    """Book these times for the person of a first appointment. Sent twice, booked once."""
    series = _series_of(first)
    booked: list[Appointment] = []
    clashes: list[Clash] = []
    for each in sorted(set(starts)):
        try:
            found = _book(first, each, series, now)
        except Taken as late:
            clashes.append(Clash(wall_clock(each, first.listing.zone), "taken", late.nearest))
            continue
        if isinstance(found, Refused):
            return Booked(tuple(booked), tuple(clashes), found)
        booked.append(found)
    return Booked(tuple(booked), tuple(clashes))


def later_ones(appointment: Appointment) -> list[Appointment]:
    """This appointment and those of its series that come after it, as far as they are booked."""
    if appointment.series_id is None:
        return [appointment]
    rows = Appointment.objects.filter(series=appointment.series_id, state=State.BOOKED, starts__gte=appointment.starts)
    return list(rows.order_by("starts"))


def cancel_later(appointment: Appointment, now: datetime) -> list[Appointment]:
    """Cancel one and all that come later in its series."""
    return [cancel(each, now) for each in later_ones(appointment)]


@transaction.atomic
def _series_of(first: Appointment) -> Series:
    """The series that a first appointment begins or belongs to."""
    row = Appointment.objects.select_for_update().get(pk=first.pk)
    series = Series.objects.filter(pk=row.series_id).first() or Series.objects.create()
    Appointment.objects.filter(pk=first.pk).update(series=series)
    return series


def _book(first: Appointment, starts: datetime, series: Series, now: datetime) -> Appointment | Refused:
    held = hold_time(_ask(first, starts, series), now)
    details = Details(first.name, first.email, first.phone, first.reason, first.booked_by)
    found = book(held, details, now)
    if isinstance(found, Refused):
        let_go(held)
        return found
    Appointment.objects.filter(pk=found.pk).update(series=series)
    found.series = series
    return found


def _ask(first: Appointment, starts: datetime, series: Series | None = None) -> Ask:
    """The same again at another time; its id comes of series and time, so that asking twice is the same ask."""
    assert first.service is not None
    before = Appointment.objects.filter(series=series, starts=starts, state=State.CANCELLED).count() if series else 0
    return Ask(
        id=uuid5(series.pk if series else first.pk, f"{starts.isoformat()} {before}"),
        services=(first.service,),
        starts=starts,
        visitor_zone=first.visitor_zone,
        keeper=first.keeper,
        referral=first.referral,
    )


def _is_free(first: Appointment, starts: datetime, now: datetime) -> bool:
    assert first.service is not None
    return starts in free_times(first.service, Window.between(starts, starts + MINUTE), now)
