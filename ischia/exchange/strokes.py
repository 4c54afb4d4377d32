"""A massage stroke drawn on the body map: where it goes, which way, how fast, with what. A page's CSS sets it moving.

The hand is a short dash on its own path, so it can travel without a script; standing still it lies at the path's start,
and the line with its arrow tells the way.
"""

from collections.abc import Sequence

from ischia.core.body import Body, Side, View
from ischia.core.facts.playing import Stroke
from ischia.exchange.body_ink import Inks, Mark, Palette, frame, inks_of, key_of, patterns
from ischia.exchange.bodymap import draw_view, find, shape_paths
from ischia.exchange.svg_paths import bounds

Box = tuple[float, float, float, float]

# How wide what touches the skin is drawn, in units of the figure; fingers and knuckles are several dots in a row.
WIDTHS = {"flat_fingers": 9, "knuckles": 10, "fingers_and_thumbs": 10, "ball": 20, "device": 24}
HAND = 15
DASHES = {"flat_fingers": "0.1 9 0.1 200", "knuckles": "0.1 10 0.1 10 0.1 200", "fingers_and_thumbs": "0.1 12 0.1 200"}
ONE = "0.1 200"
THERE_AND_BACK = ("rub", "squeeze", "knead")
STILL = ("hold", "lean")

PATHS_IN_WORDS = {
    "hold": "rest without moving",
    "glide": "glide",
    "circles": "move in circles",
    "knead": "knead",
    "squeeze": "squeeze softly and let go",
    "rub": "rub to and fro",
    "lean": "press in as you lean",
}
TOOLS_IN_WORDS = {
    "hands": "Hands",
    "flat_hand": "The flat hand",
    "flat_fingers": "Flat fingers",
    "fingers_and_thumbs": "Fingers and thumbs",
    "palms": "Palms",
    "heel_of_hand": "The heel of the hand",
    "knuckles": "Knuckles",
    "ball": "The ball",
    "device": "The massager",
}
ONE_THING = ("flat_hand", "heel_of_hand", "ball", "device")


def stroke_in_words(stroke: Stroke) -> str:
    """What the picture shows, for who cannot see it: `Palms glide upwards, slowly.`"""
    does = PATHS_IN_WORDS[stroke.path]
    if stroke.tool in ONE_THING:
        verb, space, rest = does.partition(" ")
        does = f"{verb}{'es' if verb == 'press' else 's'}{space}{rest.replace('let go', 'lets go')}"
    way = {"up": " upwards", "down": " downwards"}.get(stroke.direction or "", "")
    return f"{TOOLS_IN_WORDS[stroke.tool]} {does}{way}{', slowly' if stroke.pace else ''}."


def stroke_picture(body: Body, region: str, side: str, stroke: Stroke, title: str, *, palette: Palette = "css") -> str:
    """Draw a close-up of a region with the stroke on it.

    Args:
        body: the body map.
        region: the region's id.
        side: `left`, `right` or `both`.
        stroke: how the hand, ball or device moves.
        title: the picture's name.
        palette: `css` for pages, `print` for papers.
    Raises:
        Problem: a region or side that nobody knows.
    """
    sides = [Side.LEFT, Side.RIGHT] if side == "both" else [Side(side)]
    spots = [f"{region}:{each}" for each in sides]
    view, boxes = _seen(body, spots)
    ink, key = inks_of(palette), key_of(region, side, stroke, title, palette)
    crop = _crop(boxes)
    drawn = draw_view(body, view, {Mark.WORK.value: spots}, ink, key)
    middle = body.view_box[2] / 2
    ways = "".join(_stroke(_reached(box, region, stroke, middle), stroke, ink, key) for box in boxes)
    inside = f"<defs>{patterns(ink, key)}{_arrow(ink, key)}</defs>{drawn}{ways}"
    return frame(crop, title, stroke_in_words(stroke), key, inside)


def _seen(body: Body, spots: Sequence[str]) -> tuple[View, list[Box]]:
    """The view that shows the places, the back where both do; and a box around each place."""
    for view in (View.BACK, View.FRONT):
        found = [find(body, spot) for spot in spots]
        paths = [shape_paths(body, thing.shapes, view, side) for thing, side in found]
        if all(paths):
            return view, [bounds(each) for each in paths]
    raise AssertionError(f"no view shows {', '.join(spots)}")


def _reached(box: Box, region: str, stroke: Stroke, middle: float) -> Box:
    """The part of a place that a session's words name.

    A ball keeps to the outer upper buttock; a glide on the back of the thigh ends at its middle.
    """
    left, top, right, bottom = box
    if stroke.tool == "ball":
        outer = (left + (right - left) * 0.4, right) if left >= middle else (left, right - (right - left) * 0.4)
        return (outer[0], top + (bottom - top) * 0.08, outer[1], top + (bottom - top) * 0.62)
    if region == "back_thigh" and stroke.path == "glide":
        return (left, (top + bottom) / 2 - 10, right, bottom)
    return box


