"""What came of reading a list of therapists: numbers, and why rows were refused."""

from collections import Counter

from ischia.core.problems import Problem, shown
from ischia.core.value import Value
from ischia.exchange.csv_rows import Refused

EXAMPLES = 10


class RefusedRow(Value):
    """A row that was refused: the line of the file that it begins in, which field, what came, and what is allowed."""

    line: int
    field: str
    got: str
    allowed: str


class Reason(Value):
    """Why rows were refused, and how many."""

    field: str
    allowed: str
    rows: int


class ImportReport(Value):
    """The numbers of one run. `kept` are those that may be found now: new, updated, unchanged, claimed, reactivated."""

    file: str
    format: str
    dry_run: bool
    rows_read: int
    kept: int
    new: int
    updated: int
    unchanged: int
    claimed: int
    reactivated: int
    deactivated: int
    never_kept: int
    without_place: int
    refused: int
    reasons: tuple[Reason, ...]
    examples: tuple[RefusedRow, ...]


class Tally:
    """Counts as a list is read; holds no more than the reasons and some examples."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.without_place = 0
        self._reasons: Counter[tuple[str, str]] = Counter()
        self._examples: list[RefusedRow] = []

    def keep(self, outcome: str, *, placed: bool) -> None:
        """Count a therapist."""
        self.outcomes[outcome] += 1
        self.without_place += not placed

    def refuse(self, refused: Refused) -> None:
        """Count a row that was refused."""
        problem = refused.problem
        self._reasons[problem.field, problem.allowed] += 1
        if len(self._examples) < EXAMPLES:
            self._examples.append(refused_row(refused.line, problem))

    def report(self, *, file: str, format: str, dry_run: bool, rows_read: int) -> ImportReport:  # noqa: A002 the contract's word
        """The numbers so far."""
        count = self.outcomes
        return ImportReport(
            file=file,
            format=format,
            dry_run=dry_run,
            rows_read=rows_read,
            kept=sum(count[each] for each in ("new", "updated", "unchanged", "claimed", "reactivated")),
            new=count["new"],
            updated=count["updated"],
            unchanged=count["unchanged"],
            claimed=count["claimed"],
            reactivated=count["reactivated"],
            deactivated=count["deactivated"],
            never_kept=count["never_kept"],
            without_place=self.without_place,
            refused=self._reasons.total(),
            reasons=tuple(
                Reason(field=field, allowed=allowed, rows=rows)
                for (field, allowed), rows in self._reasons.most_common()
            ),
            examples=tuple(self._examples),
        )


def refused_row(line: int, problem: Problem) -> RefusedRow:
    """A refused row as the report tells it; what came is kept short."""
    return RefusedRow(line=line, field=problem.field, got=shown(problem.got), allowed=problem.allowed)


def report_in_words(report: ImportReport) -> list[str]:
    """The lines that people read."""
    dry = " (a dry run: nothing was written)" if report.dry_run else ""
    lines = [
        f"{report.rows_read:,} rows read from {report.file}{dry}",
        f"{report.kept:,} therapists kept: {report.new:,} new, {report.updated:,} updated, "
        f"{report.unchanged:,} as before, {report.claimed:,} claimed (untouched), {report.reactivated:,} back again",
        f"{report.deactivated:,} hidden, as they left the list; {report.never_kept:,} had left it before",
    ]
    if report.without_place:
        lines.append(f"{report.without_place:,} in a town that is not known: not found by distance")
    lines.append(f"{report.refused:,} rows refused")
    lines += [f"  {reason.rows:,} times {reason.field}: use {reason.allowed}" for reason in report.reasons]
    if report.examples:
        lines.append("the first of them:")
        lines += [f"  line {row.line}: {row.field}: {row.got} is not allowed" for row in report.examples]
    return lines
