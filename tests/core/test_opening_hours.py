"""Opening hours as somebody writes them, and prices."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ischia.core.directory.hours import open_in_the_evening, read_hours, tell_hours
from ischia.core.directory.money import CURRENCIES, major_units, minor_units, tell_price
from ischia.core.problems import Problem


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("9-12", "09:00-12:00"),
        ("13.30–18, 9 - 12", "09:00-12:00, 13:30-18:00"),
        ("18:00-24:00", "18:00-24:00"),
        ("20-0", "20:00-24:00"),
        ("", ""),
        ("9-12; 12-13", "09:00-12:00, 12:00-13:00"),
    ],
)
def test_hours_are_read_as_people_write_them(words, told):
    assert tell_hours(read_hours(words)) == told


@pytest.mark.parametrize(
    "words", ["nine to five", "9-25", "12-9", "9-12, 11-13", "20-24, 22-23", "9", "9-12-14", "٩-١٢"]
)
def test_what_are_no_hours_is_refused(words):
    with pytest.raises(Problem):
        read_hours(words)


@given(st.lists(st.integers(0, 24 * 60), min_size=2, max_size=8, unique=True))
def test_what_is_told_is_read_back_the_same(marks):
    ends = sorted(marks)[: len(marks) // 2 * 2]
    clock = [time(each // 60 % 24, each % 60) for each in ends]
    openings = tuple(zip(clock[::2], clock[1::2], strict=True))
    assert read_hours(tell_hours(openings)) == openings


def test_an_evening_begins_after_six():
    assert not open_in_the_evening(read_hours("9-18"))
    assert open_in_the_evening(read_hours("9-18:15"))
    assert open_in_the_evening(read_hours("9-24"))


@pytest.mark.parametrize("currency", CURRENCIES)
def test_a_price_is_kept_in_the_minor_unit_and_comes_back(currency):
    assert major_units(minor_units(Decimal(55), currency), currency) == 55
    with pytest.raises(Problem):
        minor_units(Decimal("0.001"), currency)
    with pytest.raises(Problem):
        minor_units(Decimal(-1), currency)


def test_prices_are_told_as_people_write_them():
    assert tell_price(5500, "GBP") == "£55"
    assert tell_price(5550, "EUR") == "€55.50"
    assert tell_price(6000, "JPY") == "¥6,000"
    assert tell_price(5500, "PLN") == "PLN 55"
