"""Every address of listings as nobody, a person, a therapist and another therapist: nobody sees what is not theirs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ischia.practice.booking.models import BookingRules, DayHours, Service
from ischia.practice.listing.models import Listing
from ischia.practice.listing.told_models import Claim, Concern
from ischia.practice.listing.urls import urlpatterns
from tests.practice.listing import credential_of, imported, listing_of, plain_and_quick, therapist  # noqa: F401

pytestmark = pytest.mark.django_db
OPEN = {"profile", "concern", "told", "laws", "law"}
SIGNED_IN = {"mine", "claim"}
POSTED = {
    "tell", "new", "publish", "delete", "restore", "bring_back_credential", "remove_credential", "offer", "remove_day",
    "demo_therapist",
}  # fmt: skip
OWN = [each.name for each in urlpatterns if str(each.pattern).startswith("practice/listing/<uuid:id>/")]


@pytest.fixture
def ada():
    row = listing_of(therapist("ada"))
    BookingRules.objects.create(listing=row)
    DayHours.objects.create(listing=row, day=timezone.localdate())
    Service.objects.create(listing=row, code="massage", name="Massage", minutes=60)
    credential_of(row, number="secret-7")
    return row


def address(name, listing):
    """The address of a page about this listing, and everything that hangs on it."""
    more = {
        "credential": {"credential": listing.credentials.get().pk},
        "remove_credential": {"credential": listing.credentials.get().pk},
        "service": {"service": listing.services.get().pk},
        "offer": {"service": listing.services.get().pk},
        "remove_day": {"day": listing.day_hours.get().day},
        "law": {"code": "gb"},
    }.get(name, {})
    if name in ("mine", "new", "laws", "law"):
        return reverse(f"listing:{name}", kwargs=more)
    if name in OWN:
        return reverse(f"listing:{name}", kwargs={"id": listing.pk, **more})
    return reverse(f"listing:{name}", kwargs={"slug": listing.slug})


def everything(listing):
    """All that is kept of a listing, to see that nothing changed."""
    row = Listing.objects.filter(pk=listing.pk).values().get()
    row.pop("changed_at")
    parts = (listing.credentials, listing.services, listing.day_hours, listing.weekly_hours)
    return row, [list(part.values()) for part in parts], list(BookingRules.objects.values())


def test_every_address_is_looked_at():
    assert {each.name for each in urlpatterns} == {*OPEN, *SIGNED_IN, *POSTED, *OWN}
    assert len(OWN) == 17


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_listing_of_one_therapist_is_not_there_for_another(client, ada, name, method):
    before = everything(ada)
    client.force_login(therapist("ben"))
    answer = getattr(client, method)(address(name, ada), {"name": "Mine now", "show": "no", "forget": "yes"})
    assert answer.status_code in ((404, 405) if method == "get" else (404,))
    assert b"secret-7" not in answer.content
    assert everything(ada) == before


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_not_signed_in_is_asked_to_and_changes_nothing(client, ada, name, method):
    before = everything(ada)
    answer = getattr(client, method)(address(name, ada), {"name": "Mine now", "show": "no"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/?next=")
    assert everything(ada) == before


@pytest.mark.parametrize("name", OWN)
def test_what_is_posted_only_cannot_be_opened_by_a_link(client, ada, name):
    client.force_login(ada.owner)
    before = everything(ada)
    answer = client.get(address(name, ada))
    deleted = name == "restore"
    assert answer.status_code == (405 if name in POSTED else 404 if deleted else 200), answer.status_code
    assert everything(ada) == before


@pytest.mark.parametrize("name", ["credential", "remove_credential", "service", "offer", "remove_day"])
def test_a_part_of_another_listing_is_not_reached_through_ones_own(client, ada, name):
    ben = therapist("ben")
    own = listing_of(ben, "Ben Example")
    client.force_login(ben)
    before = everything(ada)
    through = address(name, ada).replace(str(ada.pk), str(own.pk))
    assert client.post(through, {"offer": "no"}).status_code == 404
    assert everything(ada) == before


def test_a_credential_is_not_brought_back_into_another_listing(client, ada):
    client.force_login(ada.owner)
    client.post(address("remove_credential", ada))
    word = client.session["credential_undo"]
    ben = therapist("ben")
    own = listing_of(ben, "Ben Example")
    client.force_login(ben)
    client.post(reverse("listing:bring_back_credential", args=[own.pk]), {"word": word})
    assert not own.credentials.exists()


@pytest.mark.parametrize("name", sorted(OPEN))
def test_the_open_pages_are_open_to_everyone(client, ada, name):
    for user in (None, therapist("ben"), ada.owner):
        if user:
            client.force_login(user)
        assert client.get(address(name, ada)).status_code == 200


@pytest.mark.parametrize("name", ["profile", "concern", "told", "claim", "tell"])
@pytest.mark.parametrize("hidden", [{"is_published": False}, {"deleted_at": timezone.now()}])
def test_a_hidden_listing_is_there_for_nobody_but_its_owner(client, ada, name, hidden):
    Listing.objects.filter(pk=ada.pk).update(**hidden)
    method = client.post if name == "tell" else client.get
    client.force_login(therapist("ben"))
    assert method(address(name, ada)).status_code == 404
    client.force_login(ada.owner)
    seen = name == "profile" and "is_published" in hidden
    assert method(address(name, ada)).status_code == (200 if seen else 404)


def test_ones_own_area_shows_ones_own_things_alone(client, ada):
    ben = therapist("ben")
    Claim.objects.create(listing=imported(), user=ada.owner, evidence="secret-8", contact="secret-9")
    client.force_login(ben)
    page = client.get(reverse("listing:mine") + "?q=Example").content.decode()
    assert "Bea Example" in page  # the entry is public; the claim is not
    assert "Ada Example" not in page
    assert "Waiting" not in page
    assert "secret" not in page


def test_nobody_reads_what_was_told_to_the_operator(client, ada):
    Concern.objects.create(listing=ada, about_whom=ada.name, about="conduct", says="secret-5")
    for user in (None, ada.owner):
        if user:
            client.force_login(user)
        for name in (*OPEN, "listing"):
            assert "secret-5" not in client.get(address(name, ada)).content.decode()


def test_on_a_computer_of_ones_own_there_is_no_therapists_area(client, ada, settings):
    settings.PERSONAL = True
    for name in (*OWN, "mine", "claim"):
        assert client.post(address(name, ada)).status_code == 404
    assert client.get(address("laws", ada)).status_code == 200
