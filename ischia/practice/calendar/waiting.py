"""Who waits for a time of this therapist, and whether a gap of the day would do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from ischia.core.booking.wall import wall_clock
from ischia.exchange.wording import WEEKDAYS, listed
from ischia.practice.booking.free import free_times
from ischia.practice.booking.models import WaitingPlace
from ischia.practice.calendar.day import Day
from ischia.practice.calendar.moments import day_shown, shown_time
from ischia.practice.listing.models import Listing

PARTS = {"morning": range(12), "afternoon": range(12, 17), "evening": range(17, 24)}  # hours on the wall


@dataclass(frozen=True)
class WaitingRow:
    """One who waits. `fits`: the first free time of the day that would do, as the wall shows it; empty: none."""

    place: WaitingPlace
    since: date
    wishes: str
    fits: str
    starts: datetime | None


def waiting_rows(listing: Listing, day: Day, now: datetime) -> list[WaitingRow]:
    """Everyone who still waits, in the order they came."""
    still = (WaitingPlace.State.WAITING, WaitingPlace.State.OFFERED)
    today = day_shown(now, listing.zone)
    places = listing.waiting.filter(state__in=still, to_day__gte=today).select_related("service__listing", "offer")
    return [_row(place, day, now) for place in places]


def _row(place: WaitingPlace, day: Day, now: datetime) -> WaitingRow:
    starts = _fitting(place, day, now) if place.state == WaitingPlace.State.WAITING else None
    fits = shown_time(starts, day.zone) if starts else ""
    return WaitingRow(place, day_shown(place.made_at, day.zone), _wishes(place), fits, starts)


def _fitting(place: WaitingPlace, day: Day, now: datetime) -> datetime | None:
    """The first free time of the day that meets the wishes, and was not passed on before."""
    if not place.from_day <= day.day <= place.to_day or day.day.weekday() not in (place.weekdays or range(7)):
        return None
    hours = PARTS.get(place.part_of_day, range(24))
    found = free_times(place.service, day.window, now, first_visit=place.first_visit)
    passed = {datetime.fromisoformat(each) for each in place.passed}
    fitting = (each for each in found if wall_clock(each, day.zone).hour in hours and each not in passed)
    return next(fitting, None)


def _wishes(place: WaitingPlace) -> str:
    """On which days, and when, in words."""
    parts = {"morning": _("in the morning"), "afternoon": _("in the afternoon"), "evening": _("in the evening")}
    days = listed([WEEKDAYS[each] for each in place.weekdays]) if place.weekdays else _("any day")
    return f"{days}, {parts.get(place.part_of_day, _('any time'))}"
