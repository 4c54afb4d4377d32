"""What went wrong after a massage, as it was told, and what was said about it later. No row is ever rewritten."""

import uuid

from django.db import models
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.core.adverse import Sorted


class AdverseEvent(models.Model):
    """Something that went wrong after a massage. What was said about it stands in its reports."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="adverse_events")
    screening = models.ForeignKey(  # whose plan was being followed
        "care.Screening", on_delete=models.SET_NULL, null=True, related_name="adverse_events"
    )
    begun_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"adverse event {self.id}"


class EventReport(models.Model):
    """What was said about an event at one time, and what it was sorted as, with its words and the knowledge of the day.

    `told` are the taps, `after` what they say, `found` what was found; `grade` is empty where nothing on the list fits.
    `gone`: it has passed. `locks`: no massage until the safety questions are answered again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # made by the page
    event = models.ForeignKey(AdverseEvent, on_delete=models.CASCADE, related_name="reports")
    told = models.JSONField()
    after = models.JSONField()
    found = models.JSONField()
    grade = models.CharField(max_length=16, blank=True)
    gone = models.BooleanField(default=False)
    locks = models.BooleanField(default=False)
    note = models.TextField(blank=True, max_length=2000)
    knowledge_version = models.CharField(max_length=32)
    knowledge_digest = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"report {self.id}"

    @property
    def sorted(self) -> Sorted:
        """What it was sorted as, word for word; nothing is decided anew."""
        return Sorted.model_validate(self.found)
