"""What a person wishes to be reminded of, what went out, and what was put off."""

import secrets
from datetime import time

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ischia.accounts.models import Keeper
from ischia.core.reminding import Quiet, Sent, Snooze, Wishes


def feed_word() -> str:
    """The secret part of the address under which a calendar asks for its events."""
    return secrets.token_urlsafe(24)


class ReminderWishes(models.Model):
    """Somebody's wishes. `times` holds a time of day for each kind that is switched on; `on` is false for good after
    "turn all off", until they are saved again.

    `mail` is used once it was confirmed from its own inbox. `look_at` is when it may be time for the next mail.
    """

    keeper = models.OneToOneField(Keeper, on_delete=models.CASCADE, related_name="reminder_wishes")
    word = models.CharField(max_length=48, unique=True, default=feed_word, editable=False)
    on = models.BooleanField(default=True)
    times = models.JSONField(default=dict)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    repeat = models.BooleanField(default=False)
    zone = models.CharField(max_length=64)
    titles = models.CharField(max_length=8, default="discreet")
    mail = models.EmailField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)
    look_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(mail=""), name="only_an_address_can_be_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return f"wishes of {self.keeper_id}"

    @classmethod
    def merge_keepers(cls, stray: Keeper, into: Keeper) -> None:
        """At sign-in the wishes of the account hold; those of the device move where there are none."""
        if cls.objects.filter(keeper=into).exists():
            cls.objects.filter(keeper=stray).delete()
        cls.objects.filter(keeper=stray).update(keeper=into)

    @property
    def wishes(self) -> Wishes:
        """The wishes as the core reads them."""
        quiet = None
        if self.quiet_from is not None and self.quiet_until is not None:
            quiet = Quiet(start=self.quiet_from, end=self.quiet_until)
        return Wishes(
            at={kind: time.fromisoformat(at) for kind, at in self.times.items()},
            zone=self.zone,
            since=self.changed_at,
            quiet=quiet,
            repeat=self.repeat,
        )


class SentReminder(models.Model):
    """A reminder that was claimed for sending; `sent_at` is when the mail was handed over.

    `key` names it for good, and the database keeps each key once: of two programs that look at once, one sends.
    """

    wishes = models.ForeignKey(ReminderWishes, on_delete=models.CASCADE, related_name="sent")
    key = models.CharField(max_length=160)
    task = models.CharField(max_length=120)
    day = models.DateField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["claimed_at", "id"]
        constraints = [models.UniqueConstraint(fields=["wishes", "key"], name="a_reminder_is_sent_once")]

    def __str__(self) -> str:
        return f"reminder {self.pk}"

    @property
    def value(self) -> Sent:
        """The reminder as the core reads it."""
        return Sent(task=self.task, day=self.day, at=self.claimed_at)


class Snoozed(models.Model):
    """ "Remind me later", said of a task of one day."""

    wishes = models.ForeignKey(ReminderWishes, on_delete=models.CASCADE, related_name="snoozed")
    task = models.CharField(max_length=120)
    day = models.DateField()
    until = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"put off {self.pk}"

    @property
    def value(self) -> Snooze:
        """It as the core reads it."""
        return Snooze(task=self.task, day=self.day, until=self.until)
