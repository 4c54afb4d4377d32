"""A therapist makes a listing, changes it, shows and hides it, deletes it and brings it back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ischia.accounts.models import User
from ischia.practice.booking.models import Appointment
from ischia.practice.listing.models import Listing
from tests.practice.listing import filled, listing_of, plain_and_quick, therapist  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = therapist()
    client.force_login(user)
    return user


@pytest.fixture
def ada(user):
    return listing_of(user, is_published=False)


def page_of(name, listing):
    return reverse(f"listing:{name}", args=[listing.pk])


def send(client, name, listing, /, **said):
    """Fill in a page as it is shown, with what is changed, and send it."""
    form = client.get(page_of(name, listing)).context["form"]
    return client.post(page_of(name, listing), {**filled(form), **said})


def test_a_listing_is_made_from_a_name_and_shown_to_nobody_yet(client, user):
    answer = client.post(reverse("listing:new"), {"name": "Ada Example"})
    row = Listing.objects.get()
    assert answer["Location"] == page_of("listing", row)
    assert (row.owner, row.slug, row.is_published, row.source) == (user, "ada-example", False, "own")
    client.logout()
    assert client.get(reverse("listing:profile", args=[row.slug])).status_code == 404


def test_two_of_one_name_get_two_addresses(client, user):
    for _ in range(2):
        client.post(reverse("listing:new"), {"name": "Ada Example"})
    assert len(set(Listing.objects.values_list("slug", flat=True))) == 2


def test_it_is_shown_only_when_it_can_be_found_and_reached(client, user):
    client.post(reverse("listing:new"), {"name": "Ada Example"})
    row = Listing.objects.get()
    page = client.post(page_of("publish", row), {"show": "yes"}, follow=True).content.decode()
    assert "Still missing" in page
    send(client, "place", row, town="York", country="gb", zone="Europe/London")
    send(client, "about", row, phone="01904 000000")
    client.post(page_of("publish", row), {"show": "yes"})
    row.refresh_from_db()
    assert (row.is_published, row.country) == (True, "GB")
    client.post(page_of("publish", row), {"show": "no"})
    assert not Listing.objects.public().exists()


def test_the_middle_of_the_town_is_used_where_no_point_was_given(client, ada):
    send(client, "place", ada, town="York", country="GB", latitude="", longitude="", zone="Europe/London")
    ada.refresh_from_db()
    assert (ada.placed, round(ada.latitude, 1), round(ada.longitude, 1)) == ("town", 54.0, -1.1)
    assert "latitude" not in filled(client.get(page_of("place", ada)).context["form"])
    send(client, "place", ada, town="Utrecht", country="NL", latitude="", longitude="", zone="Europe/Amsterdam")
    ada.refresh_from_db()
    assert (ada.placed, round(ada.latitude, 1)) == ("town", 52.1)  # it follows the town


def test_a_town_that_nobody_knows_is_kept_and_said_to_be_unknown(client, ada):
    send(client, "place", ada, town="Nowhere Example", country="GB", latitude="", longitude="", zone="Europe/London")
    assert "nobody can find you by distance yet" in client.get(page_of("listing", ada)).text
    ada.refresh_from_db()
    assert (ada.town, ada.placed, ada.latitude) == ("Nowhere Example", "", None)


def test_every_answer_about_the_work_is_kept(client, ada):
    said = {
        "about": "Gentle work", "techniques": ["swedish", "trigger_point"], "settings": ["own_office", "home_visits"],
        "sciatica_experience": "often", "languages": ["en", "fr"], "gender": "woman", "insurers": "Beta | Co, Alpha",
        "website": "https://ada.example", "email": "ada@practice.example",
    }  # fmt: skip
    assert send(client, "about", ada, **said).status_code == 302
    ada.refresh_from_db()
    assert ada.techniques == ("swedish", "trigger_point")
    assert ada.settings == ("home_visits", "own_office")
    assert (ada.languages, ada.insurers) == (("en", "fr"), ("Alpha", "Beta   Co"))
    shown = client.get(page_of("about", ada)).context["form"]
    assert filled(shown)["techniques"] == ("swedish", "trigger_point")


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("about", {"name": ""}, "Enter a name."),
        ("about", {"email": "nobody"}, "Use an address such as name@example.org."),
        ("about", {"phone": "call me"}, "Use digits and spaces"),
        ("about", {"website": "javascript:alert(1)"}, "Use an address such as https://example.org."),
        ("about", {"techniques": ["magic"]}, "Choose from the list."),
        ("place", {"country": "United Kingdom"}, "2 characters"),
        ("place", {"country": "12"}, "Use two letters"),
        ("place", {"latitude": "91", "longitude": "0"}, "Use a number from -90 to 90."),
        ("place", {"latitude": "nan", "longitude": "0"}, "Use a number from -90 to 90."),
        ("place", {"latitude": "53.9"}, "Enter both numbers, or none."),
        ("place", {"zone": "Mars/Base"}, "Select a valid choice"),
        ("new_service", {"name": "Massage", "minutes": "1000"}, "from 5 to 480"),
        ("new_service", {"name": "Massage", "cost": "free"}, "Use an amount such as 55 or 55.50."),
        ("new_service", {"name": "Massage", "cost": "5.5", "currency": "JPY"}, "Use an amount"),
        ("new_service", {"name": "Massage", "first_minutes": "30"}, "as long as the others"),
        ("hours", {"day_0": "nine"}, "“nine” cannot be read"),
        ("days", {"day": "2027-02-30", "hours": ""}, "Use a day such as"),
        ("rules", {"step_minutes": "x"}, "from 5 to 480"),
        ("rules", {"reminders": "2, soon"}, "up to four whole numbers"),
        ("rules", {"reminders": "1,2,3,4,5"}, "up to four whole numbers"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(client, ada, name, said, words):
    answer = send(client, name, ada, **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    for typed in (each for each in said.values() if isinstance(each, str) and each and each != "Mars/Base"):
        assert typed in page


def test_prices_and_evenings_of_the_listing_follow_services_and_hours(client, ada):
    send(client, "new_service", ada, name="Massage", minutes="60", cost="55.50", currency="GBP", is_treatment="on")
    send(client, "new_service", ada, name="Short", minutes="30", cost="30", currency="GBP", is_treatment="on")
    ada.refresh_from_db()
    assert (ada.price_from, ada.price_to, ada.currency) == (3000, 5550, "GBP")
    mixed = send(client, "new_service", ada, name="Other", minutes="30", cost="30", currency="EUR")
    assert "Your other prices are in GBP" in mixed.content.decode()
    short = ada.services.get(name="Short")
    client.post(reverse("listing:offer", args=[ada.pk, short.pk]), {"offer": "no"})
    send(client, "hours", ada, day_0="9-12, 13-18", day_4="12-20")
    ada.refresh_from_db()
    assert (ada.price_from, ada.evenings) == (5550, True)
    send(client, "hours", ada, day_4="")
    ada.refresh_from_db()
    assert not ada.evenings
    assert ada.weekly_hours.count() == 2


def test_one_day_is_closed_or_opened_without_touching_the_week(client, ada):
    send(client, "hours", ada, day_0="9-12")
    day = timezone.localdate() + timedelta(days=9)
    send(client, "days", ada, day=day.isoformat(), hours="")
    send(client, "days", ada, day=day.isoformat(), hours="10-12", note="late")
    assert list(ada.day_hours.values_list("day", "hours", "note")) == [(day, [["10:00", "12:00"]], "late")]
    client.post(reverse("listing:remove_day", args=[ada.pk, day]))
    assert not ada.day_hours.exists()
    assert ada.weekly_hours.count() == 1


def test_booking_rules_are_kept(client, ada):
    send(client, "rules", ada, notice_hours="6", reminders="2, 48", daily_cap="", cancel_policy="Half the price.")
    rules = ada.__class__.objects.get().rules
    assert (rules.notice_minutes, rules.remind_hours, rules.daily_cap) == (360, [48, 2], None)
    client.post(page_of("publish", ada), {"show": "yes"})
    assert "Half the price." in client.get(reverse("listing:profile", args=[ada.slug])).content.decode()


def test_a_deleted_listing_is_gone_for_everyone_and_comes_back_as_it_was(client, ada):
    client.post(page_of("publish", ada), {"show": "yes"})
    client.post(page_of("delete", ada))
    assert client.get(reverse("listing:profile", args=[ada.slug])).status_code == 404
    assert client.get(page_of("listing", ada)).status_code == 404
    assert "Bring it back" in client.get(reverse("listing:mine")).content.decode()
    client.post(page_of("restore", ada))
    ada.refresh_from_db()
    assert ada.is_published
    client.post(page_of("publish", ada), {"show": "no"})
    client.post(page_of("delete", ada))
    client.post(page_of("restore", ada))
    ada.refresh_from_db()
    assert not ada.is_published


def test_a_listing_is_deleted_for_good_only_once_it_was_deleted(client, ada):
    assert client.post(page_of("restore", ada), {"forget": "yes"}).status_code == 404
    client.post(page_of("delete", ada))
    client.post(page_of("restore", ada), {"forget": "yes"})
    assert not Listing.objects.exists()


def test_a_listing_with_appointments_to_come_is_not_deleted(client, ada):
    starts = timezone.now() + timedelta(days=1)
    times = {"starts": starts, "blocked_from": starts, "ends": starts + timedelta(hours=1)}
    Appointment.objects.create(listing=ada, state="booked", blocked_until=times["ends"], **times)
    page = client.post(page_of("delete", ada), follow=True).content.decode()
    assert "Move or cancel them first" in page
    assert Listing.objects.of(ada.owner).exists()


def test_an_account_that_is_deleted_takes_its_listings_along(ada):
    User.objects.get().delete()
    assert not Listing.objects.exists()


def test_the_page_of_a_therapist_says_what_somebody_needs_before_they_come(client, ada):
    send(client, "about", ada, sciatica_experience="often", first_visit="We talk first.", languages=["nl"])
    send(client, "place", ada, step_free="no", parking="Two places", zone="Europe/London")
    send(client, "new_service", ada, name="Massage", minutes="60", first_minutes="75", cost="55", currency="GBP")
    client.post(page_of("publish", ada), {"show": "yes"})
    client.logout()
    page = client.get(reverse("listing:profile", args=[ada.slug])).content.decode()
    for words in ("Works with it often", "We talk first.", "Dutch", "No, there are steps", "Two places", "£55",
                  "first visit 75 minutes", 'href="tel:01904 000000"', "Report a concern", "What the law asks",
                  "When would you send me to a doctor".lower()):  # fmt: skip
        assert words in page or words in page.lower(), words
    assert "star" not in page.lower().replace("start", "")


def test_made_up_therapists_are_seen_in_a_demo_alone(client, settings):
    listing_of(therapist(), is_made_up=True)
    assert client.get("/therapists/ada-example/").status_code == 404
    settings.DEMO = True
    assert "Made up, to try this site with" in client.get("/therapists/ada-example/").content.decode()


def test_an_imported_entry_that_was_deactivated_is_not_shown(client):
    listing_of(None, deactivated_on=date(2026, 1, 1))
    assert client.get("/therapists/ada-example/").status_code == 404
