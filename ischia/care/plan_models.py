"""The versions of a plan: what it became, why, by whom, and what differs. No row is ever rewritten."""

import uuid

from django.db import models
from django.utils import timezone


class PlanVersion(models.Model):
    """One version of the plan of a screening. The plan as it was built is no row here: it stands with its screening.

    `change` says why, by whom and what differs; `pause` the days on which nothing is due; with `today_only` the plan
    holds for its day alone. `about` names the adverse event that made it, where one did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # made by the page
    screening = models.ForeignKey("care.Screening", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    day = models.DateField()
    plan = models.JSONField()
    change = models.JSONField()
    pause = models.JSONField(null=True)
    today_only = models.BooleanField(default=False)
    about = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["screening", "number"], name="versions_are_numbered")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.screening_id}"
