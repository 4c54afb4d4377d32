"""Who may see what of booking: every address as nobody, as the person, as somebody else, as the therapist and as
another therapist. Nobody sees what is not theirs; a secret word opens what it was made for, and nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from ischia.accounts.models import User
from ischia.practice.booking.holding import hold_time
from ischia.practice.booking.urls import urlpatterns
from ischia.practice.booking.usecases import Details, book
from ischia.practice.booking.waiting import Wish, join
from ischia.practice.calendar.flags import flags_of
from ischia.practice.models import Clinic
from tests.practice.practices import MONDAY, NOW, again, ask, at, person, service, therapist

pytestmark = pytest.mark.django_db
PUBLIC = ("start", "times", "hold", "waiting", "start_at", "times_at", "hold_at")
OWN_HOLD = ("held", "questions", "give_back")
BY_WORD = ("appointment", "move", "cancel", "undo", "attend", "every_week", "anything_new", "file")
BY_PLACE = ("place", "take", "decline")
THERAPISTS = ("calendars", "calendars_of", "renew_feed", "busy_file")
POST_ONLY = (
    "hold",
    "hold_at",
    "questions",
    "give_back",
    "take",
    "decline",
    "undo",
    "attend",
    "renew_feed",
    "busy_file",
)
KINDS = ("nobody", "person", "other", "therapist", "another_therapist")


@pytest.fixture
def world(db):
    """One of each: a hold, an appointment, a place in the list; and a browser for each who might look."""
    clinic = Clinic.objects.create(slug="house", name="House of Example")
    listings = []
    for name in ("ada", "ben"):
        listing = therapist(f"{name.title()} Example")
        listing.owner, listing.clinic = User.objects.create_user(name, password="a long word"), clinic
        listing.save()
        listings.append(listing)
    offered = service(listings[0])
    service(listings[1])
    browsers = {kind: Client() for kind in KINDS}
    browsers["therapist"].force_login(listings[0].owner)
    browsers["another_therapist"].force_login(listings[1].owner)
    said = {"service": "massage", "been": "yes", "page": str(uuid4()), "starts": at(14).isoformat()}
    held = browsers["person"].post(reverse("booking:hold", args=[listings[0].slug]), said)
    keeper = person()
    row = book(hold_time(ask(offered, keeper=keeper), NOW), Details("Pat Example", "pat@example.org"), NOW)
    wish = Wish(MONDAY, MONDAY + timedelta(days=3))
    place = join(offered, keeper, wish, {"name": "Pat Example"}, first_visit=False)
    return {
        "browsers": browsers,
        "clinic": clinic,
        "listing": listings[0],
        "hold": held.url.split("/")[3],
        "row": row,
        "place": place,
    }


def address(name, world):
    if name in ("mine", "calendars"):
        return reverse(f"booking:{name}")
    known = {
        **dict.fromkeys(PUBLIC, world["listing"].slug),
        **dict.fromkeys(("start_at", "times_at", "hold_at"), world["clinic"].slug),
        **dict.fromkeys(OWN_HOLD, world["hold"]),
        **dict.fromkeys(BY_WORD, world["row"].link_word),
        **dict.fromkeys(BY_PLACE, world["place"].link_word),
        **dict.fromkeys(THERAPISTS, world["listing"].pk),
        "feed": world["listing"].rules.feed_word,
    }
    return reverse(f"booking:{name}", args=[known[name]])


def asked(world, kind, name):
    browser = world["browsers"][kind]
    return (browser.post if name in POST_ONLY else browser.get)(address(name, world)).status_code


def test_every_address_is_thought_of():
    named = {each.name for each in urlpatterns if isinstance(each, URLPattern)}
    assert named == {*PUBLIC, *OWN_HOLD, *BY_WORD, *BY_PLACE, *THERAPISTS, "mine", "feed"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_public_is_there_for_everybody(world, kind):
    assert {asked(world, kind, name) for name in ("start", "start_at")} == {200}
    assert {asked(world, kind, name) for name in ("times", "hold", "times_at", "hold_at")} == {422}


@pytest.mark.parametrize("name", OWN_HOLD)
def test_a_hold_is_there_for_whoever_holds_it_alone(world, name):
    for kind in KINDS:
        expected = (200 if name == "held" else 302) if kind == "person" else 404
        assert asked(world, kind, name) == expected


@pytest.mark.parametrize("name", ["calendars_of", "renew_feed", "busy_file"])
def test_a_therapists_calendars_are_their_own(world, name):
    own = {"calendars_of": 200, "renew_feed": 302, "busy_file": 422}[name]
    for kind in KINDS:
        expected = {"therapist": own, "another_therapist": 404}.get(kind, 302)
        assert asked(world, kind, name) == expected


def test_a_secret_word_opens_its_page_from_anywhere_and_no_other_word_does(world):
    for name in ("appointment", "move", "cancel", "every_week", "anything_new", "file", "place"):
        assert asked(world, "nobody", name) == 200
    for name in (*BY_WORD, *BY_PLACE, "feed"):
        browser = world["browsers"]["person"]
        url = reverse(f"booking:{name}", args=["x" * 32])
        assert (browser.post if name in POST_ONLY else browser.get)(url).status_code == 404


@pytest.mark.parametrize("word", ["%00" * 20, "x", "é" * 30, "x" * 500])
def test_what_can_be_no_word_is_not_there(db, word):
    assert Client().get(f"/appointment/{word}/").status_code == 404


def test_words_do_not_open_one_another(world):
    row, place, rules = world["row"], world["place"], world["listing"].rules
    for name, word in (("place", row.link_word), ("appointment", place.link_word), ("feed", row.link_word),
                       ("appointment", rules.feed_word)):  # fmt: skip
        assert Client().get(reverse(f"booking:{name}", args=[word])).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_what_only_posts_change_no_link_changes(world, kind):
    for name in POST_ONLY:
        assert world["browsers"][kind].get(address(name, world)).status_code in (302, 405)
    assert again(world["row"]).state == "booked"


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_ones_own_shows_nobody_elses(world, kind):
    assert world["row"].link_word not in world["browsers"][kind].get(reverse("booking:mine")).text


def test_the_page_of_an_appointment_tells_nothing_of_the_answers(world):
    page = Client().get(address("appointment", world)).text
    assert str(world["row"].screening_id) not in page
    assert "pat@example.org" not in page or "In three minutes a mail goes to" in page


def test_a_therapist_sees_that_something_is_new(world):
    row = world["row"]
    assert flags_of(row).red == ()
    Client().post(reverse("booking:anything_new", args=[row.link_word]), {"new": "yes"})
    assert flags_of(again(row)).red == ("Answers changed since booking: ask before you start.",)


def test_a_therapist_sees_that_answers_now_send_to_care(world):
    row = world["row"]
    ella = person("ella").screenings.first()
    ella.keeper = row.keeper
    ella.save()
    assert flags_of(again(row)).red[0].startswith("No massage.")
