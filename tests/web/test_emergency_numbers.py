"""Whom to call: the file's numbers are real, and a visitor sees the right one."""

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from ischia.core.emergency import emergency_facts
from ischia.core.knowledge import load_knowledge

FACTS = emergency_facts()
COUNTRIES = [pytest.param(country, id=country.id) for country in FACTS.countries]


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_ambulance_number_is_an_emergency_number_there(country):
    for number in filter(None, [country.ambulance, country.also]):
        assert shortnumberinfo.is_emergency_number(number, country.id)


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_line_for_advice_exists_there_and_is_no_emergency_number(country):
    if not country.urgent_line:
        return
    parsed = phonenumbers.parse(country.urgent_line, country.id)
    assert phonenumbers.is_valid_number_for_region(
        parsed, country.id
    ) or shortnumberinfo.is_valid_short_number_for_region(parsed, country.id)
    assert not shortnumberinfo.is_emergency_number(country.urgent_line, country.id)


def test_each_number_says_where_and_when_it_was_read():
    for country in (FACTS.elsewhere, *FACTS.countries):
        assert country.source.startswith("http") or country.source == "from memory"
        assert len(country.date) == len("2026-11-21")


def test_a_country_nobody_looked_up_gets_112_and_a_warning():
    place = FACTS.country("ZZ")
    assert (place.ambulance, place.id) == ("112", "")
    assert "not in all" in place.note


def test_without_a_country_the_page_shows_112_and_asks(client, db):
    page = client.get("/emergency/").content.decode()
    assert 'href="tel:112"' in page
    assert "Choose your country to be sure" in page


def test_the_installation_has_a_country(client, db, settings):
    settings.COUNTRY = "US"
    assert 'href="tel:911"' in client.get("/emergency/").content.decode()


def test_the_country_someone_chose_wins_and_is_remembered(client, db, settings):
    settings.COUNTRY = "US"
    assert 'href="tel:000"' in client.get("/emergency/?country=AU").content.decode()
    assert 'href="tel:000"' in client.get("/emergency/").content.decode()


def test_a_made_up_country_is_taken_as_elsewhere(client, db):
    page = client.get("/emergency/?country=<script>").content.decode()
    assert 'href="tel:112"' in page
    assert "<script>" not in page.replace('<script type="module"', "")


def test_a_number_of_ones_own_is_kept_and_can_be_taken_back(client, db):
    client.post("/emergency/", {"number": "+44 20 7946 0000"})
    assert 'href="tel:+442079460000"' in client.get("/emergency/").content.decode()
    client.post("/emergency/", {"number": ""})
    assert 'href="tel:112"' in client.get("/emergency/").content.decode()


@pytest.mark.parametrize("typed", ["call mum", "javascript:alert(1)", "1", "9" * 40])
def test_a_number_that_cannot_be_dialled_is_refused_and_stays_in_the_box(client, db, typed):
    answer = client.post("/emergency/", {"number": typed})
    assert answer.status_code == 422
    assert "Use digits and spaces only" in answer.content.decode()
    assert 'href="tel:112"' in answer.content.decode()


def test_the_safety_net_names_every_sign_that_must_not_wait(client, db):
    page = client.get("/emergency/").content.decode()
    for line in load_knowledge().card.lines:
        assert line.say in page
        assert all(sign in page for sign in line.items)
