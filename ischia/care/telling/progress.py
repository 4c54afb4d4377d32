"""Progress as a page shows it: what changed in words, then charts with their tables, and what is known of waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ischia.care.models import Screening
from ischia.core.adapting import Change
from ischia.core.diary import INSTRUMENTS, SIDES, Entry, courses, daily
from ischia.core.knowledge import Knowledge
from ischia.core.measures import Answers, score
from ischia.core.recovery import expected_by_itself
from ischia.exchange.charts import BandPoint, Chart, Line, Mark, Point, draw_chart, table_of
from ischia.exchange.charts.chart import TableRow, chart_in_words
from ischia.exchange.courses import course_in_words
from ischia.exchange.diary import care_in_words

RANGES = {"day": 1, "week": 7, "month": 28}  # days shown; anything else is since the start
SIDE_LINES = {"left": "Left", "right": "Right"}
NARROW, WIDE = 360, 760
NOON, MEASURE = time(12), "measure-"


@dataclass(frozen=True)
class Told:
    """Everything that charts are made of: entries in the order of their moments, screenings, the days to show.

    `changes` are those of their plans, each with its day; `measured` the answers to each measure by day.
    """

    entries: Sequence[Entry]
    measured: Mapping[str, Sequence[Answers]]
    screenings: Sequence[Screening]
    changes: Sequence[tuple[date, Change]]
    first: date
    last: date
    knowledge: Knowledge


@dataclass(frozen=True)
class ChartRow:
    """One chart: drawn for a desk and for a phone, its words, its table."""

    chart: Chart
    wide: str
    narrow: str
    words: str
    table: list[TableRow]
    better: str
    note: str = ""

    @property
    def names(self) -> list[str]:
        """The columns of the table, one for each line."""
        return [line.name for line in self.chart.lines]


def days_shown(range_: str, start: date, today: date) -> tuple[date, date]:
    """The first and the last day of a range; since the start where it is none of the short ones."""
    days = RANGES.get(range_)
    return (today - timedelta(days=days - 1) if days else min(start, today)), today


@dataclass(frozen=True)
class CourseRow:
    """What changed in one pain: the answer first, then the numbers."""

    title: str
    sentences: list[str]


def course_rows(told: Told) -> list[CourseRow]:
    """What changed in leg and back pain; of what cannot be compared yet, what is missing."""
    return [
        CourseRow(f"{symptom.name}, {course.side}", list(course_in_words(course, told.knowledge)))
        for symptom in told.knowledge.diary.symptoms
        if symptom.id in INSTRUMENTS
        for course in courses(told.entries, symptom.id, told.knowledge)
    ]


def chart_rows(told: Told) -> list[ChartRow]:
    """Every chart that has something to show."""
    charts = [_symptom(told, symptom.id, symptom.name) for symptom in told.knowledge.diary.symptoms]
    charts.insert(2, _reach(told))
    charts += [_measure(told, name) for name in told.measured]
    return [_row(chart, told.knowledge) for chart in charts if any(line.points for line in chart.lines)]


def _row(chart: Chart, knowledge: Knowledge) -> ChartRow:
    return ChartRow(
        chart,
        draw_chart(chart, width=WIDE),
        draw_chart(chart, width=NARROW, height=260),
        chart_in_words(chart),
        table_of(chart),
        _better(chart, knowledge),
        knowledge.natural_history.band.say if chart.band else "",
    )


def _better(chart: Chart, knowledge: Knowledge) -> str:
    """Which way is better."""
    if chart.id == "reach":
        return "Further up is closer to the back."
    measure = knowledge.measures.get(chart.id.removeprefix(MEASURE))
    return "Higher is better." if measure and measure.direction == "higher_is_better" else "Lower is better."


def _measure(told: Told, name: str) -> Chart:
    """The score of one measure, each time that it was answered with enough."""
    measure = told.knowledge.measures[name]
    low, high = measure.range
    scored = [(each.day, score(each).score) for each in told.measured[name]]
    points = tuple(Point(datetime.combine(day, NOON), value) for day, value in scored if day and value is not None)
    ticks = {value: f"{value:g}" for value in (low, (low + high) / 2, high)}
    line = (Line("Score", points),)
    return Chart(f"{MEASURE}{name}", measure.name, told.first, told.last, low, high, ticks, line, marks_of(told))


def _symptom(told: Told, name: str, title: str) -> Chart:
    lines = tuple(Line(SIDE_LINES[side], _points(told.entries, f"{name}:{side}")) for side in SIDES)
    low, high = told.knowledge.diary.range
    ticks = {value: f"{value:g}" for value in (low, (low + high) / 2, high)}
    band = _band(told) if name == "leg_pain" else ()
    return Chart(name, title, told.first, told.last, low, high, ticks, lines, marks_of(told), band)


def _points(entries: Sequence[Entry], name: str) -> tuple[Point, ...]:
    return tuple(Point(_moment(entry), entry.scores[name]) for entry in entries if name in entry.scores)


def _moment(entry: Entry) -> datetime:
    return datetime.combine(entry.day, entry.at)


def _reach(told: Told) -> Chart:
    """How far down each leg, the back on top, as the body is."""
    stops = list(told.knowledge.reaches)
    lines = tuple(
        Line(
            f"{SIDE_LINES[side]} leg",
            tuple(Point(_moment(each), stops.index(each.reach[side])) for each in told.entries if side in each.reach),
        )
        for side in SIDES
    )
    ticks: Mapping[float, str] = dict(enumerate(told.knowledge.reaches.values()))
    title = "How far down each leg it goes"
    marks = marks_of(told)
    return Chart("reach", title, told.first, told.last, 0, len(stops) - 1, ticks, lines, marks, reversed=True)


def marks_of(told: Told) -> tuple[Mark, ...]:
    """Where the plan was made anew, where it changed and why, and other care."""
    plans = [Mark(row.as_of, "The safety questions were answered") for row in reversed(told.screenings)]
    plans += [Mark(day, change.why) for day, change in told.changes]
    care = [Mark(entry.day, care_in_words(entry, told.knowledge), "care") for entry in told.entries if entry.care]
    return (*plans, *care)


def _band(told: Told) -> tuple[BandPoint, ...]:
    """What often happens by itself, from the first score of the leg that hurt more.

    Nothing where nobody knows when the bout began.
    """
    starts = [min(scores.items()) for side in SIDES if (scores := daily(told.entries, f"leg_pain:{side}"))]
    lasted = _lasted(told, min(day for day, _ in starts)) if starts else None
    if lasted is None:
        return ()
    begin, score = max(starts, key=lambda each: each[1])
    days = range(told.knowledge.natural_history.over_days + 1)
    expected = expected_by_itself(score, lasted, days, told.knowledge)
    return tuple(BandPoint(begin + timedelta(days=each.day), each.low, each.high) for each in expected)


def _lasted(told: Told, day: date) -> int | None:
    """For how many days the bout had lasted on a day, as the safety questions told."""
    for row in told.screenings:
        onset = row.answers.get("onset_days")
        if isinstance(onset, int):
            return max(0, onset + (day - row.as_of).days)
    return None
