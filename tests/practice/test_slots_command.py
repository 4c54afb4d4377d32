"""`ischia booking slots`: when a therapist is free, for people and for programs, and bad input in one line."""

import json
from pathlib import Path

import jsonschema
import pytest
from django.utils.timezone import localdate

from ischia.cli.main import main
from tests.practice.practices import MONDAY, service, therapist

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "free-times.json"


@pytest.fixture
def ada(db):
    listing = therapist(zone="Europe/London")
    service(listing, "massage", 60, position=1)
    service(listing, "long", 90, position=2)
    return listing


def slots(*words, first=MONDAY):
    return main(["booking", "slots", "--from", str(first), "--days", "2", *map(str, words)])


def test_one_line_a_day_with_the_times_on_the_therapists_wall(ada, capsys):
    assert slots(ada.slug) == 0
    head, first, second = capsys.readouterr().out.splitlines()
    assert head == "Times in Europe/London, 60 minutes each"
    assert first.startswith(f"Mon {MONDAY.day} {MONDAY:%b %Y}  09:00  09:15")
    assert second.endswith("16:00")


def test_programs_get_both_clocks_and_the_length_of_the_service_they_name(ada, capsys):
    assert slots(ada.pk, "--service", "long", "--zone", "Asia/Kathmandu", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json.loads(SCHEMA.read_text()))
    assert (told["minutes"], told["therapist"], told["your_zone"]) == (90, ada.slug, "Asia/Kathmandu")


def test_no_free_time_is_an_answer(ada, capsys):
    assert slots(ada.slug, first=localdate().replace(year=localdate().year + 1)) == 0
    assert capsys.readouterr().out == "No free time in these 2 days.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{slug}x"], "did you mean '{slug}'?"),
        (["\0"], "THERAPIST: "),
        (["{slug}", "--service", "lonng"], "did you mean 'long'?"),
        (["{slug}", "--zone", "Mars"], "zone: 'Mars' is not allowed"),
        (["{slug}", "--days", "400"], "days: '400' is not allowed; use a whole number from 1 to 62"),
        (["{slug}", "--from", "soon"], "from: 'soon' is not allowed; use a day to come like 2026-12-01"),
    ],
)
def test_bad_input_is_one_line_that_says_what_is_allowed(ada, capsys, words, said):
    assert slots(*[each.replace("{slug}", ada.slug) for each in words]) == 2
    complaint = capsys.readouterr().err
    assert said.replace("{slug}", ada.slug) in complaint
    assert complaint.count("\n") == 1
