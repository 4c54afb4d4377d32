"""Busy times of a therapist's own calendar: from a file, or from an address that is read again and again."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ischia.core.problems import Problem
from ischia.exchange.busy_times import Busy, read_busy
from ischia.practice.booking.fetching import fetch
from ischia.practice.booking.models import BookingRules, BusyTime

AGAIN = timedelta(minutes=15)
FILE = "file:"  # begins `from_feed` of what was read from a file, so that reading the address again leaves it alone
ADDRESS = "address:"
log = logging.getLogger(__name__)


def keep_file(rules: BookingRules, data: bytes, now: datetime) -> int:
    """Take the busy times of a file in place of those of the file before. How many there are.

    Raises:
        Problem: it is no calendar.
    """
    return _replace(rules, FILE, _busy(rules, data, now))


def read_address(rules: BookingRules, now: datetime) -> int:
    """Read the therapist's address again. How many busy times there are. Where it fails, what was known stays.

    Raises:
        Problem: it does not answer with a calendar.
    """
    BookingRules.objects.filter(pk=rules.pk).update(busy_read_at=now)
    return _replace(rules, ADDRESS, _busy(rules, fetch(rules.busy_from), now))


def read_due(now: datetime) -> int:
    """Read every address whose time has come; a fault with one keeps no other waiting. How many were read."""
    due = BookingRules.objects.exclude(busy_from="").filter(Q(busy_read_at=None) | Q(busy_read_at__lte=now - AGAIN))
    read = 0
    for rules in due.select_related("listing"):
        try:
            read_address(rules, now)
            read += 1
        except Problem as problem:  # the address itself is a secret, and is not told
            log.warning("busy times of a therapist could not be read: %s", problem.allowed)
    return read


def forget_address(rules: BookingRules) -> None:
    """Drop what was read from the address."""
    BusyTime.objects.filter(listing=rules.listing, from_feed__startswith=ADDRESS).delete()


def _busy(rules: BookingRules, data: bytes, now: datetime) -> tuple[Busy, ...]:
    horizon = timedelta(days=rules.horizon_days + 2)
    return read_busy(data, rules.listing.zone, now - timedelta(days=1), now + horizon)


@transaction.atomic
def _replace(rules: BookingRules, source: str, found: tuple[Busy, ...]) -> int:
    BookingRules.objects.select_for_update().get(pk=rules.pk)  # two who read at once take turns
    BusyTime.objects.filter(listing=rules.listing, from_feed__startswith=source).delete()
    BusyTime.objects.bulk_create(
        BusyTime(listing=rules.listing, starts=each.starts, ends=each.ends, from_feed=f"{source}{each.uid}"[:300])
        for each in found
    )
    return len(found)
