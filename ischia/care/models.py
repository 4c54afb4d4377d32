"""What a person wrote, what was decided of it, and the plan: kept so that the past can be told as it was."""

import secrets
import uuid
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.care.diary import models as diary  # noqa: F401  Django finds the models of an app in this file alone
from ischia.care.event_models import AdverseEvent, EventReport
from ischia.care.home_session import HomeSession, SessionVersion
from ischia.care.plan_models import PlanVersion
from ischia.care.reminding import models as reminding  # noqa: F401  as above

__all__ = ["AdverseEvent", "Check", "EventReport", "HomeSession", "PlanVersion", "Screening", "SessionVersion"]


def resume_word() -> str:
    """The secret part of the address under which a half-done check is found again."""
    return secrets.token_urlsafe(16)


class Check(models.Model):
    """Questions being answered. Saved after each answer; the only row here that changes.

    `answers` are the findings given so far as contract 1 writes them; `asked_twice` names those whose first "not sure"
    was asked once more; `seen` are the pages already answered; `removed` are the answers that went because another one
    changed, each with why ("hidden": nobody asks it any more; "changed": what it vouched for is not as it was). Answers
    that a newer edition of the questions does not know stay in `answers`, and count for nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="checks")
    resume = models.CharField(max_length=32, unique=True, default=resume_word, editable=False)
    answers = models.JSONField(default=dict)
    sides = models.JSONField(default=dict)  # the sided places tapped on a body map, by finding
    asked_twice = models.JSONField(default=list)
    seen = models.JSONField(default=list)
    removed = models.JSONField(default=dict)
    said_on = models.JSONField(default=dict)  # the day of each answer
    vouchers = models.JSONField(default=list)  # what vouches, since when, and for which answers as they were then
    demo = models.CharField(max_length=40, blank=True)  # the made-up person whose answers these are
    # the result whose answers these were, where someone looks at them again with newer rules
    again_of = models.ForeignKey("Screening", on_delete=models.SET_NULL, null=True, related_name="looked_at_again")
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"check {self.id}"


class Screening(models.Model):
    """One decision, never rewritten: answers, the result with its words, the plan, the knowledge of the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="screenings")
    answered = models.ForeignKey(Check, on_delete=models.SET_NULL, null=True, related_name="screenings")
    as_of = models.DateField()
    answers = models.JSONField()
    said_on = models.JSONField(default=dict)  # the day of each answer; one that is missing is of `as_of`
    vouchers = models.JSONField(default=list)  # what stood that day: since when, and for which answers
    digest = models.CharField(max_length=64)  # of the answers: sent twice, kept once
    result = models.JSONField()
    plan = models.JSONField()
    disposition = models.CharField(max_length=32)
    knowledge_version = models.CharField(max_length=32)
    knowledge_digest = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["answered", "digest", "as_of", "knowledge_digest"], name="one_screening_for_the_same_answers"
            )
        ]

    def __str__(self) -> str:
        return f"screening {self.id}"

    @property
    def begun_at(self) -> datetime:
        """When its questions were begun: what was told after that, they do not answer."""
        begun: datetime = self.answered.begun_at if self.answered else self.made_at
        return begun

    @property
    def document(self) -> dict[str, Any]:
        """The case as contract 1 writes it."""
        day: date = self.as_of
        return {"case": 1, "as_of": day.isoformat(), "findings": self.answers}


class Edition(models.Model):
    """An edition of the knowledge that decided something here, whole, so that its words can be shown later.

    Written once with the first screening of its digest, and never again (a trigger in the database sees to it). It
    belongs to nobody and stays when people go. `documents` is text: a database's own JSON puts keys in another order,
    and the order of answers is part of a question.
    """

    digest = models.CharField(max_length=80, primary_key=True)
    version = models.CharField(max_length=32)
    documents = models.TextField()
    first_seen = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-first_seen"]

    def __str__(self) -> str:
        return f"edition {self.version}"


class Recheck(models.Model):
    """One check before a session, never rewritten: what was told, and what follows of it.

    `before` is the outcome as the core gives it (may it start, why, today's answers, what is left of the plan). `again`
    is the check in which questions are answered once more, where that has to come first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="rechecks")
    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="rechecks")
    item = models.CharField(max_length=64)
    day = models.DateField()
    told = models.JSONField()
    before = models.JSONField()
    again = models.OneToOneField(Check, on_delete=models.SET_NULL, null=True, related_name="recheck")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"recheck {self.id}"
