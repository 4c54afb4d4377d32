"""Made-up therapists: visibly so, of every kind, made once, and opened without a password in a demo alone."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from ischia.accounts.models import Keeper, User
from ischia.core.directory.credentials import Standing
from ischia.practice.booking.models import BookingRules, Service, WeeklyHours
from ischia.practice.listing.models import Clinic, Credential, Listing
from tests.practice.listing import plain_and_quick  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    call_command("demo")


def test_they_are_made_once_and_show_that_they_are_made_up(demo):
    counts = [each.objects.count() for each in (User, Listing, Credential, Service, WeeklyHours, BookingRules, Clinic)]
    call_command("demo")
    assert counts == [
        each.objects.count() for each in (User, Listing, Credential, Service, WeeklyHours, BookingRules, Clinic)
    ]
    rows = Listing.objects.all()
    assert len(rows) == 24
    assert all(each.is_made_up and each.name.endswith(" Example") for each in rows)
    assert all(each.email.endswith(".example") and not each.phone for each in rows)
    assert len({each.town for each in rows}) == 4


def test_there_is_every_kind_of_credential_in_every_standing(demo):
    rows, today = Credential.objects.all(), timezone.localdate()
    assert {each.kind for each in rows} == set(Credential.Kind.values)
    assert {each.standing(today) for each in rows} == set(Standing)
    assert all(each.standing(today) is Standing.TICKED for each in rows.filter(listing__slug="ada-example"))


def test_the_clinic_has_three_therapists_and_two_rooms_and_the_same_services(demo):
    house = Clinic.objects.get(name="Example House")
    assert (house.listings.count(), house.rooms.count()) == (3, 2)
    assert len({tuple(each.services.values_list("code", flat=True)) for each in house.listings.all()}) == 1


def test_every_listing_passes_what_a_therapist_may_enter(demo):
    for row in Listing.objects.all():
        row.full_clean()
    for each in Credential.objects.all():
        each.full_clean()


def test_a_visitor_sees_the_therapists_side_without_a_password_and_keeps_their_own_things(client, demo):
    assert reverse("listing:demo_therapist", args=["ada-example"]) in client.get("/").content.decode()
    keepers = Keeper.objects.count()
    answer = client.post(reverse("listing:demo_therapist", args=["ada-example"]), follow=True)
    assert "Ada Example" in answer.content.decode()
    assert answer.context["user"].name == "demo-ada-example"
    assert Keeper.objects.count() == keepers


def test_nobody_is_let_in_where_it_is_no_demo_or_the_therapist_is_real(client, demo, settings):
    row = Listing.objects.get(slug="ada-example")
    address = reverse("listing:demo_therapist", args=[row.slug])
    assert client.get(address).status_code == 405
    row.owner.set_password("four calm words here")
    row.owner.save()
    assert client.post(address).status_code == 404
    row.owner.set_unusable_password()
    row.owner.save()
    Listing.objects.filter(pk=row.pk).update(is_made_up=False)
    assert client.post(address).status_code == 404
    Listing.objects.filter(pk=row.pk).update(is_made_up=True)
    settings.DEMO = False
    assert client.post(address).status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_signs_in_as_one_by_a_password(client, demo):
    for password in ("", "demo-ada-example", "!"):
        client.post("/account/sign-in/", {"login": "demo-ada-example", "password": password})
        assert "_auth_user_id" not in client.session
