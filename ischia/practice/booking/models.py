"""What can be booked and what is booked. Free times are calculated, never stored; what is taken is kept apart by the
database itself: no two times that count may overlap for one therapist, or for one room."""

import secrets
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.deletion import Collector
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.practice.listing.models import Clinic, Listing


def link_word() -> str:
    """The secret part of an address that opens one appointment, or a private feed, without an account."""
    return secrets.token_urlsafe(24)


def unless_one_is_to_come(collector: Collector, field: Any, appointments: Any, using: str) -> None:
    """Deleting a therapist deletes their appointments, but none that somebody still means to come to.

    Raises:
        ProtectedError: there is one; people must be told first.
    """
    ahead = [each for each in appointments if each.state == "booked" and each.ends > timezone.now()]
    if ahead:
        raise models.ProtectedError("somebody has an appointment still to come", set(ahead))
    models.CASCADE(collector, field, appointments, using)


class BookingRules(models.Model):
    """How a therapist takes bookings; without these rules nobody can book. All in minutes or days."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, related_name="rules")
    step_minutes = models.PositiveSmallIntegerField(default=15)  # times start every so often, from the start of hours
    notice_minutes = models.PositiveIntegerField(default=12 * 60)
    horizon_days = models.PositiveSmallIntegerField(default=60)
    daily_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    cancel_hours = models.PositiveSmallIntegerField(default=24)  # free of charge until so long before
    cancel_policy = models.TextField(blank=True, max_length=1000)
    remind_hours = models.JSONField(default=list)  # before the start: [48, 2]
    feed_word = models.CharField(max_length=64, unique=True, default=link_word)  # of the private calendar feed out
    busy_from = models.URLField(blank=True, max_length=500)  # an ICS address whose busy times count
    busy_read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"rules of {self.listing}"


class Room(models.Model):
    """A room of a clinic: two appointments cannot be in it at once."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """Something a therapist offers: how long, what it costs, and the time kept free around it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="services")
    code = models.SlugField(max_length=60)  # the same word at each therapist of a clinic, for "anyone"
    name = models.CharField(max_length=120)
    about = models.TextField(blank=True, max_length=1000)
    technique = models.CharField(max_length=40, blank=True)  # an id of knowledge/techniques.yaml; empty: no one kind
    minutes = models.PositiveSmallIntegerField()
    first_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # a first visit, where it is longer
    before_minutes = models.PositiveSmallIntegerField(default=0)
    after_minutes = models.PositiveSmallIntegerField(default=0)
    price = models.PositiveIntegerField(null=True, blank=True)  # in the minor unit
    currency = models.CharField(max_length=3, blank=True)
    needs_room = models.BooleanField(default=False)
    is_treatment = models.BooleanField(default=True)  # massage: never before the safety questions allow it
    is_offered = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["listing", "code"], name="one_service_for_a_code")]

    def __str__(self) -> str:
        return self.name


class WeeklyHours(models.Model):
    """Open every week, by the clock on the therapist's wall. `ends` 00:00 is midnight at the end of the day."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField()  # 0 Monday … 6 Sunday
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_is_one_of_seven"),
            models.UniqueConstraint(fields=["listing", "weekday", "starts"], name="one_opening_at_a_time"),
        ]


class DayHours(models.Model):
    """One day that is not as its week: the hours of that day alone, [["09:00", "12:00"], …]; none of them: closed."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="day_hours")
    day = models.DateField()
    hours = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["listing", "day"], name="one_exception_for_a_day")]


class BusyTime(models.Model):
    """A time that is taken by something else: blocked by hand, or read from the therapist's own calendar."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="busy_times")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    from_feed = models.CharField(max_length=300, blank=True)  # the UID there; empty: blocked by hand

    class Meta:
        ordering = ["starts"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="busy_time_has_a_length")]
        indexes = [models.Index(fields=["listing", "ends"], name="busy_by_therapist")]


class Series(models.Model):
    """Appointments that were booked together, week by week."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)


