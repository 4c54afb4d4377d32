"""Six kinds of credential kept apart, ticks that fall off by themselves, and a concern led to who listens."""

from datetime import date, timedelta

import pytest

from ischia.core.checking import faults
from ischia.core.directory.credentials import (
    CHECK_LASTS,
    Standing,
    check_certifies,
    check_credential,
    find_issuer,
    law_of,
    listeners,
    standing_of,
)
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from tests.editions import edition, record

KNOWLEDGE = load_knowledge()
FACTS, LAWS = KNOWLEDGE.credentials, KNOWLEDGE.laws
DAY = date(2026, 11, 21)
ALL_KINDS = {"licence", "register", "association", "qualification", "insurance", "background_check"}


def test_there_are_six_kinds_and_each_says_what_it_does_not_mean():
    assert set(FACTS.kind) == ALL_KINDS
    assert all(each.means and each.means_not and each.ask and each.sources for each in FACTS.kinds)


@pytest.mark.parametrize("awarder", ["VTCT", "VTCT Level 3", "itec", "CIBTAC", "BTEC Level 5 Diploma", "City & Guilds"])
@pytest.mark.parametrize("kind", ["register", "licence", "association"])
def test_who_awards_qualifications_is_refused_as_anything_else_with_a_reason(awarder, kind):
    with pytest.raises(Problem) as refused:
        check_credential(kind, awarder, FACTS)
    assert refused.value.field == "issuer"
    assert "qualification" in refused.value.allowed.lower()
    check_credential("qualification", awarder, FACTS)


@pytest.mark.parametrize(
    ("kind", "issuer"), [("licence", "CNHC"), ("licence", "BCTMB"), ("register", "HCPC"), ("licence", "CAMTC")]
)
def test_a_register_is_no_licence_and_a_board_certificate_is_neither(kind, issuer):
    with pytest.raises(Problem):
        check_credential(kind, issuer, FACTS)


@pytest.mark.parametrize("body", ["GCMT", "Professional Standards Authority", "FSMTB"])
def test_a_body_that_registers_nobody_gives_no_kind_at_all(body):
    for kind in ALL_KINDS:
        with pytest.raises(Problem):
            check_credential(kind, body, FACTS)


def test_an_issuer_nobody_knows_is_let_in_and_a_kind_nobody_knows_is_not():
    check_credential("register", "Example Register", FACTS)
    with pytest.raises(Problem) as refused:
        check_credential("lisence", "CNHC", FACTS)
    assert "did you mean 'licence'" in refused.value.allowed


def test_an_issuer_is_found_by_a_whole_word_only():
    assert find_issuer("cnhc", FACTS).id == "cnhc"
    assert find_issuer("the CNHC register", FACTS).id == "cnhc"
    assert find_issuer("ACNHCX", FACTS) is None


def test_only_a_qualification_shows_training_for_pregnancy_or_cancer():
    check_certifies("qualification", ["prenatal_certified", "oncology_trained"], FACTS)
    for kind in ("insurance", "association", "background_check"):
        with pytest.raises(Problem):
            check_certifies(kind, ["licensed_therapist"], FACTS)
    with pytest.raises(Problem):
        check_certifies("register", ["prenatal_certified"], FACTS)


def test_a_tick_falls_off_by_itself_a_year_after_the_check_and_on_the_day_after_the_end():
    assert standing_of(DAY, None, DAY) is Standing.TICKED
    assert standing_of(DAY, None, DAY + CHECK_LASTS - timedelta(days=1)) is Standing.TICKED
    assert standing_of(DAY, None, DAY + CHECK_LASTS) is Standing.CHECKED_LONG_AGO
    assert standing_of(DAY, DAY, DAY) is Standing.TICKED
    assert standing_of(DAY, DAY, DAY + timedelta(days=1)) is Standing.EXPIRED
    assert standing_of(None, None, DAY) is Standing.UNCHECKED
    assert standing_of(DAY + timedelta(days=1), None, DAY) is Standing.UNCHECKED


def concern(name):
    return next(each for each in FACTS.concerns if each.id == name)


def told(name, held, law):
    return [each.id for each in listeners(concern(name), held, law, FACTS)]


def test_a_concern_goes_to_the_board_before_the_register_and_never_to_an_awarding_body():
    held = [("qualification", "vtct"), ("association", "fht"), ("register", "cnhc"), ("licence", "hcpc")]
    assert told("touched", held, None) == ["hcpc", "cnhc", "fht"]


def test_where_the_law_asks_for_a_licence_its_board_listens_whatever_the_therapist_names():
    assert told("harm", [], law_of("US", "NY", LAWS)) == ["us_ny"]
    assert told("harm", [("association", "amta")], law_of("US", "TX", LAWS)) == ["us_tx"]


def test_where_nobody_is_known_to_listen_nobody_is_named():
    assert told("conduct", [("qualification", "btec")], law_of("GB", "", LAWS)) == []


def test_the_law_of_a_state_is_used_before_that_of_its_country_and_nothing_is_guessed():
    assert law_of("us", "ny", LAWS).id == "US-NY"
    assert law_of("US", "OH", LAWS).id == "US"
    assert law_of("FR", "", LAWS) is None


def test_every_sentence_of_a_law_has_a_source_that_was_seen_and_a_day():
    for place in LAWS.places:
        said = [*place.asks, *(side for each in place.disagree for side in (each.one, each.other))]
        for key in {key for each in said for key in each.sources} | set(place.sources):
            assert KNOWLEDGE.sources[key].mark == "checked"
            assert KNOWLEDGE.sources[key].link
        assert place.looked_up == DAY


def test_a_place_that_names_an_issuer_nobody_knows_is_a_fault_with_its_place():
    def misspelt(documents):
        record(documents, "laws.yaml", "places", "CA-ON")["issuers"] = ["cmtoo"]

    found = [each.says for each in faults(edition(misspelt))]
    assert found == ["CA-ON: 'cmtoo' is not known (did you mean 'cmto'?)"]


def test_an_issuer_that_gives_nothing_must_say_what_to_name_instead():
    def silent(documents):
        record(documents, "credentials.yaml", "issuers", "gcmt")["refuse"] = ""

    with pytest.raises(Problem, match="gives nothing must say"):
        edition(silent).check()
