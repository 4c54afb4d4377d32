"""Whatever is wrong with an input: one clear line naming file, field, what came and what is allowed; exit code 2."""

import json

import pytest

from tests.strategies import SAFE


@pytest.mark.parametrize(
    ("findings", "says"),
    [
        ({"agee": 4}, "'agee' is not allowed; use the id of a finding (did you mean 'age'?)"),
        ({"age": "44"}, "age: '44' is not allowed; use a whole number from 0 to 120 (years)"),
        ({"age": 44.5}, "age: 44.5 is not allowed"),
        ({"age": True}, "age: True is not allowed"),
        ({"age": 121}, "age: 121 is not allowed"),
        ({"age": -1}, "age: -1 is not allowed"),
        ({"saddle_numbness": "yes"}, "saddle_numbness: 'yes' is not allowed; use true, false or null (not sure)"),
        ({"saddle_numbness": 1}, "saddle_numbness: 1 is not allowed"),
        ({"trend": "wors"}, "did you mean 'worse'?"),
        ({"sexual_change": True}, "sexual_change: True is not allowed"),
        ({"pain_regions": ["low_bak"]}, "did you mean 'low_back'?"),
        ({"pain_regions": "low_back"}, "pain_regions: 'low_back' is not allowed; use a list"),
        ({"pain_regions": ["calf", "calf"]}, "a list in which each word stands once"),
        ({"pain_regions": [None]}, "pain_regions: None is not allowed"),
        ({"goals": ["relax", "sleep_better", "circulation", "move_better"]}, "goals: "),
        ({"cleared_rules": ["cx_kidny"]}, "did you mean 'cx_kidney'?"),
        ({"stage": "acute"}, "this one is computed, never given"),
        ([], "findings: [] is not allowed"),
    ],
)
def test_a_wrong_answer_is_named_with_what_is_allowed(refused, case_file, findings, says):
    said = refused("screen", case_file(findings))
    assert says in said
    assert "case.json" in said


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.yaml", b"", "an empty file"),
        ("empty.json", b" \n", "an empty file"),
        ("binary.yaml", b"\x00\x01\x02" * 50, "a zero byte"),
        ("latin.yaml", b"case: 1\nfindings: {age: \xff}", "text in UTF-8"),
        ("twice.json", b'{"case": 1, "findings": {"age": 3, "age": 4}}', "age: 'given twice'"),
        ("twice.yaml", b"case: 1\nfindings: {age: 3, age: 4}", "duplicate key"),
        ("half.json", b'{"case": 1, "findings": {"age": 3', "valid JSON"),
        ("half.yaml", b"case: 1\nfindings: {age: 3", "valid YAML 1.2"),
        ("list.yaml", b"[1, 2]", "a mapping with the keys case and findings"),
        ("words.yaml", b"hello", "a mapping with the keys case and findings"),
        ("version.yaml", b"case: 2\nfindings: {age: 3}", "case: 2 is not allowed; use 1"),
        ("version.yaml", b"findings: {age: 3}", "case: None is not allowed; use 1"),
        ("slip.yaml", b"case: 1\nfinding: {age: 3}", "did you mean 'findings'?"),
        ("day.yaml", b"case: 1\nas_of: tomorrow\nfindings: {}", "a day like 2026-11-21"),
        ("nan.json", b'{"case": 1, "findings": {"age": NaN}}', "NaN is no JSON number"),
        ("huge.json", b'{"case": 1, "findings": {"age": ' + b"9" * 5000 + b"}}", "valid JSON"),
        ("bomb.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\ncase: 1\nfindings: {goals: *b}", "plain values without aliases"),
        ("deep.yaml", b"[" * 20000, "lists inside lists without end"),
        ("deep.json", b"[" * 20000, "brackets inside brackets without end"),
        ("two.yaml", b"case: 1\nfindings: {}\n---\ncase: 1\nfindings: {}\n", "valid YAML 1.2"),
        ("tag.yaml", b"!!python/object/apply:os.system [ls]", "valid YAML 1.2"),
    ],
)
@pytest.mark.parametrize("command", ["screen", "explain", "plan", "ask"])
def test_a_broken_file_is_named_with_what_is_wrong(refused, tmp_path, command, name, content, says):
    (tmp_path / name).write_bytes(content)
    said = refused(command, name)
    assert says in said
    assert name in said


def test_a_hundred_megabytes_are_refused_without_being_read(refused, tmp_path):
    with (tmp_path / "big.json").open("wb") as file:
        file.truncate(100_000_000)
    assert "a file of at most 1000000 bytes" in refused("screen", "big.json")


def test_paths_that_cannot_be_read_are_named(refused, tmp_path):
    assert "missing.yaml: 'No such file or directory'" in refused("screen", "missing.yaml")
    assert "Is a directory" in refused("screen", tmp_path)


def test_a_bad_line_does_not_stop_the_others(ischia, tmp_path):
    lines = [
        '{"case": 1, "id": "a", "findings": {"age": 44}, "note": "kept out"}',
        '{"case": 1, "id": "b", "findings": {"age": "x"}}',
        "",
        '{"case": 1, "id": 7, "findings": {}}',
        '{"case": 1, "id": "d", "findings": {"age": 50}}',
        '{"case": 1, "id": "e", "fin',
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    answers = [json.loads(line) for line in ischia("screen", "many.jsonl", "--json", code=2).splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", None, "d", None]
    assert answers[1]["error"] == {"field": "age", "got": "x", "allowed": "a whole number from 0 to 120 (years)"}
    assert answers[2]["error"]["field"] == "id"
    assert answers[4]["error"]["allowed"] == "valid JSON"
    assert answers[3]["disposition"] == "massage_with_limits"


@pytest.mark.parametrize(
    "words", [[], ["frob"], ["screen"], ["plan"], ["screen", "--frob", "x"], ["explain"], ["knowledge", "frob"]]
)
def test_wrong_usage_is_one_line(ischia, words, tmp_path):
    assert ischia(*words, code=2) == "" or not words


def test_an_unknown_record_gets_a_suggestion(refused):
    assert "did you mean 'rf_cauda_equina'?" in refused("knowledge", "show", "rf_cauda_equin")


def test_an_item_that_is_not_due_gets_a_suggestion(refused, case_file):
    assert "did you mean 'ex_walk'?" in refused("session", case_file(SAFE), "--item", "ex_wal")
