"""The page that finds a therapist: place first, wishes in the address, a person's answers never left out."""

import re

import pytest
from django.test import override_settings
from django.urls import reverse
from test_finding import listed, tick

from tests.practice.practices import service

pytestmark = pytest.mark.django_db
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(autouse=True, scope="module")
def plain_files():
    with override_settings(STORAGES=PLAIN):
        yield


def told(client, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/find/{query}")
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def test_it_begins_with_the_place_and_asks_for_no_account(client):
    page = told(client)
    assert page.index('name="near"') < page.index('name="within"') < page.index('name="goal"')
    assert "You need no account" in page


def test_a_town_gives_the_list_with_its_count_its_order_and_its_reasons(client):
    tick(listed("Ada Example", languages=["nl"], price_from=5500, price_to=6000, currency="GBP"), "prenatal_certified")
    page = told(client, "?near=Utrecht&language=nl&qualifications=prenatal_certified")
    assert "1 therapist within 25 km of Utrecht, The Netherlands" in page
    assert "Speaks Dutch" in page
    assert re.search(r"A therapist certified for massage in pregnancy: checked \d+ \w+ \d{4} by Operator", page)
    assert "Nobody can pay to stand higher" in page
    assert "£55 – £60" in page


def test_a_name_that_several_towns_have_gives_them_to_choose_from(client):
    page = told(client, "?near=Springfield", 422)
    assert "Which one do you mean?" in page
    assert "?near=Springfield%2C+Illinois%2C+United+States" in page
    assert "within 25 km of Springfield, Illinois" in told(client, "?near=Springfield%2C+Illinois%2C+United+States")


def test_a_postcode_is_answered_honestly_and_a_therapists_own_is_offered(client):
    assert "We have no list of postcodes: give the town." in told(client, "?near=SW1A+1AA", 422)
    listed(postcode="3511 AB", town="Utrecht")
    assert "3511 AB, as in the address of a therapist in Utrecht" in told(client, "?near=3511+ab", 422)


@pytest.mark.parametrize(
    "query",
    [
        "?near=Utrecht&goal=fly&techniques=magic&within=7&gender=x&settings=moon&qualifications=king",
        "?near=Utrecht&language=%7C%25&insurance=%7C_%25&show=-1",
        "?near=52,5&show=9999999999999999999999&within=%00",
        "?near=90,180&within=250",
        "?near=-90,-180&techniques=" + "x" * 5000,
        "?near=Utrecht&language=" + "%F0%9F%99%82" * 50,
    ],
)
def test_whatever_stands_in_the_address_is_answered(client, query):
    told(client, query)


@pytest.mark.parametrize("near", ["", "%00", "91,0", "1,2,3", "x" * 101, "1e5,2", "%EF%BB%BF", "nan,nan"])
def test_a_place_that_is_none_is_told_beside_the_field_and_stays_in_it(client, near):
    assert "aria-invalid" in told(client, f"?near={near}", 422)


def test_what_is_not_known_is_left_out_and_told(client):
    listed()
    page = told(client, "?near=Utrecht&gender=king")
    assert "We do not know “king” for “gender”" in page
    assert "1 therapist within" in page


def test_limits_filter_by_themselves_and_cannot_be_taken_away(client, settings):
    settings.DEMO = True
    listed("Plain Example")
    tick(listed("Prenatal Example"), "prenatal_certified")
    client.post(reverse("demo_person", args=["amina"]), follow=True)
    page = told(client, "?near=Utrecht")
    assert "See someone first" in page
    assert "A therapist certified for massage in pregnancy" in page
    assert "Prenatal Example" in page
    assert "Plain Example" not in page
    assert "Plain Example" not in told(client, "?near=Utrecht&qualifications=&needs=&require=")


def test_whoever_needs_care_today_is_sent_there_and_sees_no_list(client, settings):
    settings.DEMO = True
    listed("Plain Example")
    client.post(reverse("demo_person", args=["finn"]), follow=True)
    page = told(client, "?near=Utrecht")
    assert "Your answers say that you should be seen" in page
    assert "Plain Example" not in page


def test_nobody_near_is_said_with_how_many_there_are_further_away(client):
    listed(latitude=52.6)
    page = told(client, "?near=Utrecht")
    assert "0 therapists within 25 km" in page
    assert "There is 1 within 100 km." in page
    assert "1 therapist within 100 km" in told(client, "?near=Utrecht&within=100")


def test_each_dot_of_the_map_leads_to_its_entry_in_the_list(client):
    listed("Ada Example", 52.2), listed("Bo Example", 52.0)
    page = told(client, "?near=Utrecht")
    ids = re.findall(r'<li class="find-card" id="([^"]+)"', page)
    assert set(re.findall(r'<a href="#([^"]+)" aria-label="\d', page)) == set(ids)


def test_a_referral_is_kept_for_the_booking_and_the_search_goes_on(client):
    answer = client.post("/find/referral/", {"referral": "Dr Example, for massage", "back": "/find/?near=Utrecht"})
    assert answer.url == "/find/?near=Utrecht"
    assert client.session["referral"] == "Dr Example, for massage"
    assert "Dr Example, for massage" in told(client)
    assert client.post("/find/referral/", {"back": "https://elsewhere.example/find/?"}).url == "/find/"
    assert "referral" not in client.session
    too_long = client.post("/find/referral/", {"referral": "x" * 1001})
    assert too_long.status_code == 422
    assert "x" * 1001 in too_long.content.decode()


def test_the_next_free_time_is_shown(client):
    service(listed())
    assert "Next free time" in told(client, "?near=Utrecht")