class Appointment(models.Model):
    """A time that is held, booked or over. Its id is made by who asks, so that what is sent twice is booked once.

    `starts` to `ends` is what the person sees; `blocked_from` to `blocked_until` adds the time kept free around it, and
    is what must not overlap. A constraint of the database says so (`appointments_of_a_therapist_never_overlap`,
    `appointments_in_a_room_never_overlap`) for every state that counts. `sequence` goes up with every change that a
    calendar must hear of (RFC 5546).
    """

    class State(models.TextChoices):
        HELD = "held"  # while the form is filled, until held_until
        BOOKED = "booked"
        ARRIVED = "arrived"
        DONE = "done"
        NO_SHOW = "no_show"
        CANCELLED = "cancelled"
        LET_GO = "let_go"  # a hold that ran out or was given back

    COUNTS = ("held", "booked", "arrived", "done", "no_show")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, on_delete=unless_one_is_to_come, related_name="appointments")
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, related_name="appointments")
    room = models.ForeignKey(Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="appointments")
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="appointments")
    state = models.CharField(max_length=10, choices=State)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    blocked_from = models.DateTimeField()
    blocked_until = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    visitor_zone = models.CharField(max_length=64, blank=True)

    keeper = models.ForeignKey(Keeper, on_delete=models.SET_NULL, null=True, related_name="appointments")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    booked_by = models.CharField(max_length=200, blank=True)  # who booked it for a relative
    reason = models.TextField(blank=True, max_length=2000)
    first_visit = models.BooleanField(default=False)
    screening = models.ForeignKey(
        "care.Screening", on_delete=models.SET_NULL, null=True, blank=True, related_name="appointments"
    )
    referral = models.TextField(blank=True, max_length=1000)

    service_name = models.CharField(max_length=120, blank=True)  # as they were on the day of booking
    price = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    cancel_hours = models.PositiveSmallIntegerField(default=24)
    policy = models.TextField(blank=True, max_length=1000)

    link_word = models.CharField(max_length=64, unique=True, default=link_word)
    sequence = models.PositiveIntegerField(default=0)
    undo_until = models.DateTimeField(null=True, blank=True)  # no message goes out before
    attending_at = models.DateTimeField(null=True, blank=True)  # when the person said: I will be there
    nothing_new_at = models.DateTimeField(null=True, blank=True)  # when they said before the visit: nothing is new
    something_new_at = models.DateTimeField(null=True, blank=True)  # when they said: something is new
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts"), blocked_from__lte=F("starts"), blocked_until__gte=F("ends")),
                name="appointment_has_a_length",
            ),
            models.CheckConstraint(condition=~Q(state="held") | Q(held_until__isnull=False), name="a_hold_runs_out"),
        ]
        indexes = [
            models.Index(fields=["listing", "blocked_until"], name="appointment_by_therapist"),
            models.Index(fields=["room", "blocked_until"], name="appointment_by_room"),
        ]

    def __str__(self) -> str:
        return f"{self.service_name} {self.starts:%Y-%m-%d %H:%M} {self.state}"

    def counts_at(self, now: datetime) -> bool:
        """Is its time taken? A hold that has run out takes none."""
        ran_out = self.state == "held" and self.held_until is not None and self.held_until <= now
        return self.state in self.COUNTS and not ran_out


class WaitingPlace(models.Model):
    """Someone waiting for a freed time, in the order they came. An offer is a held appointment with a time limit."""

    class State(models.TextChoices):
        WAITING = "waiting"
        OFFERED = "offered"
        BOOKED = "booked"
        LEFT = "left"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="waiting")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="waiting")
    first_visit = models.BooleanField(default=False)
    from_day = models.DateField()
    to_day = models.DateField()
    weekdays = models.JSONField(default=list)  # 0 Monday … ; empty: any
    part_of_day = models.CharField(max_length=10, blank=True)  # morning, afternoon, evening; empty: any
    keeper = models.ForeignKey(Keeper, on_delete=models.SET_NULL, null=True, related_name="waiting_places")
    screening = models.ForeignKey("care.Screening", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    visitor_zone = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    offer = models.OneToOneField(Appointment, on_delete=models.SET_NULL, null=True, related_name="offered_to")
    passed = models.JSONField(default=list)  # starts that were offered and not taken: not offered again
    link_word = models.CharField(max_length=64, unique=True, default=link_word)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["made_at"]
