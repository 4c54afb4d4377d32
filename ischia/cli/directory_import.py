"""`ischia directory import`: read a list of therapists into the directory (contract 7)."""

import argparse
import csv
import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from tqdm import tqdm

from ischia.cli.case_files import in_file
from ischia.core.problems import Problem
from ischia.exchange.csv_rows import Refused, RowReader, safe_cell
from ischia.exchange.import_report import ImportReport, Tally, refused_row, report_in_words

EXAMPLE = """example:
  ischia directory import npidata_pfile_20261101-20261108.csv --format nppes
  ischia directory import therapists.csv --format csv --dry-run --report what-came.csv

--format nppes reads the file of the U.S. register as published, taken out of its zip: massage therapists only.
--format csv reads the columns that docs/directory-import.md lists. Both may be read again: what changed is updated."""
HEADINGS = ("line", "key", "outcome", "field", "got", "allowed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia directory import` understands."""
    parser.add_argument("file", metavar="FILE", help="the list")
    parser.add_argument("--format", required=True, choices=["csv", "nppes"], help="what kind of list it is")
    parser.add_argument("--dry-run", action="store_true", help="say what would come of it, and write nothing")
    parser.add_argument("--report", metavar="FILE.csv", help="write what came of every row that mattered")
    parser.add_argument("--json", action="store_true", help="print the numbers as one object")


def run(args: argparse.Namespace) -> int:
    """Read the list and print what came of it. Refused rows are an answer too: the exit code is 0."""
    try:
        report = _import(args)
    except (OperationalError, ProgrammingError):
        raise Problem("DATABASE_URL", "a database without tables", "one that `ischia serve` has prepared") from None
    print(report.model_dump_json() if args.json else "\n".join(report_in_words(report)))
    return 0


def _import(args: argparse.Namespace) -> ImportReport:
    tally = Tally()
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(args.file).open("rb", buffering=0))
            table = (
                stack.enter_context(Path(args.report).open("w", encoding="utf-8", newline="")) if args.report else None
            )
        except OSError as error:
            raise Problem(str(error.filename), error.strerror, "a file that can be opened") from None
        reader = RowReader(file)
        came = _with_bar(_started(reader, args), reader, Path(args.file).stat().st_size)
        try:
            _count(came, tally, csv.writer(table) if table else None)
        except Problem as problem:
            raise in_file(args.file, problem) from None
    return tally.report(file=args.file, format=args.format, dry_run=args.dry_run, rows_read=reader.rows_read)


def _started(reader: RowReader, args: argparse.Namespace) -> Iterator[Any]:
    # Loaded by name: the models behind them can only be read once Django is set up.
    keeping = importlib.import_module("ischia.practice.importing.keeping")
    locate = importlib.import_module("ischia.practice.importing.gazetteer").locate
    run = keeping.Import(args.format, timezone.localdate(), locate, dry=args.dry_run)
    came: Iterator[Any] = importlib.import_module("ischia.practice.importing.usecases").import_list(reader, run)
    return came


def _with_bar(came: Iterator[Any], reader: RowReader, size: int) -> Iterator[Any]:
    """The same, with a bar on a terminal that says how far the file is read."""
    with tqdm(total=size, unit="B", unit_scale=True, desc="importing", disable=not sys.stderr.isatty()) as bar:
        for each in came:
            bar.update(reader.bytes_read - bar.n)
            yield each


def _count(came: Iterable[Any], tally: Tally, table: Any) -> None:
    if table:
        table.writerow(HEADINGS)
    for each in came:
        if isinstance(each, Refused):
            tally.refuse(each)
            row = refused_row(each.line, each.problem)
            cells = [each.line, "", "refused", row.field, row.got, row.allowed]
        else:
            tally.keep(each.outcome, placed=each.placed)
            cells = [each.line, each.key, str(each.outcome), "", "", ""]
        if table:
            table.writerow(map(safe_cell, cells))
