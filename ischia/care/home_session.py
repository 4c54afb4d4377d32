"""What was done at home, and every version of it: the rows of decision 0019."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.core.session.record import Did, SessionRecord

PAINS = ("pain_before", "pain_end", "pain_24h", "pain_48h")
DID: tuple[Did, ...] = ("done", "partly", "not")


def _pain() -> Any:
    return models.PositiveSmallIntegerField(null=True)


def _zero_to_ten(field: str) -> models.CheckConstraint:
    within = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": 10})
    return models.CheckConstraint(condition=within, name=f"session_{field}_is_0_to_10")


class HomeSession(models.Model):
    """One session that was done, or begun: the version in force. Its versions are kept beside it, each as it came.

    `id` is made by the device. Times are in UTC; `offset_minutes` is how far the device's clock was from it, east
    positive. `day` is the day of the occasion, where the person was. `chosen` is the revision by which the person last
    chose between versions, None where they never had to. `SessionRecord` says what the other fields mean.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="home_sessions")
    # With the screening goes its keeper, and with the keeper all of this; alone no screening ever goes.
    screening = models.ForeignKey("care.Screening", on_delete=models.RESTRICT, related_name="home_sessions")
    revision = models.PositiveSmallIntegerField()
    chosen = models.PositiveSmallIntegerField(null=True)
    day = models.DateField()
    item = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    script = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField()
    offset_minutes = models.SmallIntegerField()
    done = models.CharField(max_length=8)
    steps = models.JSONField(default=dict)
    pain_before, pain_end, pain_24h, pain_48h = _pain(), _pain(), _pain(), _pain()
    stopped = models.CharField(max_length=8, blank=True)
    answers = models.JSONField(default=list)
    notes = models.TextField(blank=True)
    received_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["day", "ended_at", "id"]
        indexes = [models.Index(fields=["keeper", "day"], name="sessions_of_a_day")]
        constraints = [
            *(_zero_to_ten(field) for field in PAINS),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="session_ends_after_it_began",
            ),
            models.CheckConstraint(condition=Q(done__in=DID), name="session_is_done_partly_or_not"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="session_revision_counts_from_1"),
        ]

    def __str__(self) -> str:
        return f"session {self.id}"

    @property
    def in_force(self) -> "SessionVersion":
        """The version in force, as it came."""
        own = (each for each in self.versions.all() if each.came_too_late_for is None)  # no query where prefetched
        return next(each for each in own if each.revision == self.revision)

    @property
    def beside(self) -> "list[SessionVersion]":
        """Versions that another device sent and that nobody has chosen between yet, whatever was added since."""
        return [each for each in self.versions.all() if (each.came_too_late_for or 0) >= (self.chosen or 1)]


class SessionVersion(models.Model):
    """One version of a session, exactly as a device sent it. Written once: a trigger in the database sees to it.

    `came_too_late_for`: the revision that was in force already when this one came, so that both were kept; None for
    one that was in force itself.
    """

    session = models.ForeignKey(HomeSession, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    record = models.JSONField()
    came_too_late_for = models.PositiveSmallIntegerField(null=True)
    received_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "digest"], name="a_version_is_kept_once"),
            models.UniqueConstraint(
                fields=["session", "revision"],
                condition=Q(came_too_late_for__isnull=True),
                name="one_version_of_a_revision_is_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} revision {self.revision}"


def columns_of(record: SessionRecord) -> dict[str, Any]:
    """A record as the columns of a session."""
    said = record.as_json()
    same = ("revision", "day", "item", "number", "script", "done", "stopped", "notes", *PAINS)
    return {
        **{name: getattr(record, name) for name in same},
        "steps": said["steps"],
        "answers": said["answers"],
        "started_at": record.started,
        "ended_at": record.ended,
        "offset_minutes": record.offset_minutes,
    }
