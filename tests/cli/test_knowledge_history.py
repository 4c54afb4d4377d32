"""Editions on the command line: kept in a file, compared, and told for whom the result changes."""

import json
from pathlib import Path

import jsonschema
import pytest

from ischia.core.knowledge import load_knowledge
from tests.editions import folder_with
from tests.strategies import SAFE

DISC = {**SAFE, "known_causes": ["herniated_disc"]}
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schemas" / "difference.json").read_text())


@pytest.fixture(scope="session")
def newer(tmp_path_factory):
    """A newer edition: deep tissue is let near a slipped disc, and a question has another id."""
    rest = "      max_pressure_in: {low_back: 3, buttock: 3}\n      require: [nerve_stop_rule]\n    say: With a slipped"
    told = """version: "1.1"
changes:
  - version: "1.1"
    date: "2027-05-03"
    changed: [{say: Deep tissue is let near a disc., rules: [cx_cause_herniated_disc]}]
"""
    return folder_with(
        tmp_path_factory.mktemp("newer"),
        ("precautions.yaml", f"      forbid_techniques: [deep_tissue]\n{rest}", rest),
        ("findings.yaml", "  - id: equipment\n", "  - id: things_at_home\n"),
        ("topics.yaml", "equipment", "things_at_home"),
        ("edition.yaml", 'version: "1.0"\nchanges:\n', told),
    )


def test_an_edition_is_kept_in_a_file_and_never_over_another_one(ischia, refused, tmp_path):
    assert ischia("knowledge", "keep", "kept.json").startswith("Kept edition 1.0, sha256:")
    assert json.loads((tmp_path / "kept.json").read_text())["digest"] == load_knowledge().digest
    assert "kept.json: 'File exists' is not allowed" in refused("knowledge", "keep", "kept.json")
    assert "The two are the same." in ischia("knowledge", "diff", "kept.json", "installed")


def test_what_each_edition_changed_is_shown(ischia):
    assert "First edition" in ischia("knowledge", "show", "edition")
    assert json.loads(ischia("knowledge", "show", "edition", "--json"))["version"] == load_knowledge().version


def test_the_difference_is_told_in_words(ischia, newer):
    said = ischia("knowledge", "diff", "installed", newer)
    assert "What the new edition says of itself:\n1.1 (2027-05-03):\n  - Deep tissue is let near a disc." in said
    assert "rules cx_cause_herniated_disc (precautions.yaml) changed" in said
    assert "limits.forbid_techniques: deep_tissue → nothing" in said
    assert "findings.findings equipment (findings.yaml) removed" in said


def test_milder_results_stand_first_and_are_named_as_such(ischia, newer, tmp_path):
    people = {"plain": SAFE, "disc": DISC, "ball": {**SAFE, "equipment": ["tennis_ball"]}}
    lines = [json.dumps({"case": 1, "id": name, "findings": found}) for name, found in people.items()]
    (tmp_path / "people.jsonl").write_text("\n".join(lines))
    said = ischia("knowledge", "diff", "installed", newer, "--cases", "people.jsonl")
    assert "For whom, of 3: 1 milder, 0 stricter," in said
    assert "MILDER than before: look at each of these (1):\n  disc (people.jsonl:2)" in said
    assert "limit lifted: forbid_techniques deep_tissue (milder)" in said
    assert said.index("disc (people") < said.index("ball (people")
    assert "answers that the new edition does not know: equipment" in said


def test_the_answer_for_programs_keeps_to_its_schema(ischia, newer, case_file):
    file = case_file(DISC, id="disc")
    answer = json.loads(ischia("knowledge", "diff", "installed", newer, "--cases", file, "--json"))
    jsonschema.Draft202012Validator(SCHEMA).validate(answer)
    assert (answer["old"]["version"], answer["new"]["version"]) == ("1.0", "1.1")
    (person,) = answer["people"]["changed"]
    assert (person["id"], person["direction"]) == ("disc", "milder")


def test_a_bad_case_is_told_and_the_rest_goes_on(ischia, newer, tmp_path):
    good = json.dumps({"case": 1, "id": "disc", "findings": DISC})
    (tmp_path / "people.jsonl").write_text(f'{{"case": 2}}\n{good}\nno json\n')
    said = ischia("knowledge", "diff", "installed", newer, "--cases", "people.jsonl", code=2)
    assert "For whom, of 1: 1 milder, 0 stricter, 0 otherwise, 0 the same; 2 could not be read." in said


def test_cases_come_from_standard_input_too(ischia, newer):
    text = json.dumps({"case": 1, "findings": SAFE}).encode()
    assert "For whom, of 1:" in ischia("knowledge", "diff", "installed", newer, "--cases", "-", text=text)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("nothing.json", None, "nothing.json: 'No such file or directory' is not allowed; use a folder of knowledge"),
        ("empty.json", "", "empty.json: JSON: "),
        ("list.json", "[]", "list.json: edition: "),
        ("other.json", '{"kept_edition": 2}', "other.json: kept_edition: 2 is not allowed; use an edition as"),
        ("deep.json", "[" * 100_000, "deep.json: JSON: "),
    ],
)
def test_what_is_no_edition_is_refused_in_one_line(refused, tmp_path, name, content, told):
    if content is not None:
        (tmp_path / name).write_text(content)
    assert refused("knowledge", "diff", name, "installed").startswith(told)


def test_a_folder_without_knowledge_is_refused_in_one_line(refused, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "'no YAML file' is not allowed" in refused("knowledge", "diff", "empty", "installed")


def test_another_folder_may_be_put_in_use(ischia, newer, monkeypatch):
    monkeypatch.setenv("ISCHIA_KNOWLEDGE", str(newer))
    assert ischia("knowledge", "show", "edition").startswith("Edition 1.1")
