import json
import subprocess
import sys
from pathlib import Path

import pytest

ISCHIA = Path(sys.executable).parent / "ischia"


@pytest.fixture
def ischia(tmp_path):
    """Run the real command in a folder of its own."""

    def run(*words, text=None, code=0):
        done = subprocess.run([ISCHIA, *map(str, words)], input=text, capture_output=True, cwd=tmp_path, timeout=60)
        assert done.returncode == code, done.stderr.decode() or done.stdout.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def refused(tmp_path):
    """Run the real command on something bad; gives the one line it says."""

    def run(*words, text=None):
        done = subprocess.run([ISCHIA, *map(str, words)], input=text, capture_output=True, cwd=tmp_path, timeout=60)
        said = done.stderr.decode()
        assert done.returncode == 2, said
        assert "Traceback" not in said
        assert len(said.splitlines()) == 1
        return said

    return run


@pytest.fixture
def case_file(tmp_path):
    """Write a case and give its path."""

    def write(findings, name="case.json", **more):
        file = tmp_path / name
        file.write_text(json.dumps({"case": 1, "findings": findings, **more}))
        return file

    return write
