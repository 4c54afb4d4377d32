"""What a chart shows, its words for who cannot see it, and its table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ischia.exchange.scores import number
from ischia.exchange.wording import counted, day_in_words

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Point:
    """One raw value at one moment, never an average."""

    at: datetime
    value: float


@dataclass(frozen=True)
class Line:
    """Points that belong together, in the order of their moments."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day: the plan changed, or other care was had."""

    day: date
    say: str
    kind: str = "plan"  # or "care"


@dataclass(frozen=True)
class BandPoint:
    """How far a shaded band reaches on a day."""

    day: date
    low: float
    high: float


@dataclass(frozen=True)
class Chart:
    """Everything a chart shows between two days, both included. `ticks` are the words or numbers beside the scale.

    `reversed` draws low values on top, where lower is better and better belongs up.
    """

    id: str
    title: str
    first: date
    last: date
    low: float
    high: float
    ticks: Mapping[float, str]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    band: tuple[BandPoint, ...] = field(default=())
    reversed: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines, each with those of its points that lie between the two days."""
        return tuple(Line(line.name, tuple(each for each in line.points if self.holds(each.at))) for line in self.lines)

    @property
    def marked(self) -> tuple[Mark, ...]:
        """The marks that lie between the two days, each once, in the order of days."""
        inside = dict.fromkeys(mark for mark in self.marks if self.first <= mark.day <= self.last)
        return tuple(sorted(inside, key=lambda mark: mark.day))

    @property
    def plan_marks(self) -> tuple[Mark, ...]:
        """The changes of the plan, in the order in which they are numbered."""
        return tuple(mark for mark in self.marked if mark.kind == "plan")

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.last - self.first).days + 1

    def holds(self, at: datetime) -> bool:
        """Does a moment lie between the two days?"""
        return self.first <= at.date() <= self.last

    def value_in_words(self, value: float) -> str:
        """A value as a table shows it: its word where the scale has words, else its number."""
        told = self.ticks.get(value, "")
        return told if told and not told.isdecimal() else number(value)


def segments(points: Sequence[Point]) -> list[list[Point]]:
    """Points that may be joined: of the same day or of days that follow each other. A day without one is a gap."""
    joined: list[list[Point]] = []
    for point in points:
        if joined and point.at.date() - joined[-1][-1].at.date() <= DAY:
            joined[-1].append(point)
        else:
            joined.append([point])
    return joined


def chart_in_words(chart: Chart) -> str:
    """What a chart shows in a few sentences."""
    lines = [_line_in_words(chart, line) for line in chart.shown if line.points]
    when = f"From {day_in_words(chart.first)} to {day_in_words(chart.last)}."
    band = "A shaded band shows what often happens by itself." if chart.band else ""
    marks = f"{counted(len(chart.marked), 'mark')} for changes of the plan and other care." if chart.marked else ""
    return " ".join(each for each in (when, *(lines or ["Nothing was written down."]), band, marks) if each)


def _line_in_words(chart: Chart, line: Line) -> str:
    values = [point.value for point in line.points]
    first, last = line.points[0], line.points[-1]
    if len(values) == 1:
        return f"{line.name}: one value, {chart.value_in_words(first.value)} on {day_in_words(first.at.date())}."
    return (
        f"{line.name}: {len(values)} values between {chart.value_in_words(min(values))} and "
        f"{chart.value_in_words(max(values))}; first {chart.value_in_words(first.value)} on "
        f"{day_in_words(first.at.date())}, last {chart.value_in_words(last.value)} on {day_in_words(last.at.date())}."
    )


@dataclass(frozen=True)
class TableRow:
    """One moment: the day, the time (empty for a mark), a value for each line, and what happened."""

    day: date
    time: str
    values: tuple[str, ...]
    happened: str = ""


def table_of(chart: Chart) -> list[TableRow]:
    """Every raw point and every mark of a chart, in the order of time."""
    told: dict[datetime, dict[str, list[str]]] = {}
    for line in chart.shown:
        for point in line.points:
            told.setdefault(point.at, {}).setdefault(line.name, []).append(chart.value_in_words(point.value))
    rows = [_row(at, values, [line.name for line in chart.lines]) for at, values in told.items()]
    rows += [TableRow(mark.day, "", ("",) * len(chart.lines), mark.say) for mark in chart.marked]
    return sorted(rows, key=lambda row: (row.day, row.time))


def _row(at: datetime, values: Mapping[str, Iterable[str]], names: Sequence[str]) -> TableRow:
    return TableRow(at.date(), at.strftime("%H:%M"), tuple(", ".join(values.get(name, ())) for name in names))
