"""What a practice does by itself, round after round: read calendars, offer freed times, send what is due."""

import logging
from collections import Counter
from datetime import datetime

from django.db import DatabaseError

from ischia.practice.booking.busy import read_due
from ischia.practice.booking.waiting import offer_freed
from ischia.practice.telling.sending import send_due_messages

log = logging.getLogger(__name__)


def go_round(now: datetime) -> Counter[str]:
    """One round. May run in several places at once. How many messages were sent, dropped, failed or given up.

    Raises:
        DatabaseError: nothing can be done without it; any other fault of one step keeps no other from its work.
    """
    for step in (read_due, offer_freed):
        try:
            step(now)
        except DatabaseError:
            raise
        except Exception:
            log.exception("a step of the practice's round failed")
    return Counter(send_due_messages(now))
