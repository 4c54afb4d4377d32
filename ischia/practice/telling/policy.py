"""The rule on cancelling, as it was on the day of booking."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ischia.practice.booking.models import Appointment


@dataclass(frozen=True)
class Policy:
    """Until when cancelling costs nothing, and the therapist's own words on what comes after."""

    free_until: datetime
    hours: int
    words: str

    def is_free_at(self, now: datetime) -> bool:
        return now <= self.free_until


def policy_of(appointment: Appointment) -> Policy:
    """The policy of one appointment."""
    hours = appointment.cancel_hours
    return Policy(appointment.starts - timedelta(hours=hours), hours, appointment.policy)
