"""A chart as one SVG: raw points, lines only where days follow each other, marks, a band; shapes beside colours.

Pages theme the colours through the site's own custom properties; papers get them written out.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape
from typing import Literal

from ischia.exchange.charts.chart import Chart, Line, Mark, Point, chart_in_words, segments
from ischia.exchange.scores import number
from ischia.exchange.wording import MONTHS, one_line

Palette = Literal["css", "print"]
INKS = {
    "ink": "#1d2a2a",
    "ink-soft": "#424e4b",
    "line": "#d8d0c0",
    "surface": "#fffdf9",
    "sage": "#1c5a52",
    "clay": "#85380f",
    "sage-line": "#a9c7b8",
}
COLOURS = ("sage", "clay")
LEFT, RIGHT, TOP, BOTTOM = 12, 14, 22, 46
INSET = 9  # between the scale and the first moment, so that no point covers a word
TEXT = 13.0
STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)  # days between two words below the chart
MOST_WORDS = {True: 9, False: 5}  # below a wide chart and below a narrow one


@dataclass(frozen=True)
class _Frame:
    """Where a moment and a value lie on the picture."""

    chart: Chart
    width: float
    height: float
    left: float

    def x(self, at: datetime) -> float:
        begin = datetime.combine(self.chart.first, time())
        share = (at.replace(tzinfo=None) - begin) / timedelta(days=self.chart.days)
        begins = self.left + INSET
        return round(begins + share * (self.width - RIGHT - begins), 1)

    def y(self, value: float) -> float:
        share = (value - self.chart.low) / (self.chart.high - self.chart.low)
        share = share if self.chart.reversed else 1 - share
        return round(TOP + share * (self.height - BOTTOM - TOP), 1)

    def noon(self, day: date) -> float:
        return self.x(datetime.combine(day, time(12)))

    @property
    def foot(self) -> float:
        return self.height - BOTTOM


def draw_chart(chart: Chart, *, width: int = 760, height: int = 280, palette: Palette = "css") -> str:
    """Draw a chart. Every raw point is drawn as it was written down; nothing is smoothed.

    Args:
        chart: what to draw.
        width: of the picture, in units in which its text is 13 high: narrow for a phone, wide for a desk.
        height: of the picture, in the same units.
        palette: `css` for pages, `print` for papers.
    """
    ink = INKS if palette == "print" else {name: f"var(--{name}, {colour})" for name, colour in INKS.items()}
    longest = max((len(word) for word in chart.ticks.values()), default=0)
    frame = _Frame(chart, width, height, LEFT + longest * TEXT * 0.56)
    key = f"c{zlib.crc32(repr((chart, width, palette)).encode()):08x}"
    parts = (_scale, _days, _band, _marks, _lines)
    inside = "".join(piece for part in parts for piece in part(frame, ink))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-picture" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" font-family="Atkinson, Atkinson Hyperlegible Next, sans-serif" '
        f'font-size="{TEXT:g}"><title id="{key}-title">{_said(chart.title)}</title>'
        f'<desc id="{key}-desc">{_said(chart_in_words(chart))}</desc>{inside}</svg>'
    )


Inks = dict[str, str]


def _said(words: str) -> str:
    """Words for an SVG: what a person wrote may hold signs that no XML can."""
    return escape(one_line(words))


def _text(x: float, y: float, words: str, ink: str, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{ink}" text-anchor="{anchor}">{_said(words)}</text>'


def _scale(frame: _Frame, ink: Inks) -> Iterator[str]:
    for value, word in frame.chart.ticks.items():
        y = frame.y(value)
        yield f'<path d="M{frame.left:g} {y:g}H{frame.width - RIGHT:g}" stroke="{ink["line"]}" fill="none"/>'
        yield _text(frame.left - 6, y + 4.5, word, ink["ink-soft"], "end")


def _days(frame: _Frame, ink: Inks) -> Iterator[str]:
    """Words below: hours where a single day is shown, else days."""
    y = frame.foot + 32
    if frame.chart.days == 1:
        for hour in range(0, 24, 6):
            at = datetime.combine(frame.chart.first, time(hour))
            yield _text(frame.x(at), y, f"{hour:02}:00", ink["ink-soft"])
        return
    most = MOST_WORDS[frame.width >= 600]
    step = next((each for each in STEPS if frame.chart.days / each <= most), STEPS[-1])
    for place in range(0, frame.chart.days, step):
        day = frame.chart.first + timedelta(days=place)
        yield f'<path d="M{frame.noon(day):g} {frame.foot:g}v4" stroke="{ink["ink-soft"]}" fill="none"/>'
        yield _text(frame.noon(day), y, f"{day.day} {MONTHS[day.month - 1][:3]}", ink["ink-soft"], "middle")


def _band(frame: _Frame, ink: Inks) -> Iterator[str]:
    points = [each for each in frame.chart.band if frame.chart.first <= each.day <= frame.chart.last]
    if len(points) < 2:
        return
    over = [f"{frame.noon(each.day):g} {frame.y(each.high):g}" for each in points]
    under = [f"{frame.noon(each.day):g} {frame.y(each.low):g}" for each in reversed(points)]
    yield f'<path class="chart-band" d="M{"L".join(over + under)}Z" fill="{ink["sage-line"]}" fill-opacity="0.38"/>'


def _marks(frame: _Frame, ink: Inks) -> Iterator[str]:
    """A numbered dashed line for a change of the plan, a small triangle at the foot for other care."""
    numbers = {mark: str(place) for place, mark in enumerate(frame.chart.plan_marks, 1)}
    for mark in frame.chart.marked:
        drawn = _plan(frame, mark, numbers[mark], ink) if mark.kind == "plan" else _care(frame, mark, ink)
        says = f"<title>{_said(mark.say)}</title>"
        yield f'<g class="chart-mark" data-day="{mark.day.isoformat()}">{says}{drawn}</g>'


def _care(frame: _Frame, mark: Mark, ink: Inks) -> str:
    return f'<path d="M{frame.noon(mark.day):g} {frame.foot + 6:g}l5 9h-10z" fill="{ink["ink-soft"]}"/>'


def _plan(frame: _Frame, mark: Mark, place: str, ink: Inks) -> str:
    x = frame.noon(mark.day)
    line = f'<path d="M{x:g} {TOP:g}V{frame.foot:g}" stroke="{ink["ink-soft"]}" stroke-dasharray="4 4" fill="none"/>'
    return line + _text(x, TOP - 7, place, ink["ink-soft"], "middle")


def _lines(frame: _Frame, ink: Inks) -> Iterator[str]:
    for place, line in enumerate(frame.chart.shown):
        colour = ink[COLOURS[place % len(COLOURS)]]
        yield f'<g class="chart-line" data-line="{_said(line.name)}">{_joined(frame, line, colour, place)}'
        for point in line.points:
            yield _point(frame, point, colour, place, ink["surface"])
        yield "</g>"


def _joined(frame: _Frame, line: Line, colour: str, place: int) -> str:
    dashes = ' stroke-dasharray="7 4"' if place else ""
    paths = [
        f'<path d="M{"L".join(f"{frame.x(each.at):g} {frame.y(each.value):g}" for each in part)}"/>'
        for part in segments(line.points)
        if len(part) > 1
    ]
    return f'<g fill="none" stroke="{colour}" stroke-width="2"{dashes}>{"".join(paths)}</g>' if paths else ""


def _point(frame: _Frame, point: Point, colour: str, place: int, ground: str) -> str:
    """A disc for the first line, a hollow diamond for the second: told apart without colour."""
    x, y = frame.x(point.at), frame.y(point.value)
    says = f'data-at="{point.at.isoformat(timespec="minutes")}" data-value="{number(point.value)}"'
    if place % 2:
        diamond = f"M{x:g} {y - 5.5:g}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
        return f'<path {says} d="{diamond}" fill="{ground}" stroke="{colour}" stroke-width="2"/>'
    return f'<circle {says} cx="{x:g}" cy="{y:g}" r="4" fill="{colour}"/>'