def _crop(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    tall = max(bottom - top + 70, 170)
    wide = max(right - left + 60, tall * 1.2)
    return ((left + right - wide) / 2, (top + bottom - tall) / 2, wide, tall)


def _arrow(ink: Inks, key: str) -> str:
    return (
        f'<marker id="{key}-arrow" viewBox="0 0 10 10" refX="7" refY="5" markerWidth="5" markerHeight="5" '
        f'orient="auto-start-reverse"><path d="M1 1 L9 5 L1 9" fill="none" stroke="{ink["line"]}" '
        f'stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></marker>'
    )


def _stroke(box: Box, stroke: Stroke, ink: Inks, key: str) -> str:
    """The line of one stroke with its arrow, and what touches the skin on it."""
    drawn = ""
    for path in _paths(box, stroke):
        plain = f'd="{path}" fill="none" stroke-linecap="round" stroke-linejoin="round"'
        ends = f'marker-end="url(#{key}-arrow)"'
        if stroke.path in THERE_AND_BACK:
            ends += f' marker-start="url(#{key}-arrow)"' if stroke.path == "rub" else ""
        if stroke.path not in STILL:
            drawn += f'<path {plain} stroke="{ink["paper"]}" stroke-width="5" stroke-opacity="0.85"/>'
            drawn += f'<path class="stroke-way" {plain} stroke="{ink["line"]}" stroke-width="2" {ends}/>'
        drawn += _hand(plain, stroke, ink)
    return f'<g class="stroke" data-path="{stroke.path}" data-pace="{stroke.pace or "even"}">{drawn}</g>'


def _hand(plain: str, stroke: Stroke, ink: Inks) -> str:
    """What touches the skin: a ball is round, a device has corners, fingers and knuckles are dots in a row."""
    width, dashes = WIDTHS.get(stroke.tool, HAND), DASHES.get(stroke.tool, ONE)
    if stroke.tool == "device":
        plain = plain.replace('stroke-linecap="round"', 'stroke-linecap="square"')
    rim = f'<path class="stroke-hand" {plain} pathLength="100" stroke-dasharray="{dashes}" '
    return (
        f'{rim}stroke="{ink["paper"]}" stroke-width="{width + 4}"/>{rim}stroke="{ink["work"]}" stroke-width="{width}"/>'
    )


def _paths(box: Box, stroke: Stroke) -> list[str]:
    """Where the stroke runs within a box around its place."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    reach = (bottom - top) * 0.36
    wide = min((right - left) * 0.34, 22)
    match stroke.path:
        case "glide":
            begin, end = (y - reach, y + reach) if stroke.direction == "down" else (y + reach, y - reach)
            return [f"M{x:.1f} {begin:.1f} L{x:.1f} {end:.1f}"]
        case "circles":
            return [_circle(x, y, max(wide, 10))]
        case "knead":
            radius = max(wide * 0.8, 8)
            return [_half(x, y - radius * 0.9, radius), _half(x, y + radius * 0.9, -radius)]
        case "squeeze":
            return [f"M{x + turn * (wide + 3):.1f} {y:.1f} L{x + turn * 4:.1f} {y:.1f}" for turn in (-1, 1)]
        case "rub":
            return [f"M{x - wide:.1f} {y:.1f} L{x + wide:.1f} {y:.1f}"]
    return [f"M{x:.1f} {y:.1f} L{x + 0.1:.1f} {y:.1f}"]


def _circle(x: float, y: float, radius: float) -> str:
    """Once around and nearly closed, so that the arrow shows which way; drawn with curves as the figure is."""
    r, k = radius, radius * 0.5523  # a quarter of a circle as a curve
    return (
        f"M{x:.1f} {y - r:.1f} C{x + k:.1f} {y - r:.1f} {x + r:.1f} {y - k:.1f} {x + r:.1f} {y:.1f} "
        f"C{x + r:.1f} {y + k:.1f} {x + k:.1f} {y + r:.1f} {x:.1f} {y + r:.1f} "
        f"C{x - k:.1f} {y + r:.1f} {x - r:.1f} {y + k:.1f} {x - r:.1f} {y:.1f} "
        f"C{x - r:.1f} {y - k:.1f} {x - k * 0.9:.1f} {y - r * 0.92:.1f} {x - r * 0.35:.1f} {y - r * 0.94:.1f}"
    )


def _half(x: float, y: float, radius: float) -> str:
    """Half a turn to the right, or with a negative radius to the left."""
    begin, end, top = x - radius, x + radius, y - radius * 1.3
    return f"M{begin:.1f} {y:.1f} C{begin:.1f} {top:.1f} {end:.1f} {top:.1f} {end:.1f} {y:.1f}"
