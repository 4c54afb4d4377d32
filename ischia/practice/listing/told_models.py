"""What people tell the operator about a listing: that it is theirs, or that something is wrong."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ischia.accounts.models import User
from ischia.practice.listing.models import Listing


class Claim(models.Model):
    """A therapist says that an imported entry is theirs. The operator says yes or no; one entry is given once."""

    class State(models.TextChoices):
        WAITING = "waiting"
        GRANTED = "granted"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="claims")
    evidence = models.TextField(max_length=2000)
    contact = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    answered_by = models.CharField(max_length=200, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing"], condition=Q(state="granted"), name="one_listing_is_given_to_one_therapist"
            ),
            models.UniqueConstraint(
                fields=["listing", "user"], condition=Q(state="waiting"), name="one_waiting_claim_for_a_therapist"
            ),
        ]


class Concern(models.Model):
    """Something wrong about a therapist that somebody wanted the operator to know. Kept only when they ask for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.SET_NULL, null=True, related_name="concerns")
    about_whom = models.CharField(max_length=200)  # the name on that day: a listing may go
    about = models.CharField(max_length=40)  # an id of the concerns in knowledge/credentials.yaml
    says = models.TextField(max_length=4000)
    contact = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at"]
