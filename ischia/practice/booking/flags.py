"""What a therapist must see before a visit: answers that changed since it was booked, a plan that is locked."""

from typing import Literal

from ischia.care.course import newest
from ischia.care.locks import lock_on
from ischia.practice.booking.models import Appointment
from ischia.practice.booking.safety import Refused, clearance

Flag = Literal[
    "see_someone",  # answers now send the person to care before massage
    "locked",  # something happened, and the safety questions wait to be answered again
    "something_new",  # the person said before the visit that something is new, and has not answered on
    "not_allowed",  # answers now rule out this kind, this length, this day or this therapist
    "answered_again",  # the answers are newer than those that were booked with
]


def flags_of(appointment: Appointment) -> tuple[Flag, ...]:
    """The flags of one appointment, the gravest first."""
    keeper, found = appointment.keeper, []
    row, refused = newest(keeper), clearance(appointment)
    why = refused.why if isinstance(refused, Refused) else ""
    if why == "see_someone":
        found.append("see_someone")
    if lock_on(keeper):
        found.append("locked")
    told = appointment.something_new_at
    if told and (row is None or row.made_at < told):
        found.append("something_new")
    if why in ("held", "other_kind", "too_long", "not_qualified"):
        found.append("not_allowed")
    if row is not None and row.pk != appointment.screening_id:
        found.append("answered_again")
    return tuple(found)
