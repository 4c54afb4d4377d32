"""Pictures for cards: a figure in its position, and beside it where on the body the hands go."""

from collections.abc import Sequence

from ischia.core.body import Body, Part, Position, View
from ischia.exchange.body_ink import Inks, Mark, Palette, frame, inks_of, key_of, one_of, paint, patterns
from ischia.exchange.bodymap import draw_view, find, shape_paths
from ischia.exchange.svg_paths import bounds

INSET = 150.0  # width of the close-up beside the position, in units of the position's picture


def position_picture(
    body: Body, position: str, *, work: Sequence[str] = (), title: str = "", palette: Palette = "css"
) -> str:
    """Draw the figure in one position, with the places to massage marked where they can be seen from there.

    Args:
        body: The body map of the knowledge.
        position: A position's id, such as `side_lying`.
        work: Regions to massage; a side is ignored, for the figure is seen from its side.
        title: The picture's name; the position's own without one.
        palette: `css` for pages, `print` for papers.
    Raises:
        Problem: a position or region that nobody knows.
    """
    place, ink, key = _position(body, position), inks_of(palette), key_of(position, sorted(work), title, palette)
    inside = f"<defs>{patterns(ink, key)}</defs>{_posed(body, place, work, ink, key)}"
    return frame(place.picture.view_box, title or place.name, place.how, key, inside)


def card_picture(
    body: Body, position: str, *, work: Sequence[str], title: str, desc: str, palette: Palette = "css"
) -> str:
    """Draw a card's picture: the position, and a close-up of the places to massage.

    Without a place to massage, as for an exercise, only the position is drawn.

    Raises:
        Problem: a position, region or side that nobody knows.
    """
    place, ink, key = _position(body, position), inks_of(palette), key_of(position, sorted(work), title, desc, palette)
    x, y, width, height = place.picture.view_box
    drawn = _posed(body, place, work, ink, key)
    if work:
        drawn += _close_up(body, work, (x + width, y, INSET, height), ink, key)
    box = (x, y, width + (INSET if work else 0), height)
    return frame(box, title, desc, key, f"<defs>{patterns(ink, key)}</defs>{drawn}")


def _position(body: Body, name: str) -> Position:
    known = {position.id: position for position in body.positions}
    return known[one_of("position", name, known)]


def _posed(body: Body, place: Position, work: Sequence[str], ink: Inks, key: str) -> str:
    """The figure in its position: what lies below the marks, the marks, and the arm that lies over them."""
    regions = {find(body, spot)[0].id for spot in work}
    parts = place.picture.parts
    clip = "".join(f'<path d="{part.path}"/>' for part in parts if part.kind == "body")
    spots = [paint(Mark.WORK, spot.path, ink, key) for spot in place.picture.spots if spot.region in regions]
    below = [part for part in parts if part.kind not in ("over", "line")]
    above = [part for part in parts if part.kind in ("over", "line")]
    return (
        f'<clipPath id="{key}-flesh">{clip}</clipPath>{_parts(below, ink)}'
        f'<g class="body-work" clip-path="url(#{key}-flesh)">{"".join(spots)}</g>{_parts(above, ink)}'
    )


def _parts(parts: Sequence[Part], ink: Inks) -> str:
    """The pieces in their order. Those of one body: all lines first, then all washes, so that no seam shows."""
    stroke = f'stroke="{ink["line"]}" stroke-linecap="round" stroke-linejoin="round"'
    fills = {"ground": "none", "line": "none", "prop": ink["cloth"], "cushion": ink["paper"], "far": ink["far"]}
    joined = "".join(f'<path d="{part.path}"/>' for part in parts if part.kind == "body")
    drawn = ""
    for part in parts:
        if part.kind != "body":
            fill = fills.get(part.kind, ink["wash"])
            drawn += f'<path class="body-{part.kind}" d="{part.path}" fill="{fill}" {stroke} stroke-width="1.5"/>'
        elif joined:
            drawn += f'<g fill="none" {stroke} stroke-width="3">{joined}</g><g fill="{ink["wash"]}">{joined}</g>'
            joined = ""
    return drawn


def _close_up(body: Body, work: Sequence[str], box: tuple[float, float, float, float], ink: Inks, key: str) -> str:
    """The part of the figure where the places are, from the side that shows most of them."""
    found = [find(body, spot) for spot in work]
    seen = {
        view: [path for thing, side in found for path in shape_paths(body, thing.shapes, view, side)] for view in View
    }
    view = max((View.BACK, View.FRONT), key=lambda each: len(seen[each]))
    left, top, right, bottom = bounds(seen[view])
    x, y, width, height = box
    radius = min(width, height) / 2 - 4
    across = max(bottom - top + 60, right - left + 60, 210)
    crop = f"{(left + right - across) / 2:.1f} {(top + bottom - across) / 2:.1f} {across:.1f} {across:.1f}"
    middle = f'cx="{x + width / 2:g}" cy="{y + height / 2:g}" r="{radius:g}"'
    place = (
        f'x="{x + width / 2 - radius:g}" y="{y + height / 2 - radius:g}" width="{2 * radius:g}" height="{2 * radius:g}"'
    )
    return (
        f'<clipPath id="{key}-lens"><circle {middle}/></clipPath><circle {middle} fill="{ink["paper"]}"/>'
        f'<g clip-path="url(#{key}-lens)"><svg {place} viewBox="{crop}">'
        f"{draw_view(body, view, {Mark.WORK.value: work}, ink, key)}</svg></g>"
        f'<circle {middle} fill="none" stroke="{ink["line"]}" stroke-width="1.5"/>'
    )
