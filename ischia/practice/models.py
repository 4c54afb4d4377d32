"""The tables of a practice; each stands in the part that it belongs to."""

from ischia.practice.booking.models import (
    Appointment,
    BookingRules,
    BusyTime,
    DayHours,
    Room,
    Series,
    Service,
    WaitingPlace,
    WeeklyHours,
)
from ischia.practice.listing.models import Clinic, Credential, Listing
from ischia.practice.listing.told_models import Claim, Concern
from ischia.practice.telling.models import Message

__all__ = [
    "Appointment", "BookingRules", "BusyTime", "Claim", "Clinic", "Concern", "Credential", "DayHours", "Listing",
    "Message", "Room", "Series", "Service", "WaitingPlace", "WeeklyHours",
]  # fmt: skip
