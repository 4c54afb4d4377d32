"""What a practice does by itself, round after round: read calendars, offer freed times, send what is due."""

from collections import Counter
from datetime import datetime

from ischia.practice.booking.busy import read_due
from ischia.practice.booking.waiting import offer_freed
from ischia.practice.telling.sending import send_due_messages


def go_round(now: datetime) -> Counter[str]:
    """One round. May run in several places at once. How many messages were sent, dropped, failed or given up."""
    read_due(now)
    offer_freed(now)
    return Counter(send_due_messages(now))
