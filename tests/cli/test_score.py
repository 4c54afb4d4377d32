"""`ischia score`, run as a person or a program runs it."""

import json
from pathlib import Path

import jsonschema
import pytest

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "score.json"
KEYS = ["instrument", "score", "range", "direction", "missing", "prorated", "flags", "mcid", "sources"]


@pytest.fixture
def answers_file(tmp_path):
    def write(answers, name="answers.json"):
        (tmp_path / name).write_text(json.dumps(answers))
        return name

    return write


def test_a_program_gets_one_object_as_the_contract_has_it(ischia):
    answer = json.loads(ischia("score", "nrs_leg", "-", "--json", text=b"[6, 5, null, 7, 6, 5, null]"))
    assert list(answer)[: len(KEYS)] == KEYS
    assert (answer["score"], answer["range"], answer["direction"]) == (5.8, [0, 10], "lower_is_better")
    assert (answer["missing"], answer["prorated"], answer["mcid"], answer["change"]) == (2, False, 2, None)
    jsonschema.validate(answer, json.loads(SCHEMA.read_text()))


def test_a_score_that_cannot_be_given_is_null_and_no_failure(ischia, answers_file):
    answer = json.loads(ischia("score", "rmdq24", answers_file({"1": True}), "--json"))
    assert (answer["score"], answer["missing"], answer["flags"]) == (None, 23, ["too_few_answers"])


def test_a_person_reads_sentences(ischia, answers_file):
    said = ischia("score", "psfs", answers_file({"tying shoes": 3, "stairs": 5}))
    assert said.startswith("Your own activities, 0 to 10: 4. The scale goes from 0 to 10; higher is better.\n")
    assert "STRATFORD95" in said


def test_earlier_answers_tell_what_changed(ischia, answers_file):
    start, now = answers_file([7], "start.json"), answers_file([4])
    assert "3 lower than before" in ischia("score", "nrs_leg", now, "--since", start)
    answer = json.loads(ischia("score", "nrs_leg", now, "--since", start, "--json"))
    assert (answer["change"]["by"], answer["change"]["meaning"]) == (-3, "improved")
    jsonschema.validate(answer, json.loads(SCHEMA.read_text()))


def test_an_activity_may_have_any_name(ischia):
    text = json.dumps({"\ud800 \x1b[31m": 3, "Treppe 🙂 steigen": 5}).encode()
    assert json.loads(ischia("score", "psfs", "-", "--json", text=text))["score"] == 4


@pytest.mark.parametrize(
    ("words", "text", "says"),
    [
        (("rmdq", "-"), b"[1]", "INSTRUMENT: 'rmdq' is not allowed; use one of nrs_leg"),
        (("rmdq", "-"), b"[1]", "did you mean 'rmdq24'?"),
        (
            ("nrs_leg", "-"),
            b"[6, 11, 5, 5, 5, 5, 5]",
            "standard input: day_2: 11 is not allowed; use a whole number from 0 to 10",
        ),
        (("nrs_leg", "-"), b"[5.5]", "pain: 5.5 is not allowed"),
        (("nrs_leg", "-"), b'{"pian": 5}', "did you mean 'pain'?"),
        (("nrs_leg", "-"), b'{"pain": 5, "pain": 6}', "pain: 'given twice'"),
        (("nrs_leg", "-"), b"[NaN]", "NaN is no JSON number"),
        (("nrs_leg", "-"), b"pain: 5", "valid JSON"),
        (("nrs_leg", "-"), b"", "an empty file"),
        (("nrs_leg", "-"), b"[" * 20000, "use a list of answers"),
        (("nrs_leg", "-", "--since", "-"), b"[5]", "--since: '-' is not allowed"),
        (("nrs_leg", "missing.json"), None, "missing.json: 'No such file or directory'"),
        (("psfs", "-"), b'{"a\\nb": 11}', "'a\\nb': 11 is not allowed"),
        (("nrs_leg",), None, "ANSWERS"),
    ],
)
def test_bad_input_is_one_line_that_names_item_and_what_is_allowed(refused, words, text, says):
    assert says in refused("score", *words, text=text)


def test_two_sides_are_not_compared(refused, answers_file):
    left, right = (
        answers_file({"straight_leg_raise_left_1": 60}, "left.json"),
        answers_file({"straight_leg_raise_right_1": 60}),
    )
    assert "the same movement and side" in refused("score", "rom", right, "--since", left)
