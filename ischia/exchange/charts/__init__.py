"""Charts as SVG and as tables: the same value drawn and told, so that no number stands in one and not in the other."""

from ischia.exchange.charts.chart import BandPoint, Chart, Line, Mark, Point, chart_in_words, segments, table_of
from ischia.exchange.charts.drawing import draw_chart

__all__ = [
    "BandPoint",
    "Chart",
    "Line",
    "Mark",
    "Point",
    "chart_in_words",
    "draw_chart",
    "segments",
    "table_of",
]
