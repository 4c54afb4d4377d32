"""`ischia knowledge check` proves what it checks, and a counter-example that it writes can be run."""

import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from ischia.cli import knowledge
from ischia.core.loading import FOLDER

ISCHIA = Path(sys.executable).parent / "ischia"
PLANTED = """
  - id: cx_planted
    number: 999
    topic: on_the_day
    kind: clearance
    when: {trend: {in: [better]}}
    then: same_day_medical
    limits: {refer_to: [same_day_doctor]}
    say: Planted.
    tell_clinician: Planted.
    sources: [EXPERT]
"""


@pytest.mark.slow
def test_a_law_that_is_broken_is_told_with_two_cases_that_can_be_run(tmp_path):
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(".compiled*"))
    with (folder / "precautions.yaml").open("a", encoding="utf-8") as rules:
        rules.write(PLANTED)
    case = tmp_path / "case.yaml"
    command = [ISCHIA, "knowledge", "check", "--folder", folder, "--counter-example", case]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout.startswith("valid, complete, cited")
    assert "proved" not in done.stdout
    assert "risk.trend: Raising `trend` never makes the result milder" in done.stderr
    assert '  before:\n    case: 1\n    findings:\n      trend: "better"\n  after:\n' in done.stderr
    assert "Traceback" not in done.stderr
    for file, trend in ((case, "worse"), (tmp_path / "case.before.yaml", "better")):
        assert file.read_text().splitlines()[:2] == ["case: 1", "findings:"]
        ran = subprocess.run([ISCHIA, "screen", file, "--json"], capture_output=True, text=True)
        assert ran.returncode == 0, (trend, ran.stderr)
    assert file.read_text() == 'case: 1\nfindings:\n  trend: "better"\n'


def test_without_z3_it_says_that_nothing_was_proved(monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert knowledge.run(Namespace(what="check", folder=FOLDER, counter_example=None)) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Not proved: z3 is not installed here")
