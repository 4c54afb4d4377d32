"""`ischia directory find`, run as a person or a program runs it, on a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ISCHIA = Path(sys.executable).parent / "ischia"
ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "directory-find.json").read_text())
FILL = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
from django.utils.timezone import localdate
from ischia.practice.models import Credential, Listing
call_command("migrate", verbosity=0)
for name, north in (("Ada Example", 52.1), ("Bo Example", 52.2)):
    row = Listing.objects.create(
        name=name, slug=name[:2].lower(), latitude=north, longitude=5.1, techniques=["swedish"], town="Utrecht"
    )
    if name == "Bo Example":
        checked = {"checked_on": localdate(), "checked_by": "Operator"}
        Credential.objects.create(listing=row, kind="register", issuer="x", **checked)
"""


@pytest.fixture(scope="module")
def find(tmp_path_factory):
    folder = tmp_path_factory.mktemp("directory")
    database = f"sqlite:///{folder / 'directory.sqlite3'}"
    there = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "ischia.web.settings"}
    subprocess.run([sys.executable, "-c", FILL], env=there, check=True, timeout=120)

    def run(*words, code=0):
        done = subprocess.run(
            [ISCHIA, "directory", "find", *words], env=there, capture_output=True, text=True, cwd=folder, timeout=60
        )
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    return run


def test_a_program_gets_one_object_nearest_first(find):
    answer = json.loads(find("--near", "52.09,5.12", "--within-km", "25", "--technique", "swedish", "--json"))
    jsonschema.validate(answer, SCHEMA)
    assert [each["name"] for each in answer["therapists"]] == ["Ada Example", "Bo Example"]
    assert answer["therapists"][0]["km"] == pytest.approx(1.76, abs=0.02)


def test_a_case_is_screened_and_only_those_who_may_treat_it_are_listed(find):
    case = str(ROOT / "docs" / "examples" / "slipped-disc.yaml")
    answer = json.loads(find("--near", "Utrecht", "--case", case, "--json"))
    jsonschema.validate(answer, SCHEMA)
    assert [each["id"] for each in answer["needs"]["require"]] == ["licensed_therapist"]
    assert [each["name"] for each in answer["therapists"]] == ["Bo Example"]
    assert "licensed or registered" in find("--near", "Utrecht", "--case", case)


def test_a_person_reads_who_why_and_in_which_order(find):
    said = find("--near", "Utrecht", "--technique", "swedish")
    assert "2 within 25 km of Utrecht, The Netherlands. Nearest first" in said
    assert "Offers Swedish massage" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--near", "Springfield"], "one of: Springfield, Missouri"),
        (["--near", "SW1A 1AA"], "no list of postcodes"),
        (["--near", "91,0"], "--near: 91.0"),
        (["--near", "Utrecht", "--technique", "swedsh"], "did you mean 'swedish'"),
        (["--near", "Utrecht", "--within-km", "-1"], "--within-km: -1.0"),
        (["--near", "Utrecht", "--most", "0"], "--most: 0"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(find, words, told):
    said = find(*words, code=2)
    assert told in said
    assert len(said.splitlines()) == 1
