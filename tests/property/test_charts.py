"""Whatever was written down: every raw point stands in the picture and in the table, and no gap is ever joined."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ischia.exchange.charts import BandPoint, Chart, Line, Mark, Point, chart_in_words, draw_chart, segments, table_of

FIRST = date(2026, 3, 1)
minutes = st.integers(0, 50 * 24 * 60).map(lambda passed: timedelta(minutes=passed))
moments = minutes.map(lambda passed: datetime.combine(date(2026, 2, 20), time()) + passed)
points = st.lists(st.builds(Point, moments, st.integers(0, 10)), max_size=25).map(
    lambda found: tuple(sorted(found, key=lambda each: each.at))
)
names = st.lists(st.text("abc<&\"'é", min_size=1, max_size=8), min_size=2, max_size=2, unique=True)


@st.composite
def charts(draw):
    lines = tuple(Line(name, draw(points)) for name in draw(names))
    marks = draw(
        st.lists(
            st.builds(Mark, st.dates(FIRST, date(2026, 3, 30)), st.text(max_size=9), st.sampled_from(["plan", "care"])),
            max_size=3,
        )
    )
    band = tuple(BandPoint(FIRST + timedelta(days=day), 1, 8) for day in range(draw(st.integers(0, 40))))
    last = FIRST + timedelta(days=draw(st.integers(0, 30)))
    ticks = {0: "0", 5: "5", 10: "10"}
    return Chart("x", "A <chart>", FIRST, last, 0, 10, ticks, lines, tuple(marks), band, reversed=draw(st.booleans()))


def drawn(chart):
    picture = ElementTree.fromstring(draw_chart(chart))
    groups = [each for each in picture.iter() if each.get("class") == "chart-line"]
    return {
        group.get("data-line"): [
            (each.get("data-at"), each.get("data-value")) for each in group.iter() if each.get("data-at")
        ]
        for group in groups
    }


@given(charts())
def test_every_raw_point_between_the_two_days_is_in_the_picture_and_no_other(chart):
    for line in chart.lines:
        inside = [each for each in line.points if chart.first <= each.at.date() <= chart.last]
        assert drawn(chart)[line.name] == [(each.at.isoformat(timespec="minutes"), str(each.value)) for each in inside]


@given(charts())
def test_every_raw_point_is_in_the_table(chart):
    rows = table_of(chart)
    for place, line in enumerate(chart.shown):
        told = [(row.day, row.time, word) for row in rows for word in row.values[place].split(", ") if word]
        assert told == [(each.at.date(), each.at.strftime("%H:%M"), str(each.value)) for each in line.points]
    assert sum(1 for row in rows if not row.time) == len(chart.marked)
    assert rows == sorted(rows, key=lambda row: (row.day, row.time))


@given(points)
def test_a_day_without_an_entry_is_never_joined_over(found):
    parts = segments(found)
    assert [each for part in parts for each in part] == list(found)
    for part in parts:
        assert all((later.at.date() - earlier.at.date()).days <= 1 for earlier, later in pairwise(part))
    for earlier, later in pairwise(parts):
        assert (later[0].at.date() - earlier[-1].at.date()).days > 1


@given(charts())
def test_as_many_strokes_as_there_are_runs_of_days(chart):
    strokes = re.findall(
        r'<g fill="none" stroke="[^"]+" stroke-width="2"(?: stroke-dasharray="7 4")?>(.*?)</g>', draw_chart(chart)
    )
    runs = [part for line in chart.shown for part in segments(line.points) if len(part) > 1]
    assert sum(each.count("<path") for each in strokes) == len(runs)


@given(charts())
def test_nothing_is_drawn_outside_the_picture(chart):
    for width in (360, 760):
        picture = ElementTree.fromstring(draw_chart(chart, width=width))
        for each in picture.iter("{http://www.w3.org/2000/svg}circle"):
            assert 0 <= float(each.get("cx")) <= width
            assert 0 <= float(each.get("cy")) <= 280


@given(charts())
def test_the_words_name_each_line_that_has_points(chart):
    said = chart_in_words(chart)
    for line in chart.shown:
        assert (f"{line.name}: " in said) >= bool(line.points)
    assert ("band" in said) is bool(chart.band)
