"""A therapist's entry: who, where, what they do, and what they can show for it. Six kinds of credential, kept apart."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils import timezone

from ischia.accounts.models import User
from ischia.core.directory.credentials import CHECK_LASTS, Standing, standing_of
from ischia.practice.codes import CodesField

BANDS_PER_DEGREE = 20  # of latitude: 5.6 km each


class Clinic(models.Model):
    """Several therapists under one roof, with its rooms. Who books there may ask for anyone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="clinics")

    def __str__(self) -> str:
        return self.name


class Listings(models.QuerySet["Listing"]):
    def public(self) -> "Listings":
        """Those that anyone may see; made-up ones only where the installation is a demo."""
        made_up = Q() if settings.DEMO else Q(is_made_up=False)
        return self.filter(made_up, is_published=True, deleted_at=None, deactivated_on=None)

    def of(self, user: User) -> "Listings":
        """Those of one therapist, without what they deleted."""
        return self.filter(owner=user, deleted_at=None)

    def unclaimed(self) -> "Listings":
        """Imported entries that belong to nobody yet."""
        return self.public().filter(owner=None).exclude(source=Listing.Source.OWN)


class Listing(models.Model):
    """One therapist in one place, or an organisation, as people find it.

    `source` is who said so: the therapist themself, or an import (with `source_key`, its key there). An entry that was
    imported belongs to nobody until it is claimed; from then on an import leaves the owner's words alone. Places are in
    degrees (WGS 84); `placed` says how well it is known.
    Codes: `settings`, `techniques` and `setting` words are in `core.directory`; languages ISO 639-1; insurers free.
    Prices in the minor unit of `currency` (cents, pence).
    """

    class Source(models.TextChoices):
        OWN = "own"
        CSV = "csv"
        NPPES = "nppes"

    class Placed(models.TextChoices):
        EXACT = "exact"  # the therapist's own point
        TOWN = "town"  # the middle of the town
        UNKNOWN = ""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    # What somebody wrote goes with their account; a public register's own words come back with the next import.
    owner = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="listings")
    clinic = models.ForeignKey(Clinic, on_delete=models.SET_NULL, null=True, blank=True, related_name="listings")
    is_published = models.BooleanField(default=True)
    is_made_up = models.BooleanField(default=False)  # demo data
    source = models.CharField(max_length=8, choices=Source, default=Source.OWN)
    source_key = models.CharField(max_length=80, blank=True)
    read_on = models.DateField(null=True, blank=True)  # the day the import last saw it
    deactivated_on = models.DateField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    was_published = models.BooleanField(default=False)  # before it was deleted, to bring it back as it was

    name = models.CharField(max_length=200)
    is_organisation = models.BooleanField(default=False)
    gender = models.CharField(max_length=12, blank=True)
    about = models.TextField(blank=True, max_length=4000)
    sciatica_experience = models.CharField(max_length=12, blank=True)  # some, often; empty: not said
    first_visit = models.TextField(blank=True, max_length=2000)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)

    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=40, blank=True)  # state or county, by its code where it has one
    postcode = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    # Where it lies from south to north, in steps of a twentieth of a degree: the database keeps it right by itself, and
    # one index on band and longitude holds what is near together (see practice.finding.nearest).
    band = models.GeneratedField(
        expression=Cast(F("latitude") * BANDS_PER_DEGREE, models.IntegerField()),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    placed = models.CharField(max_length=8, choices=Placed, default=Placed.UNKNOWN, blank=True)
    zone = models.CharField(max_length=64, default="UTC")  # of the IANA time zone database

    settings = CodesField()
    techniques = CodesField()
    languages = CodesField()
    insurers = CodesField()
    step_free = models.CharField(max_length=8, blank=True)  # yes, partly, no; empty: not said
    parking = models.CharField(max_length=200, blank=True)
    evenings = models.BooleanField(default=False)  # open after 18:00 on some day, by the weekly hours
    price_from = models.PositiveIntegerField(null=True, blank=True)
    price_to = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = Listings.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~Q(source_key=""), name="one_listing_for_an_imported_key"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="listing_is_on_the_globe",
            ),
        ]
        indexes = [models.Index(fields=["band", "longitude"], name="listing_by_band")]

    def __str__(self) -> str:
        return self.name


class Credentials(models.QuerySet["Credential"]):
    def ticked(self, day: date) -> "Credentials":
        """Those that carry a tick on a day: somebody looked within the year, and it has not expired."""
        fresh = Q(checked_on__lte=day, checked_on__gt=day - CHECK_LASTS)
        return self.filter(fresh, Q(expires_on__isnull=True) | Q(expires_on__gte=day))


class Credential(models.Model):
    """One thing a therapist can show. `kind` never mixes: a qualification is no licence and no register.

    `allows` are the words of `require_provider` in the limits that it answers (`prenatal_certified`, …). Whether it
    carries a tick is computed for a day: checked within the year, by whom, not expired.
    """

    class Kind(models.TextChoices):
        LICENCE = "licence"
        REGISTER = "register"
        ASSOCIATION = "association"
        QUALIFICATION = "qualification"
        INSURANCE = "insurance"
        BACKGROUND_CHECK = "background_check"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(max_length=20, choices=Kind)
    issuer = models.CharField(max_length=200)  # an id of knowledge/credentials.yaml, or the name in words
    title = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=80, blank=True)
    evidence = models.CharField(max_length=400, blank=True)  # what was looked at: a certificate, the issuer's page
    allows = CodesField()
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    look_up = models.URLField(blank=True)

    objects = Credentials.as_manager()

    class Meta:
        ordering = ["kind", "issuer"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_by="") | (Q(checked_on__isnull=False) & ~Q(checked_by="")),
                name="a_check_has_a_day_and_a_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.issuer}"

    def standing(self, day: date) -> Standing:
        """What it says on a day; `ticked` asks the database the same."""
        return standing_of(self.checked_on, self.expires_on, day)
