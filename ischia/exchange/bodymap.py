"""The body map as SVG text: a figure from the front and the back with regions marked, and pictures of positions.

Each meaning has a colour and a pattern of its own, so nothing is said by colour alone. Pages theme the colours through
CSS custom properties; papers get the colours written out, because a PDF knows no custom properties.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from html import escape
from typing import Literal

from ischia.core.body import Body, Dermatome, Outline, Part, Position, Reach, Region, Shape, Side, View
from ischia.core.problems import Problem
from ischia.exchange.svg_paths import mirrored, whole

Palette = Literal["css", "print"]
Marked = Mapping[str, Sequence[str]]


class Mark(StrEnum):
    """What a marked place means, in the order of painting."""

    WORK = "work"
    AVOID = "avoid"
    PAIN = "pain"
    NUMB = "numb"
    TRAVEL = "travel"


INKS = {
    "paper": "#faf6ef",
    "wash": "#efe6d8",
    "bloom": "#efd2b8",
    "shade": "#c4a482",
    "line": "#4a5754",
    "pain": "#b5603c",
    "work": "#2f6f68",
    "avoid": "#5b5148",
    "numb": "#3f5573",
    "cloth": "#dbe5df",
    "far": "#e2d2bc",
}


# A wash dries darker at its rim: the outline again and again, wide and thin, cut at the figure.
RIMS = ((26, 0.07), (17, 0.08), (10, 0.1), (4.5, 0.16))


def _inks(palette: Palette) -> dict[str, str]:
    if palette == "print":
        return INKS
    return {name: f"var(--body-{name}, {ink})" for name, ink in INKS.items()}


def side_of(spot: str) -> tuple[str, Side | None]:
    """Split `low_back:left` into the region and the side; without a side every side is meant."""
    name, colon, side = spot.partition(":")
    if colon and side not in list(Side):
        raise Problem("side", side, "left, right or middle")
    return name, Side(side) if colon else None


def _one_of(field: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(names)}"
        raise Problem(field, name, hint)
    return name


def _find(body: Body, kind: Mark, name: str) -> Region | Dermatome | Reach:
    things: Sequence[Region | Dermatome | Reach]
    things = body.reaches if kind is Mark.TRAVEL else (*body.regions, *body.dermatomes)
    known = {thing.id: thing for thing in things}
    return known[_one_of("region", name, known)]


def shape_paths(body: Body, shapes: Iterable[Shape], view: View, side: Side | None) -> list[str]:
    """The full paths of these shapes in one view, on one side of the person or on all."""
    width = body.view_box[2]
    paths = []
    for shape in shapes:
        if shape.view is not view:
            continue
        if shape.side is Side.MIDDLE:
            paths += [whole(shape.path, width)] if side in (None, Side.MIDDLE) else []
            continue
        paths += [shape.path] if side in (None, shape.side) else []
        paths += [mirrored(shape.path, width)] if side in (None, shape.side.other) else []
    return paths


def silhouette(body: Body, view: View) -> str:
    """The outline of the whole figure in one view, with the soles that stand beside the back."""
    outline, width = body.outline[view], body.view_box[2]
    soles = f" {outline.sole} {mirrored(outline.sole, width)}" if outline.sole else ""
    return whole(outline.body, width) + soles


def _both(paths: Iterable[str], width: float) -> str:
    return " ".join(f"{path} {mirrored(path, width)}" for path in paths)


def _figure(body: Body, view: View, ink: Mapping[str, str], key: str) -> tuple[str, str]:
    """What lies under the marks, and the lines that go over them."""
    outline: Outline = body.outline[view]
    width = body.view_box[2]
    shape = silhouette(body, view)
    soft = f'fill="none" stroke="{ink["shade"]}" stroke-linecap="round" stroke-linejoin="round"'
    folds = _both(outline.shade, width)
    pools = "".join(
        f'<path d="{path}" {soft} stroke-width="{size}" stroke-opacity="{strength}"/>'
        for path, size, strength in (
            *((shape, *rim) for rim in RIMS),
            (folds, 15, 0.08),
            (folds, 9, 0.09),
            (folds, 4, 0.1),
        )
    )
    under = (
        f'<clipPath id="{key}-{view}"><path d="{shape}"/></clipPath>'
        f'<g class="body-wash" transform="translate(1.6 1.4)"><path d="{shape}" fill="{ink["wash"]}"/>'
        f'<path d="{shape}" fill="url(#{key}-bloom)"/>'
        f'<g clip-path="url(#{key}-{view})">{pools}</g></g>'
    )
    stroke = f'fill="none" stroke="{ink["line"]}" stroke-linecap="round" stroke-linejoin="round"'
    over = (
        f'<path d="{_both(outline.faint_lines, width)}" {stroke} stroke-width="1.1" stroke-opacity="0.34"/>'
        f'<path d="{_both(outline.lines, width)}" {stroke} stroke-width="1.2" stroke-opacity="0.66"/>'
        f'<path d="{shape}" {stroke} stroke-width="3" stroke-opacity="0.2"/>'
        f'<path class="body-line" d="{shape}" {stroke} stroke-width="1.4" stroke-opacity="0.92"/>'
    )
    return under, over


def _patterns(ink: Mapping[str, str], key: str) -> str:
    box = 'patternUnits="userSpaceOnUse"'
    return (
        f'<pattern id="{key}-avoid" width="7" height="7" {box} patternTransform="rotate(45)">'
        f'<path d="M1.5 0 L1.5 7" stroke="{ink["avoid"]}" stroke-width="1.5" stroke-opacity="0.8"/></pattern>'
        f'<pattern id="{key}-numb" width="9" height="9" {box}>'
        f'<circle cx="2.2" cy="2.2" r="1.25" fill="{ink["numb"]}"/><circle cx="6.7" cy="6.7" r="1.25" fill="{ink["numb"]}"/></pattern>'
        f'<pattern id="{key}-work" width="22" height="10" {box}>'
        f'<path d="M0 5 C3.7 1.8 7.3 1.8 11 5 C14.7 8.2 18.3 8.2 22 5" fill="none" stroke="{ink["work"]}" '
        'stroke-width="1.1" stroke-opacity="0.5"/></pattern>'
        f'<radialGradient id="{key}-bloom" cx="0.42" cy="0.3" r="0.75"><stop offset="0" stop-color="{ink["bloom"]}" '
        f'stop-opacity="0.75"/><stop offset="1" stop-color="{ink["bloom"]}" stop-opacity="0"/></radialGradient>'
    )


def _paint(kind: Mark, path: str, ink: Mapping[str, str], key: str) -> str:
    """One marked place: a wash with a darker rim, and the pattern of its meaning."""
    colour = ink["pain" if kind is Mark.TRAVEL else kind.value]
    wash, rim = {"pain": (0.5, 0.7), "work": (0.34, 0.65), "travel": (0.24, 0)}.get(kind.value, (0.1, 0.45))
    painted = f'<path d="{path}" fill="{colour}" fill-opacity="{wash}"'
    painted += f' stroke="{colour}" stroke-opacity="{rim}" stroke-width="1.3"/>' if rim else "/>"
    if kind in (Mark.AVOID, Mark.NUMB, Mark.WORK):
        painted += f'<path d="{path}" fill="url(#{key}-{kind})"/>'
    return painted


def _way(body: Body, furthest: str, side: Side, ink: Mapping[str, str]) -> str:
    """The line the pain takes down one leg, with a ring where it ends."""
    stops = [reach.id for reach in body.reaches]
    pieces = [reach.line for reach in body.reaches[: stops.index(furthest) + 1]]
    if side is Side.LEFT:
        pieces = [mirrored(piece, body.view_box[2]) for piece in pieces]
    line = pieces[0] + "".join(" " + piece[piece.index("C") :] for piece in pieces[1:])
    x, y = line.split()[-2:]
    stroke = 'fill="none" stroke-linecap="round"'
    return (
        f'<path d="{line}" {stroke} stroke="{ink["paper"]}" stroke-width="6.5" stroke-opacity="0.85"/>'
        f'<path d="{line}" {stroke} stroke="{ink["pain"]}" stroke-width="3"/>'
        f'<circle cx="{x}" cy="{y}" r="7.5" fill="{ink["paper"]}" stroke="{ink["pain"]}" stroke-width="3"/>'
    )


def _marks(body: Body, view: View, marked: Marked, ink: Mapping[str, str], key: str) -> tuple[str, str]:
    """Everything marked in one view: what is clipped to the figure, and the lines on top of it."""
    painted, ways = "", ""
    for kind in Mark:
        for spot in marked.get(kind.value, ()):
            name, side = side_of(spot)
            thing = _find(body, kind, name)
            shapes = thing.shapes
            if kind is Mark.TRAVEL:
                shapes = tuple(s for r in body.reaches[: body.reaches.index(thing) + 1] for s in r.shapes)  # type: ignore[arg-type]
                if view is View.BACK:
                    ways += "".join(_way(body, name, s, ink) for s in ([side] if side else [Side.LEFT, Side.RIGHT]))
            paths = shape_paths(body, shapes, view, side)
            if paths:
                painted += f'<g class="body-{kind}" data-spot="{spot}">{_paint(kind, " ".join(paths), ink, key)}</g>'
    return painted, ways


def _frame(box: Sequence[float], title: str, desc: str, key: str, inside: str) -> str:
    size = " ".join(f"{number:g}" for number in box)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="body-figure" viewBox="{size}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(desc)}</desc>{inside}</svg>'
    )


def _key(*parts: object) -> str:
    """A short name for this picture's own ids: the same picture always gets the same one."""
    return f"b{zlib.crc32(repr(parts).encode()):08x}"


