"""The day as a list: who comes, what is held, blocked or free, and now; each with what can be done about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ischia.core.booking.timeline import MINUTE
from ischia.practice.booking.models import Appointment
from ischia.practice.calendar.day import Day, State
from ischia.practice.calendar.flags import Flags
from ischia.practice.calendar.moments import shown_time
from ischia.practice.calendar.usecases import may_be

LEAST_GAP = 15  # minutes: a gap that is worth a line
BACK = {State.ARRIVED: State.BOOKED, State.DONE: State.ARRIVED, State.NO_SHOW: State.BOOKED}


@dataclass(frozen=True)
class VisitRow:
    """One visit: times as the wall shows them, what to mind, and what can be said of it now.

    `steps`: states with their words; `back`: the state that undo leads to, empty where there is none.
    """

    visit: Appointment
    at: str
    until: str
    flags: Flags
    state: str
    steps: list[tuple[str, str]]
    back: str
    kept_free: str


@dataclass(frozen=True)
class Entry:
    """One line of the day."""

    kind: str  # visit, cancelled, hold, busy, free, now
    starts: datetime
    at: str
    until: str
    what: Any = None


def entries_of(day: Day, rows: list[VisitRow], now: datetime) -> list[Entry]:
    """Every line of a day, in the order of time; what is free only from now on."""
    found = [*_taken(day, rows), *_free(day, now)]
    if day.holds_now(now):
        found.append(Entry("now", now, shown_time(now, day.zone), ""))
    return sorted(found, key=lambda entry: (entry.starts, entry.kind != "now"))


def _taken(day: Day, rows: list[VisitRow]) -> Iterator[Entry]:
    for row in rows:
        yield Entry("visit", row.visit.starts, row.at, row.until, row)
    for kind, what in (("cancelled", day.cancelled), ("hold", day.holds), ("busy", day.busy)):
        for each in what:
            yield Entry(kind, each.starts, shown_time(each.starts, day.zone), shown_time(each.ends, day.zone), each)


def _free(day: Day, now: datetime) -> Iterator[Entry]:
    this_minute = now.replace(second=0, microsecond=0)
    for begins, end in day.free:
        start = max(begins, this_minute)
        if end - start >= LEAST_GAP * MINUTE:
            yield Entry("free", start, shown_time(start, day.zone), shown_time(end, day.zone))


def visit_rows(day: Day, flags: Mapping[UUID, Flags], now: datetime) -> list[VisitRow]:
    """Every visit of a day, with what to mind."""
    return [_row(visit, day, flags[visit.pk], now) for visit in day.visits]


def _row(visit: Appointment, day: Day, flags: Flags, now: datetime) -> VisitRow:
    return VisitRow(
        visit=visit,
        at=shown_time(visit.starts, day.zone),
        until=shown_time(visit.ends, day.zone),
        flags=flags,
        state=state_words()[visit.state],
        steps=[(state, words) for state, words in _steps(visit) if may_be(visit, state, now)],
        back=BACK.get(visit.state, ""),
        kept_free=_kept_free(visit),
    )


def state_words() -> dict[str, str]:
    """Each state as a therapist says it."""
    return {
        State.BOOKED: _("Booked"),
        State.ARRIVED: _("Arrived"),
        State.DONE: _("Done"),
        State.NO_SHOW: _("Did not come"),
        State.CANCELLED: _("Cancelled"),
    }


def _steps(visit: Appointment) -> list[tuple[str, str]]:
    """What may be said next, each by one press."""
    words = state_words()
    forward = {State.BOOKED: (State.ARRIVED, State.DONE, State.NO_SHOW), State.ARRIVED: (State.DONE,)}
    return [(state, words[state]) for state in forward.get(visit.state, ())]


def _kept_free(visit: Appointment) -> str:
    """The time kept free around it, in words."""
    before = (visit.starts - visit.blocked_from) // MINUTE
    after = (visit.blocked_until - visit.ends) // MINUTE
    said = [_("%(n)s min before") % {"n": before}] if before else []
    said += [_("%(n)s min after") % {"n": after}] if after else []
    return _("Kept free: %(what)s.") % {"what": ", ".join(said)} if said else ""
