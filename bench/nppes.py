"""Massage therapists out of a file like the monthly U.S. one: ours, Python's csv module, polars. Run: python -m bench.nppes [ROWS ROUNDS]

Writes 2,000,000 rows of 330 columns (2.4 GB) into a folder that is deleted afterwards, then reads the file with each in
a process of its own, in turns; prints seconds on the clock and of the processor, the most memory, and the ratios. All
three must find the same rows; ours and the csv module's are compared cell by cell.
"""

import csv
import hashlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.nppes_file import HEADER, write
from ischia.exchange.csv_rows import RowReader
from ischia.exchange.nppes import MASSAGE_THERAPIST, read_entries
from ischia.exchange.nppes.columns import NAMES, SLOT_NAMES
from ischia.exchange.nppes.search import TherapistSearch

ROWS, ROUNDS = 2_000_000, 3
MEMORY_MB, TIMES_CSV = 64, 6
NEEDED = sorted(
    HEADER.index(name)
    for name in HEADER
    if name in {names[0] for names in NAMES.values()}
    or name.rpartition("_")[0] in {each[:-3] for each in SLOT_NAMES.values()}
)  # what an import reads
SLOTS = [HEADER.index(f"Healthcare Provider Taxonomy Code_{slot}") for slot in range(1, 16)]


def ours(path: Path) -> Iterator[list[str]]:
    with path.open("rb", buffering=0) as file:
        reader = RowReader(file)
        columns = len(reader.header().cells)
        for row in reader.rows(TherapistSearch(columns)):
            if MASSAGE_THERAPIST in row.cells[SLOTS[0] : SLOTS[-1] + 1 : 4]:
                yield row.cells


def entries(path: Path) -> Iterator[object]:
    with path.open("rb", buffering=0) as file:
        yield from read_entries(RowReader(file))


def csv_module(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            if MASSAGE_THERAPIST in row[SLOTS[0] : SLOTS[-1] + 1 : 4]:
                yield row


def by_polars(path: Path) -> Iterator[list[str]]:
    import polars as pl

    codes = [pl.col(HEADER[slot]) == MASSAGE_THERAPIST for slot in SLOTS]
    table = pl.scan_csv(path, infer_schema=False).filter(pl.any_horizontal(codes)).select(HEADER[at] for at in NEEDED)
    for row in table.collect(engine="streaming").iter_rows():
        yield [cell or "" for cell in row]


READERS = {"ours": ours, "csv": csv_module, "polars": by_polars, "entries": entries}


def one(name: str, path: Path) -> dict[str, float]:
    """One reading, timed in this process."""
    if name == "polars":
        __import__("polars")
    begin, used = time.perf_counter(), time.process_time()
    found = sum(1 for _ in READERS[name](path))
    seconds, processor = time.perf_counter() - begin, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"found": found, "seconds": seconds, "processor": processor, "memory_mb": memory}


def digest(found: Iterator[list[str]], columns: list[int] | None = None) -> str:
    whole = hashlib.sha256()
    for row in found:
        whole.update(json.dumps([row[at] for at in columns] if columns else row).encode())
    return whole.hexdigest()


def main() -> int:
    if len(sys.argv) == 3 and sys.argv[1] in READERS:
        print(json.dumps(one(sys.argv[1], Path(sys.argv[2]))))
        return 0
    count, rounds = [int(word) for word in sys.argv[1:]] or (ROWS, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="nppes-") as folder:
        path = Path(folder) / "npidata_pfile_synthetic.csv"
        write(path, count)
        print(f"{count:,} rows, {len(HEADER)} columns, {path.stat().st_size / 1e9:.2f} GB, {rounds} rounds in turns")
        taken: dict[str, list[dict[str, float]]] = {name: [] for name in READERS}
        for _ in range(rounds):
            for name, kept in taken.items():
                words = [sys.executable, "-m", "bench.nppes", name, str(path)]
                kept.append(json.loads(subprocess.run(words, check=True, capture_output=True).stdout))
                print(f"  {name:8} {kept[-1]}", flush=True)
        same = digest(ours(path)) == digest(csv_module(path))
        same &= digest(ours(path), NEEDED) == digest(by_polars(path))
    return told(taken, same)


def told(taken: dict[str, list[dict[str, float]]], same: bool) -> int:
    middle = {
        name: {key: statistics.median(each[key] for each in kept) for key in kept[0]} for name, kept in taken.items()
    }
    for name, each in middle.items():
        print(
            f"{name:8} {each['seconds']:6.2f} s, processor {each['processor']:6.2f} s, {each['memory_mb']:4.0f} MB,"
            f" {each['found']:,.0f} found, {each['seconds'] / middle['ours']['seconds']:5.2f} times ours"
        )
    times_csv = middle["csv"]["seconds"] / middle["ours"]["seconds"]
    times_polars = middle["polars"]["seconds"] / middle["ours"]["seconds"]
    memory = max(each["memory_mb"] for each in taken["ours"] + taken["entries"])
    print(f"same rows: {same}; {times_csv:.1f} times the csv module (bar {TIMES_CSV}); {times_polars:.2f} times polars")
    print(f"most memory {memory:.0f} MB (bar {MEMORY_MB})")
    return not (same and times_csv >= TIMES_CSV and times_polars >= 1 and memory <= MEMORY_MB)


if __name__ == "__main__":
    sys.exit(main())