def draw_body(
    body: Body,
    *,
    marked: Marked,
    title: str,
    desc: str,
    view: Literal["both", "front", "back"] = "both",
    palette: Palette = "css",
) -> str:
    """Draw the figure with places marked.

    Args:
        body: The body map of the knowledge.
        marked: Kind of mark (`pain`, `avoid`, `work`, `numb`, `travel`) to places: `region`, `region:side` or a
            dermatome; for `travel` the furthest place it reaches, such as `calf:left`.
        title: The picture's name, read aloud first.
        desc: What it shows, in one sentence.
        view: One view, or front and back side by side.
        palette: `css` for pages, `print` for papers.
    Raises:
        Problem: a kind, region or side that nobody knows.
    """
    for kind in marked:
        _one_of("kind", kind, [mark.value for mark in Mark])
    ink, key = _inks(palette), _key(sorted(marked.items()), title, desc, view, palette)
    views = list(View) if view == "both" else [View(_one_of("view", view, ["both", *View]))]
    _, _, width, height = body.view_box
    drawn = ""
    for place, seen in enumerate(views):
        under, over = _figure(body, seen, ink, key)
        painted, ways = _marks(body, seen, marked, ink, key)
        drawn += (
            f'<g class="body-view" data-view="{seen}" transform="translate({place * width:g} 0)">{under}'
            f'<g clip-path="url(#{key}-{seen})">{painted}</g>{over}{ways}</g>'
        )
    box = (0, 0, width * len(views), height)
    return _frame(box, title, desc, key, f"<defs>{_patterns(ink, key)}</defs>{drawn}")


