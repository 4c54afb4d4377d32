"""What the docs say of formats and facts is made from the code, and every answer keeps to its schema."""

import importlib
import json
from pathlib import Path

import jsonschema
import pytest

from ischia.core.asking import ask
from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import build_plan
from ischia.core.screening import screen
from ischia.core.session import Told, before_session
from ischia.exchange.explaining import explain
from tests.sessions import DAY, WISHES, case_of, exercise_session, home_plan, known, session

DOCS = Path(__file__).parent.parent / "docs"
CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "random.jsonl").read_text().splitlines()]


def schema(name):
    return jsonschema.Draft202012Validator(json.loads((DOCS / "schemas" / f"{name}.json").read_text()))


@pytest.fixture
def generate(monkeypatch):
    monkeypatch.syspath_prepend(DOCS)
    return importlib.import_module("generate")


def test_the_generated_docs_are_up_to_date(generate):
    assert generate.main(["--check"]) == 0


def test_a_released_edition_cannot_change_and_an_unreleased_one_may(generate, monkeypatch, tmp_path, capsys):
    knowledge = load_knowledge()
    monkeypatch.setattr(generate, "EDITIONS", tmp_path / "editions.yaml")
    generate.EDITIONS.write_text("released:\n")
    assert generate.main(["--check", "--release"]) == 0
    assert knowledge.digest in generate.EDITIONS.read_text()
    assert generate.main(["--check", "--release"]) == 0  # noted once
    generate.EDITIONS.write_text(f'released:\n  "{knowledge.version}": "sha256:of-that-day"\n')
    assert generate.main(["--check"]) == 1
    assert "raise `version` in ischia/knowledge/edition.yaml" in capsys.readouterr().err
    generate.EDITIONS.write_text('released:\n  "0.9": "sha256:of-an-older-one"\n')
    assert generate.main(["--check"]) == 0


@pytest.mark.parametrize("row", CASES[::8], ids=lambda row: row["id"])
def test_every_answer_keeps_to_its_schema(row):
    knowledge = load_knowledge()
    schema("case").validate({"case": 1, "findings": row["findings"]})
    case = make_case(row["findings"], knowledge)
    screening = screen(case, knowledge)
    schema("screening").validate(screening.model_dump(mode="json"))
    schema("asking").validate(ask(case, knowledge).model_dump(mode="json"))
    schema("plan").validate(build_plan(screening, case, knowledge).model_dump(mode="json"))
    schema("explanation").validate(explain(case, screening, knowledge).model_dump(mode="json"))


def test_a_session_and_the_check_before_it_keep_to_their_schemas():
    for name in WISHES:
        plan = home_plan(name)
        schema("session").validate(session(name).model_dump(mode="json"))
        told = Told(signs=(), ticks=("painkiller",), pain=3)
        before = before_session(plan, known(case_of(**WISHES[name])), told, DAY, load_knowledge())
        schema("before-session").validate(before.model_dump(mode="json"))
    schema("session").validate(exercise_session("ex_bird_dog").model_dump(mode="json"))


def test_the_schema_of_a_case_refuses_what_the_command_refuses():
    refused = [{"agee": 4}, {"age": 121}, {"age": "44"}, {"saddle_numbness": "yes"}, {"pain_regions": ["low_bak"]}]
    for findings in refused:
        assert list(schema("case").iter_errors({"case": 1, "findings": findings})), findings
