"""The body map as SVG text: a figure from the front and the back with regions marked."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Literal

from ischia.core.body import Body, Dermatome, Outline, Reach, Region, Shape, Side, View
from ischia.core.problems import Problem
from ischia.exchange.body_ink import Inks, Mark, Palette, frame, inks_of, key_of, one_of, paint, patterns
from ischia.exchange.svg_paths import mirrored, whole

Marked = Mapping[str, Sequence[str]]


# A wash dries darker at its rim: the outline again and again, wide and thin, cut at the figure.
RIMS = ((26, 0.07), (17, 0.08), (10, 0.1), (4.5, 0.16))
FOLDS = ((15, 0.08), (9, 0.09), (4, 0.1))


def side_of(spot: str) -> tuple[str, Side | None]:
    """Split `low_back:left` into the region and the side; without a side every side is meant."""
    name, colon, side = spot.partition(":")
    return name, Side(one_of("side", side, list(Side))) if colon else None


def find(body: Body, spot: str, *, travel: bool = False) -> tuple[Region | Dermatome | Reach, Side | None]:
    """The region, dermatome or (for `travel`) reach that a spot such as `low_back:left` names, and its side.

    Raises:
        Problem: nobody knows the place, or it has no such side.
    """
    name, side = side_of(spot)
    things: Sequence[Region | Dermatome | Reach] = body.reaches if travel else (*body.regions, *body.dermatomes)
    known = {thing.id: thing for thing in things}
    thing = known[one_of("region", name, known)]
    if side and side not in thing.sides:
        raise Problem(f"side of {name}", side.value, " or ".join(thing.sides))
    return thing, side


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


def _figure(body: Body, view: View, ink: Inks, key: str) -> tuple[str, str]:
    """What lies under the marks, and the lines that go over them."""
    outline: Outline = body.outline[view]
    width = body.view_box[2]
    shape, folds = f'<use href="#{key}-{view}-shape"', f'<use href="#{key}-{view}-folds"'
    soft = f'fill="none" stroke="{ink["shade"]}" stroke-linecap="round" stroke-linejoin="round"'
    pools = "".join(
        f'{path} {soft} stroke-width="{size}" stroke-opacity="{strength}"/>'
        for path, rims in ((shape, RIMS), (folds, FOLDS))
        for size, strength in rims
    )
    under = (
        f'<defs><path id="{key}-{view}-shape" d="{silhouette(body, view)}"/>'
        f'<path id="{key}-{view}-folds" d="{_both(outline.shade, width)}"/>'
        f'<clipPath id="{key}-{view}">{shape}/></clipPath></defs>'
        f'<g class="body-wash" transform="translate(1.6 1.4)">{shape} fill="{ink["wash"]}"/>'
        f'{shape} fill="url(#{key}-bloom)"/><g clip-path="url(#{key}-{view})">{pools}</g></g>'
    )
    stroke = f'fill="none" stroke="{ink["line"]}" stroke-linecap="round" stroke-linejoin="round"'
    over = (
        f'<path d="{_both(outline.faint_lines, width)}" {stroke} stroke-width="1.1" stroke-opacity="0.34"/>'
        f'<path d="{_both(outline.lines, width)}" {stroke} stroke-width="1.2" stroke-opacity="0.66"/>'
        f'{shape} {stroke} stroke-width="3" stroke-opacity="0.2"/>'
        f'{shape} {stroke} class="body-line" stroke-width="1.4" stroke-opacity="0.92"/>'
    )
    return under, over


def way_to(body: Body, furthest: str, side: Side) -> str:
    """The line that pain takes down the back of one leg, from the low back to where it ends."""
    stops = [reach.id for reach in body.reaches]
    pieces = [reach.line for reach in body.reaches[: stops.index(furthest) + 1]]
    line = pieces[0] + "".join(" " + piece[piece.index("C") :] for piece in pieces[1:])
    return mirrored(line, body.view_box[2]) if side is Side.LEFT else line


def _way(line: str, ink: Inks) -> str:
    x, y = line.split()[-2:]
    stroke = 'fill="none" stroke-linecap="round"'
    return (
        f'<path d="{line}" {stroke} stroke="{ink["paper"]}" stroke-width="6.5" stroke-opacity="0.85"/>'
        f'<path d="{line}" {stroke} stroke="{ink["pain"]}" stroke-width="3"/>'
        f'<circle cx="{x}" cy="{y}" r="7.5" fill="{ink["paper"]}" stroke="{ink["pain"]}" stroke-width="3"/>'
    )


def _travelled(body: Body, view: View, spot: str, ink: Inks, key: str) -> tuple[str, str]:
    """Everything the pain passes on its way to a place, and the way itself."""
    furthest, side = find(body, spot, travel=True)
    stops = [reach.id for reach in body.reaches]
    passed = [shape for reach in body.reaches[: stops.index(furthest.id) + 1] for shape in reach.shapes]
    wash = "".join(paint(Mark.TRAVEL, path, ink, key) for path in shape_paths(body, passed, view, side))
    legs = (side,) if side else furthest.sides
    return wash, "".join(_way(way_to(body, furthest.id, leg), ink) for leg in legs) if view is View.BACK else ""


def _marks(body: Body, view: View, marked: Marked, ink: Inks, key: str) -> tuple[str, str]:
    """Everything marked in one view: what is clipped to the figure, and the lines on top of it."""
    painted, ways = "", ""
    for kind, spot in [(mark, place) for mark in Mark for place in marked.get(mark.value, ())]:
        if kind is Mark.TRAVEL:
            inside, way = _travelled(body, view, spot, ink, key)
        else:
            thing, side = find(body, spot)
            paths = shape_paths(body, thing.shapes, view, side)
            inside, way = paint(kind, " ".join(paths), ink, key) if paths else "", ""
        painted += f'<g class="body-{kind}" data-spot="{escape(spot)}">{inside}</g>' if inside else ""
        ways += way
    return painted, ways


def draw_view(body: Body, view: View, marked: Marked, ink: Inks, key: str) -> str:
    """One view of the figure with its marks, as a piece of a picture whose ids start with `key`."""
    under, over = _figure(body, view, ink, key)
    painted, ways = _marks(body, view, marked, ink, key)
    clip = f'clip-path="url(#{key}-{view})"'
    return f'<g class="body-view" data-view="{view}">{under}<g {clip}>{painted}</g>{over}{ways}</g>'


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
        Problem: a kind, region, side or view that nobody knows.
    """
    for kind in marked:
        one_of("kind of mark", kind, list(Mark))
    one_of("view", view, ["both", *View])
    ink, key = inks_of(palette), key_of(sorted(marked.items()), title, desc, view, palette)
    views = list(View) if view == "both" else [View(view)]
    _, _, width, height = body.view_box
    drawn = "".join(
        f'<g transform="translate({place * width:g} 0)">{draw_view(body, seen, marked, ink, key)}</g>'
        for place, seen in enumerate(views)
    )
    return frame((0, 0, width * len(views), height), title, desc, key, f"<defs>{patterns(ink, key)}</defs>{drawn}")
