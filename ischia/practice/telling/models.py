"""What is to be told about an appointment, kept with the change it tells of, and sent when its time has come.

A row is written in the transaction that changes the appointment, so no change goes untold and no word goes out for a
change that was not kept. Undo takes the row back before its time.
"""

import uuid

from django.db import models
from django.utils import timezone

from ischia.practice.booking.models import Appointment, WaitingPlace


class Message(models.Model):
    """One mail to one person, at one time. `key` says what it is; the database keeps each once.

    `sent_at`, `dropped_at`: over. `claimed_at`: somebody is sending it now.
    """

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed"
        MOVED = "moved"
        CANCELLED = "cancelled"
        REMINDER = "reminder"
        OFFER = "offer"

    class To(models.TextChoices):
        PERSON = "person"
        THERAPIST = "therapist"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="messages")
    waiting = models.ForeignKey(WaitingPlace, on_delete=models.CASCADE, null=True, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    to = models.CharField(max_length=10, choices=To)
    key = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    told = models.JSONField(default=dict)  # what the words need of the day it was written: sequence, old time
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["appointment", "key"], name="one_message_for_a_key")]
        indexes = [models.Index(fields=["sent_at", "dropped_at", "due_at"], name="message_that_is_due")]
