"""A hundred people race for one time over real HTTP, 50 rounds of each race: exactly one wins, every time.

    .venv/bin/python -m bench.races                      (SQLite)
    (. bin/postgres; .venv/bin/python -m bench.races)    (PostgreSQL)

Runs tests/practice/test_races_over_http.py and fails where it fails. For each race it tells *the work*, the processor time
of the server's processes for a whole round (on PostgreSQL without the database's own), and *the wait*, how long the slowest
client of a round waited by the clock; each as median and worst round.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

TESTS = "tests/practice/test_races_over_http.py"


def main():
    rounds = os.environ.get("ISCHIA_RACE_ROUNDS", "50")
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes"
        environment = {**os.environ, "ISCHIA_RACE_ROUNDS": rounds, "ISCHIA_RACE_NOTES": str(notes)}
        words = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", TESTS, *sys.argv[1:]]
        code = subprocess.run(words, env=environment, check=False).returncode
        tell([json.loads(line) for line in notes.read_text().splitlines()] if notes.exists() else [])
    return code


def tell(notes):
    by_kind = defaultdict(list)
    for note in notes:
        by_kind[note["kind"]].append(note)
    print(f"{'race':<105} rounds  asks   work s (worst)   wait s (worst)")
    for kind, rounds in by_kind.items():
        work, waited = ([each[name] for each in rounds] for name in ("work", "waited"))
        said = (
            f"{statistics.median(work):6.2f} ({max(work):.2f})   {statistics.median(waited):6.2f} ({max(waited):.2f})"
        )
        print(f"{kind.replace('test_', '').replace('_', ' '):<105} {len(rounds):6} {rounds[0]['requests']:5} {said}")


if __name__ == "__main__":
    sys.exit(main())
