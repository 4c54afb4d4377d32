"""Towns by name and positions by number: what is found, what is asked back, and how far apart places are."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ischia.core.directory.folding import fold
from ischia.core.directory.places import Gazetteer, gazetteer, read_position
from ischia.core.directory.sphere import EARTH_KM, Point, box_around, kilometres
from ischia.core.problems import Problem

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def found(words: str) -> str | None:
    place = gazetteer().look_up(words).place
    return gazetteer().label(place) if place else None


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Köln", "Köln, Germany"),
        ("koln", "Köln, Germany"),
        ("COLOGNE", "Köln, Germany"),
        ("Den Haag", "The Hague, The Netherlands"),
        ("東京", "Tokyo, Japan"),
        ("Springfield, IL", "Springfield, Illinois, United States"),
        ("springfield illinois", "Springfield, Illinois, United States"),
        ("London, ON", "London, Ontario, Canada"),
        ("Newcastle upon Tyne, UK", "Newcastle upon Tyne, England, United Kingdom"),
        ("Washington DC", "Washington, District of Columbia, United States"),
        ("London", "London, England, United Kingdom"),
    ],
)
def test_a_town_is_found_by_any_of_its_names_and_by_its_region(words, label):
    assert found(words) == label


def test_a_name_that_clearly_means_one_place_still_offers_its_namesakes():
    assert "London, Ontario, Canada" in [gazetteer().label(each) for each in gazetteer().look_up("London").others]


def test_between_two_like_places_nothing_is_guessed():
    answer = gazetteer().look_up("Springfield")
    assert answer.place is None
    assert {place.region for place in answer.others} >= {"IL", "MA", "MO", "OR"}


def test_the_beginning_of_a_name_or_a_slip_of_the_pen_gives_a_choice():
    for words in ("Birming", "Manchster"):
        answer = gazetteer().look_up(words)
        assert answer.place is None
        assert answer.others[0].name in ("Birmingham", "Manchester")


@pytest.mark.parametrize("words", ["SW1A 1AA", "10115", "3511 AB", "90210-1234"])
def test_a_postcode_is_known_for_one_and_no_town_is_made_of_it(words):
    answer = gazetteer().look_up(words)
    assert answer.is_code
    assert (answer.place, answer.others) == (None, ())


@pytest.mark.parametrize("words", ["", "   ", "x" * 101])
def test_no_words_or_too_many_are_refused(words):
    with pytest.raises(Problem, match="place"):
        gazetteer().look_up(words)


@given(st.text(max_size=100))
@example(", ,")
@example('a","b')
def test_whatever_is_typed_is_answered(words):
    if words.strip():
        gazetteer().look_up(words)
    read_position(words.replace("9", "8"))


def test_every_line_of_the_list_can_be_read_and_stands_in_its_order():
    here = Gazetteer()
    keys = [f"{line.partition(',')[0]}," for line in here.towns]
    assert keys == sorted(keys)
    assert [f"{line.rpartition(',')[0]}," for line in here.other_names] == sorted(
        f"{line.rpartition(',')[0]}," for line in here.other_names
    )
    for row in range(0, len(here.towns), 97):
        place = here._read(row)
        assert fold(place.name) == here.towns[row].partition(",")[0]
        assert here.label(place).startswith(place.name)


@pytest.mark.parametrize(
    ("words", "point"),
    [("52.09,5.12", Point(52.09, 5.12)), (" -33.9 , 151 ", Point(-33.9, 151)), ("+90,-180", Point(90, -180))],
)
def test_a_position_is_two_numbers(words, point):
    assert read_position(words) == point


@pytest.mark.parametrize("words", ["52.09", "52,09,5,12", "1e2,3", "nan,1", "٥٢,٥", "52.09;5.12", "0x1,2", "52.,5"])
def test_what_only_looks_like_a_position_is_none(words):
    assert read_position(words) is None


@pytest.mark.parametrize(("words", "field"), [("90.01,0", "latitude"), ("0,-180.5", "longitude")])
def test_a_position_off_the_globe_is_refused(words, field):
    with pytest.raises(Problem, match=field):
        read_position(words)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (Point(0, 0), Point(0, 180), math.pi * EARTH_KM),
        (Point(90, 12), Point(-90, 100), math.pi * EARTH_KM),
        (Point(90, 0), Point(90, 135), 0),
        (Point(0, 179.5), Point(0, -179.5), math.radians(1) * EARTH_KM),
        (Point(52.09, 5.12), Point(52.09, 5.12), 0),
        (Point(51.5, -0.12), Point(40.71, -74.0), 5570),
    ],
)
def test_great_circle_distances(one, other, km):
    assert kilometres(one, other) == pytest.approx(km, rel=0.001, abs=1e-6)


@given(points, points)
def test_a_box_holds_whatever_is_within_its_distance(centre, other):
    box = box_around(centre, kilometres(centre, other))
    assert box.south <= other.latitude <= box.north
    assert any(west <= other.longitude <= east for west, east in box.stretches)


@given(points, st.floats(0, 20_040))
def test_a_box_stays_on_the_globe(centre, km):
    box = box_around(centre, km)
    assert -90 <= box.south <= box.north <= 90
    assert all(-180 <= west <= east <= 180 for west, east in box.stretches)