def position_picture(
    body: Body, position: str, *, work: Sequence[str] = (), title: str = "", palette: Palette = "css"
) -> str:
    """Draw the figure in one position, with the regions to massage marked where they can be seen.

    Raises:
        Problem: a position nobody knows.
    """
    known = {each.id: each for each in body.positions}
    place: Position = known[_one_of("position", position, known)]
    ink, key = _inks(palette), _key(position, sorted(work), title, palette)
    flesh = [part.path for part in place.picture.parts if part.kind in ("body", "near")]
    clip = "".join(f'<path d="{path}"/>' for path in flesh)
    spots = " ".join(spot.path for spot in place.picture.spots if spot.region in work)
    marks = (
        f'<g class="body-work" clip-path="url(#{key}-flesh)">{_paint(Mark.WORK, spots, ink, key)}</g>' if spots else ""
    )
    before = [part for part in place.picture.parts if part.kind not in ("over", "line")]
    after = [part for part in place.picture.parts if part.kind in ("over", "line")]
    inside = (
        f'<defs>{_patterns(ink, key)}<clipPath id="{key}-flesh">{clip}</clipPath></defs>'
        f"{_parts(before, ink)}{marks}{_parts(after, ink)}"
    )
    return _frame(place.picture.view_box, title or place.name, place.how, key, inside)


def _parts(parts: Sequence[Part], ink: Mapping[str, str]) -> str:
    """Lines first, then washes, for what belongs together: so two pieces of one body show no seam."""
    drawn = ""
    stroke = f'stroke="{ink["line"]}" stroke-linecap="round" stroke-linejoin="round"'
    body = "".join(f'<path d="{part.path}"/>' for part in parts if part.kind == "body")
    for part in parts:
        if part.kind == "body":
            whole_body = f'<g fill="none" {stroke} stroke-width="3">{body}</g><g fill="{ink["wash"]}">{body}</g>'
            drawn, body = drawn + (whole_body if body else ""), ""
            continue
        fill = {"ground": "none", "line": "none", "prop": ink["cloth"], "cushion": ink["paper"], "far": ink["far"]}.get(
            part.kind, ink["wash"]
        )
        drawn += f'<path class="body-{part.kind}" d="{part.path}" fill="{fill}" {stroke} stroke-width="1.5"/>'
    return drawn
