"""`ischia directory import`: what it prints, what it refuses, and its exit codes."""

import csv
import importlib
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from bench.nppes_file import row, rows
from ischia.cli.main import main
from ischia.practice.importing.locating import Spot
from ischia.practice.models import Listing

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "therapists.csv"
SCHEMA = json.loads((DOCS / "schemas" / "directory-import.json").read_text())


@pytest.fixture(autouse=True)
def _no_towns(monkeypatch):
    """Every town is in one place: how towns are found is told elsewhere."""
    towns = SimpleNamespace(locate=lambda *_: Spot(1.0, 2.0, "UTC"))
    monkeypatch.setitem(sys.modules, "ischia.practice.importing.gazetteer", towns)


@pytest.fixture
def run(capsys):
    def call(*words, code=0):
        assert main(["directory", "import", *map(str, words)]) == code
        return capsys.readouterr()

    return call


def test_the_example_is_kept_and_told_in_words_without_a_bar_when_piped(run):
    said = run(EXAMPLE, "--format", "csv")
    assert "3 therapists kept: 3 new" in said.out
    assert said.err == ""
    assert Listing.objects.filter(source="csv").count() == 3


def test_the_numbers_for_programs_keep_to_their_schema(run, tmp_path):
    file = tmp_path / "register.csv"
    bad = row({"NPI": "1234567890", "Healthcare Provider Taxonomy Code_1": "225700000X"})
    file.write_text("".join(rows(400)) + bad, encoding="utf-8", newline="")
    said = json.loads(run(file, "--format", "nppes", "--json").out)
    jsonschema.Draft202012Validator(SCHEMA).validate(said)
    assert said["rows_read"] == 401
    assert said["kept"] == said["new"] == Listing.objects.count() > 0
    assert said["refused"] == 1
    assert said["examples"][0]["field"] == "NPI"
    again = json.loads(run(file, "--format", "nppes", "--json").out)
    assert (again["new"], again["unchanged"]) == (0, said["new"])


def test_a_dry_run_writes_nothing_but_its_report_safe_for_a_spreadsheet(run, tmp_path):
    list_, report = tmp_path / "list.csv", tmp_path / "report.csv"
    list_.write_text("key,name,town,country\n=1+1,Ada Example,Leeds,GB\nb2,,Leeds,GB\n")
    run(list_, "--format", "csv", "--dry-run", "--report", report)
    assert not Listing.objects.exists()
    told = list(csv.DictReader(io.StringIO(report.read_text())))
    assert sorted((row["line"], row["key"], row["outcome"], row["field"]) for row in told) == [
        ("2", "'=1+1", "new", ""), ("3", "", "refused", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("", "csv", "key"),
        ("", "nppes", "NPI"),
        ("key,name,town\n", "csv", "country"),
        ('"NPI","Entity Type Code"\n', "nppes", "Provider Organization Name"),
        ("PK\x03\x04 a zip", "nppes", "NPI"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_one_line(run, tmp_path, text, kind, named):
    file = tmp_path / "bad.csv"
    file.write_text(text)
    said = run(file, "--format", kind, code=2)
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "bad.csv" in said.err
    assert named in said.err


def test_a_file_that_is_not_there_is_refused_in_one_line(run, tmp_path):
    for words in ([tmp_path / "none.csv"], [tmp_path], [EXAMPLE, "--report", tmp_path / "no" / "r.csv"]):
        said = run(*words, "--format", "csv", code=2)
        assert len(said.err.splitlines()) == 1
        assert str(tmp_path) in said.err


def test_ctrl_c_ends_with_130_and_the_next_run_does_the_rest(run, monkeypatch):
    counted = []

    def stop_at_the_second(tally, outcome, *, placed):
        counted.append(outcome)
        if len(counted) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr("ischia.practice.importing.usecases.BATCH", 1)
        once.setattr("ischia.exchange.import_report.Tally.keep", stop_at_the_second)
        run(EXAMPLE, "--format", "csv", code=130)
    kept = Listing.objects.count()
    assert 0 < kept < 3
    said = json.loads(run(EXAMPLE, "--format", "csv", "--json").out)
    assert (said["new"], said["unchanged"]) == (3 - kept, kept)


def test_towns_are_found_in_the_list_on_this_machine(monkeypatch):
    pytest.importorskip("ischia.core.directory.places")
    monkeypatch.undo()
    locate = importlib.import_module("ischia.practice.importing.gazetteer").locate
    austin = locate("Austin", "TX", "US")
    assert (round(austin.latitude), round(austin.longitude), austin.zone) == (30, -98, "America/Chicago")
    assert locate("Nosuchtownatall", "TX", "US") is None
