"""The diary as it is kept: an entry and every version of it, and the answers to measures."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ischia.accounts.models import Keeper


class DiaryEntry(models.Model):
    """One thing written down. What it says stands in its versions; one that was deleted can be brought back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="diary")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"diary entry {self.id}"


class EntryVersion(models.Model):
    """What an entry said from one change to the next; never rewritten. `newest` marks the one that holds.

    `day` and `at` are the moment on the person's own clock, in the zone `zone`; `written_at` is when this was sent.
    """

    entry = models.ForeignKey(DiaryEntry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    newest = models.BooleanField(default=True)
    day = models.DateField()
    at = models.TimeField()
    zone = models.CharField(max_length=64)
    said = models.JSONField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-day", "-at", "-written_at", "-number"]
        indexes = [models.Index(fields=["entry", "-day", "-at"], name="diary_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="each_version_of_an_entry_once"),
            models.UniqueConstraint(fields=["entry"], condition=Q(newest=True), name="one_newest_version_of_an_entry"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_of_an_entry_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.entry_id}"

    @property
    def document(self) -> dict[str, Any]:
        """The entry as the core reads it."""
        said: dict[str, Any] = self.said
        return said


class MeasureAnswers(models.Model):
    """Answers to one measure on one day, as they were given; the score is worked out from them, never stored.

    `pairs` are items with their answers, in the order of the form: an object would lose that order in PostgreSQL.
    Never rewritten: who answers again on the same day adds a row, and the last one of the day counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="measured")
    instrument = models.CharField(max_length=40)
    pairs = models.JSONField()
    day = models.DateField()
    zone = models.CharField(max_length=64)
    language = models.CharField(max_length=16)
    recall = models.CharField(max_length=40)
    knowledge_version = models.CharField(max_length=32)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["day", "written_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(instrument=""), name="measure_answers_name_their_measure"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} of {self.day}"

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers by item."""
        return dict(self.pairs)
