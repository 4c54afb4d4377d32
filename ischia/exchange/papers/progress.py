"""One page for a clinician: what was written down, the numbers, what changed, and what is not known."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ischia.core.diary import INSTRUMENTS, SIDES, Entry, courses
from ischia.core.knowledge import Knowledge
from ischia.core.measures import Change, Score
from ischia.exchange.charts import Chart, chart_in_words, draw_chart
from ischia.exchange.courses import course_in_words
from ischia.exchange.papers.parts import Piece
from ischia.exchange.scores import change_in_words, number
from ischia.exchange.wording import MONTHS, counted, day_in_words, one_line

# What can be put on the page, and what stands there unless someone takes it off. Notes are private until asked for.
SECTIONS = {
    "changes": "What changed",
    "numbers": "The numbers",
    "charts": "Charts",
    "measures": "Measures",
    "care": "Medicine and other care",
    "notes": "Notes",
}
USUAL = tuple(name for name in SECTIONS if name != "notes")
CHART_WIDTH, CHART_HEIGHT = 560, 200


@dataclass(frozen=True)
class Measured:
    """One measure: the day and the score of its last answers, and what changed since the baseline."""

    name: str
    day: date
    score: Score
    change: Change | None


@dataclass(frozen=True)
class Summary:
    """Everything the page is made of: the days, entries between them in the order of time, charts, measures, signs."""

    first: date
    last: date
    entries: Sequence[Entry]
    charts: Sequence[Chart]
    measured: Sequence[Measured]
    signs: Sequence[tuple[date, str]]


def progress_paper(summary: Summary, sections: Sequence[str], knowledge: Knowledge) -> Piece:
    """Everything the page says; what was taken off is empty."""
    made: dict[str, Callable[[], list[Any]]] = {
        "changes": lambda: list(_changes(summary, knowledge)),
        "numbers": lambda: list(_numbers(summary, knowledge)),
        "charts": lambda: [_chart(chart) for chart in summary.charts],
        "measures": lambda: [_measure(each, summary, knowledge) for each in summary.measured],
        "care": lambda: list(_care(summary, knowledge)),
        "notes": lambda: [(_when(each), one_line(each.note)) for each in summary.entries if each.note],
    }
    said = knowledge.score_words["natural_recovery"]
    written = len({entry.day for entry in summary.entries})
    days = (summary.last - summary.first).days + 1
    return {
        "title": "Progress at a glance",
        "period": f"{day_in_words(summary.first)} to {day_in_words(summary.last)}",
        "written": f"Written down on {written} of {counted(days, 'day')}",
        "signs": [(day_in_words(day), say) for day, say in summary.signs],
        "natural": {"say": said.say, "keys": list(said.sources)},
        "section_names": SECTIONS,
        **{name: make() if name in sections else [] for name, make in made.items()},
    }


def _changes(summary: Summary, knowledge: Knowledge) -> Iterator[Piece]:
    """The answer first; beside a sign that leads to the safety questions nothing is said to be better."""
    if summary.signs:
        return
    for symptom in knowledge.diary.symptoms:
        if symptom.id in INSTRUMENTS:
            for course in courses(summary.entries, symptom.id, knowledge):
                answer, *rest = course_in_words(course, knowledge)
                keys = list(knowledge.measures[course.instrument].sources) if course.change else []
                natural = knowledge.score_words["natural_recovery"].say  # once for all, at the foot of the section
                more = " ".join(each for each in rest if each != natural)
                yield {"title": f"{symptom.name}, {course.side}", "say": answer, "more": more, "keys": keys}


def _numbers(summary: Summary, knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """For each symptom and side: how many values, the first, the last, the lowest and the highest."""
    for symptom in knowledge.diary.symptoms:
        for side in SIDES:
            name = f"{symptom.id}:{side}"
            told = [(entry.day, entry.scores[name]) for entry in summary.entries if name in entry.scores]
            if told:
                values = [value for _, value in told]
                span = f"{min(values)} to {max(values)}"
                yield f"{symptom.name}, {side}", str(len(told)), _dated(told[0]), _dated(told[-1]), span
    stops = list(knowledge.reaches)
    for side in SIDES:
        reached = [(entry.day, stops.index(entry.reach[side])) for entry in summary.entries if side in entry.reach]
        if reached:
            words = [(day, knowledge.reaches[stops[place]]) for day, place in reached]
            places = sorted({place for _, place in reached})
            span = " to ".join(dict.fromkeys(knowledge.reaches[stops[place]] for place in (places[0], places[-1])))
            yield f"Reaches, {side} leg", str(len(reached)), _dated(words[0]), _dated(words[-1]), span


def _dated(told: tuple[date, object]) -> str:
    return f"{told[1]} ({told[0].day} {MONTHS[told[0].month - 1][:3]})"


def _chart(chart: Chart) -> Piece:
    names = [line.name for line in chart.shown if line.points]
    return {
        "title": chart.title,
        "svg": draw_chart(chart, width=CHART_WIDTH, height=CHART_HEIGHT, palette="print"),
        "page": draw_chart(
            chart, width=CHART_WIDTH, height=CHART_HEIGHT
        ),  # the same picture in the colours of the page
        "alt": f"{chart.title}. {chart_in_words(chart)}",
        "lines": names,
    }


def _measure(measured: Measured, summary: Summary, knowledge: Knowledge) -> Piece:
    score = "no score" if measured.score.score is None else number(measured.score.score)
    told = measured.change if not summary.signs else None
    said = list(change_in_words(told, knowledge)) if told else []
    natural = knowledge.score_words["natural_recovery"].say
    change = " ".join(each for each in said if each != natural)
    direction = "higher is better" if measured.score.direction == "higher_is_better" else "lower is better"
    return {
        "name": measured.name,
        "score": f"{score} on {day_in_words(measured.day)} ({direction})",
        "change": change,
        "keys": list(measured.score.sources),
    }


def _care(summary: Summary, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Each kind of care: how often, and what was written about it."""
    times = Counter(kind for entry in summary.entries for kind in entry.care)
    for kind in knowledge.diary.care:
        if times[kind.id]:
            about = [each.care_note for each in summary.entries if kind.id in each.care and each.care_note]
            said = one_line("; ".join(dict.fromkeys(about)))
            yield kind.name, f"{counted(times[kind.id], 'time')}{f': {said}' if said else ''}"


def _when(entry: Entry) -> str:
    return f"{day_in_words(entry.day)}, {entry.at:%H:%M}"


def in_plain_letters(piece: Any) -> Any:
    """The same paper with a question mark for each letter that our fonts may not hold; pictures stay as they are."""
    if isinstance(piece, dict):
        return {name: each if name in ("svg", "page") else in_plain_letters(each) for name, each in piece.items()}
    if isinstance(piece, list | tuple):
        return [in_plain_letters(each) for each in piece]
    return piece.encode("ascii", "replace").decode() if isinstance(piece, str) else piece
