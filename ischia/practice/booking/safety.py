"""May this person book this, as far as is known today? The safety questions answer; nothing is decided here anew.

A treatment is never booked before the safety questions are answered and allow massage, nor against what they limit.
Something that is no treatment (a talk, an assessment) only asks that nobody is sent to care at once.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.timezone import localdate

from ischia.accounts.models import Keeper
from ischia.care.course import newest
from ischia.care.locks import lock_on
from ischia.care.models import Screening
from ischia.care.starting import Playable, playable, waiting_for_answers
from ischia.care.vouchers import days_of
from ischia.core.booking import wall_clock
from ischia.core.booking.timeline import MINUTE
from ischia.core.knowledge import load_knowledge
from ischia.core.session.expiring import expired
from ischia.core.value import Disposition
from ischia.practice.booking.models import Appointment, Service
from ischia.practice.listing.models import Listing
from ischia.practice.listing.qualified import lacking

Why = Literal[
    "screen_first",  # no answers yet
    "screen_again",  # something happened since, or the answers are too old
    "see_someone",  # the answers send to care first
    "held",  # massage is paused on that day
    "other_kind",  # the answers rule this kind of massage out
    "too_long",  # longer than the answers allow
    "not_qualified",  # this therapist cannot show what the answers ask for
    "not_offered",  # the therapist no longer offers it
]


@dataclass(frozen=True)
class Refused:
    """Why it cannot be booked, and what of: the screening that says so, techniques, minutes or qualifications."""

    why: Why
    screening: Screening | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cleared:
    """It may be booked; the screening travels with it where there is one."""

    screening: Screening | None


def may_book(
    keeper: Keeper | None, service: Service, listing: Listing, day: date, minutes: int | None = None
) -> Cleared | Refused:
    """May this person have this service of this therapist on a day of theirs, for so many minutes?

    Without `minutes` for as long as it ever takes.
    """
    row = newest(keeper)
    if row is None:
        return Refused("screen_first") if service.is_treatment else Cleared(None)
    if row.disposition in _sent_to_care(service):
        return Refused("see_someone", row)
    if not service.is_treatment:
        return Cleared(row)
    found = None if lock_on(keeper) or waiting_for_answers(row) else playable(row)
    if found is None:
        return Refused("screen_again", row)
    lasts = minutes or max(service.minutes, service.first_minutes or 0)
    return _refused(row, found, service, listing, day, lasts) or Cleared(row)


def clearance(appointment: Appointment) -> Cleared | Refused:
    """May the person have what this appointment is for, on its day where the therapist is?"""
    if appointment.service is None:
        return Refused("not_offered")
    day = wall_clock(appointment.starts, appointment.listing.zone).date()
    minutes = (appointment.ends - appointment.starts) // MINUTE
    return may_book(appointment.keeper, appointment.service, appointment.listing, day, minutes)


def _sent_to_care(service: Service) -> tuple[str, ...]:
    worst = (Disposition.EMERGENCY_NOW, Disposition.SAME_DAY_MEDICAL)
    found = (*worst, Disposition.DOCTOR_BEFORE_MASSAGE) if service.is_treatment else worst
    return tuple(each.id for each in found)


def _refused(
    row: Screening, found: Playable, service: Service, listing: Listing, day: date, minutes: int
) -> Refused | None:
    """What stands against it in answers that allow massage."""
    kept, limits = found.kept, found.kept.screening.limits
    if expired(kept.case, days_of(row), localdate(), load_knowledge()):
        return Refused("screen_again", row)
    if any(pause.only_massage and pause.holds_on(day) for pause in found.plan.pauses) or not found.plan.now.massage:
        return Refused("held", row)
    if limits.forbids(service.technique):
        return Refused("other_kind", row, (service.technique,))
    if limits.max_minutes and minutes > limits.max_minutes:
        return Refused("too_long", row, (str(limits.max_minutes),))
    if missing := lacking(listing, found.plan.now.provider.require, localdate()):
        return Refused("not_qualified", row, missing)
    return None
