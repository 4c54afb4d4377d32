"""Who someone is: a user who signs in, and the keeper who owns what is kept, with or without an account."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ischia.accounts.names import NAME_RULES


class Users(BaseUserManager["User"]):
    def create_user(self, name: str, password: str | None = None) -> "User":
        user: User = self.model(name=name.strip().lower())
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who signs in with a name and a password. We ask for nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150, unique=True, validators=NAME_RULES)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "name"
    objects = Users()

    def __str__(self) -> str:
        return self.name


class Keeper(models.Model):
    """Whose things these are. What a person keeps points here, so it can be kept before there is an account.

    Known by an account, or by the secret of one device, or (on a computer of one's own) by neither.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, null=True, blank=True)
    # The digest, not the secret: who reads the database cannot pretend to be the device.
    device_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(device_digest__isnull=True),
                name="keeper_is_known_in_one_way",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
