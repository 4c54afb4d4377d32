"""The records that pages, paper and commands read: every fact has an id, and everything it points to exists."""

import re
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError

from ischia.core.conditions import OneOf, Yes, atoms, findings_in, parse

FOLDER = Path(__file__).parents[2] / "ischia" / "knowledge"
RECORDS = ["sources", "safety-net", "disagreements", "assessment", "adverse-events", "measures"]
RULES = ["red-flags", "contraindications", "precautions"]
LAW = re.compile(r"(Act \d{4}|Law|Code), |legislation|statute|regulations")  # a law is cited by its section
UNSHOWABLE = re.compile(r"`|\*\*|\btables? \d|\bsections?\b|\bbrief\b|/work\b|\.md\b|\b\d\.\d of\b", re.IGNORECASE)


def load(text_or_path):
    return YAML(typ="safe", pure=True).load(text_or_path)


FILES = {path.stem: load(path) for path in sorted(FOLDER.glob("*.yaml"))}
FINDINGS = {one["id"]: one for one in FILES["findings"]["findings"]}
DERIVED = {one["id"]: one for one in FILES["findings"]["derived"]}
RULE = {one["id"]: one for name in RULES for one in FILES[name]["rules"]}
SOURCE = {one["id"]: one for one in FILES["sources"]["sources"]}


def records(name):
    """Every record of a file, with the card and its lines as records of their own."""
    for value in FILES[name].values():
        yield from value if isinstance(value, list) else [value, *value["lines"]]


def strings(value):
    """Every piece of text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def named(value, key):
    """Every id listed under a key, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key and isinstance(inner, list) and all(isinstance(one, str) for one in inner):
                yield from inner
            else:
                yield from named(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner, key)


def test_a_key_written_twice_is_an_error():
    with pytest.raises(DuplicateKeyError):
        load("id: one\nid: two\n")


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_has_an_id_of_its_own(name):
    ids = Counter(record["id"] for record in records(name))
    assert [one for one, times in ids.items() if times > 1] == []
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]+" if name == "sources" else r"[a-z][a-z0-9_]+", one) for one in ids)


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "sources"])
def test_every_record_names_where_it_comes_from(name):
    lines = [record for record in records(name) if "urgency" not in record]  # a line of the card has the card's sources
    assert [record["id"] for record in lines if not record.get("sources")] == []


@pytest.mark.parametrize("name", FILES)
def test_every_source_that_is_named_stands_in_the_list_of_sources(name):
    assert sorted(set(named(FILES[name], "sources") if name != "sources" else []) - set(SOURCE)) == []


@pytest.mark.parametrize("name", RECORDS)
def test_every_finding_and_rule_that_is_named_exists(name):
    known = set(FINDINGS) | set(DERIVED)
    assert sorted((set(named(FILES[name], "sets")) | set(named(FILES[name], "set_by_new_yes"))) - known) == []
    assert sorted(set(named(FILES[name], "rules")) - set(RULE)) == []
    said = {word for text in strings(FILES[name]) for word in re.findall(r"\b(?:rf|cx|always)_\w+", text)}
    assert sorted(said - set(RULE)) == []


@pytest.mark.parametrize("name", RECORDS)
def test_no_text_needs_another_document_to_be_understood(name):
    shown = [text for text in strings(FILES[name]) if not LAW.search(text)]
    assert [text for text in shown if UNSHOWABLE.search(text)] == []


@pytest.mark.parametrize("name", RECORDS)
def test_a_sentence_can_be_found_by_searching_because_it_stands_on_one_line(name):
    lines = [line.replace("''", "'") for line in (FOLDER / f"{name}.yaml").read_text().splitlines()]
    whole = "\n".join(lines)
    assert [text for text in strings(FILES[name]) if text not in whole] == []


@pytest.mark.parametrize("source", SOURCE.values(), ids=SOURCE)
def test_a_source_says_what_it_is_and_whether_it_was_seen(source):
    assert set(source) <= {"id", "kind", "cite", "year", "link", "mark", "note", "says"}
    kinds = "guideline review trial observational case_report textbook official_page web_article convention"
    assert source["kind"] in kinds.split()
    assert source["mark"] in ("checked", "from_memory", "not_looked_up", "not_sourced")
    assert source["cite"]
    assert 1900 < source.get("year", 2000) < 2100
    assert source.get("link", "https://").startswith("https://")


def test_each_citation_stands_once():
    cited = Counter(source["cite"] for source in SOURCE.values())
    linked = Counter(source["link"] for source in SOURCE.values() if "link" in source)
    assert [one for one, times in (cited + linked).items() if times > 1] == []


def test_the_card_says_what_is_an_emergency_and_what_needs_a_doctor_today():
    urgency = {line["urgency"]: line["items"] for line in FILES["safety-net"]["card"]["lines"]}
    assert list(urgency) == ["emergency_now", "ambulance", "same_day_medical"]
    assert "numbness where you sit" in urgency["emergency_now"]
    assert "sudden breathlessness" in urgency["ambulance"]
    assert "one swollen, warm or red calf" in urgency["same_day_medical"]


def test_nice_and_kngf_stand_side_by_side_because_they_disagree():
    say = {one["id"]: one["say"] for one in FILES["disagreements"]["guidelines"]}
    assert "only together with exercise" in say["nice_ng59"]
    assert "not to use massage for true sciatica" in say["kngf_2021"]


def test_strength_is_tested_on_both_sides_at_each_root_from_l2_to_s1():
    rows = [row for row in FILES["assessment"]["assessment"] if row["id"].startswith("strength_")]
    assert [row["levels"] for row in rows] == [["L2"], ["L3"], ["L4"], ["L5"], ["S1"]]
    assert all(row["per_side"] and "leg_weakness_grade" in row["sets"] for row in rows)


def test_every_event_is_a_condition_over_known_findings_with_a_grade():
    grades = {grade["id"] for grade in FILES["adverse-events"]["grades"]}
    for event in FILES["adverse-events"]["events"]:
        condition = parse(event["when"], event["id"])
        assert set(findings_in(condition)) <= set(FINDINGS) | set(DERIVED)
        assert event["grade"] in grades
        for atom in atoms(condition):
            if isinstance(atom, Yes):
                assert FINDINGS[atom.finding]["type"] == "bool"
            if isinstance(atom, OneOf):
                assert atom.choices <= set(FINDINGS[atom.finding]["values"])


def test_an_event_sends_a_person_as_far_as_the_rules_it_names():
    order = ["doctor_before_massage", "same_day_medical", "emergency_now"]
    for event in FILES["adverse-events"]["events"]:
        if "then" in event:
            assert order.index(event["then"]) == max(order.index(RULE[rule]["then"]) for rule in event["rules"])


def test_a_measure_knows_its_range_its_direction_and_when_it_is_asked():
    ids = [measure["id"] for measure in FILES["measures"]["measures"]]
    assert ids[:7] == ["nrs_leg", "nrs_back", "rmdq24", "psfs", "pgic", "adherence", "rom"]
    for measure in FILES["measures"]["measures"]:
        low, high = measure["range"]
        assert low < high
        assert measure["direction"] in ("lower_is_better", "higher_is_better")
        assert not {"every_days", "ask_weeks"} <= set(measure)
        assert measure["licence"]
