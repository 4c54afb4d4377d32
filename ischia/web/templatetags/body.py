"""The body map on a page: pictures, and two questions that are answered by touching the figure, without JavaScript."""

from collections.abc import Collection
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from ischia.core.body import Body, Side, View
from ischia.exchange.body_cards import card_picture, position_picture
from ischia.exchange.bodymap import draw_body, shape_paths, silhouette, way_to
from ischia.exchange.svg_paths import bounds

register = template.Library()

SIDE_WORDS = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.MIDDLE: "Middle"}


@register.simple_tag
def body_figure(body: Body, title: str, desc: str, view: str = "both", **marked: Collection[str]) -> SafeString:
    """Draw the figure: `{% body_figure body title desc pain=places avoid=limits %}`."""
    places = {kind: list(spots) for kind, spots in marked.items()}
    return mark_safe(draw_body(body, marked=places, title=title, desc=desc, view=view))  # noqa: S308  escaped where drawn


@register.simple_tag
def body_position(body: Body, position: str) -> SafeString:
    """Draw the figure in a position."""
    return mark_safe(position_picture(body, position))  # noqa: S308  escaped where drawn


@register.simple_tag
def body_card(body: Body, position: str, work: Collection[str], title: str, desc: str) -> SafeString:
    """Draw a plan card's picture: the position, and where the hands go."""
    return mark_safe(card_picture(body, position, work=list(work), title=title, desc=desc))  # noqa: S308  escaped where drawn


@register.inclusion_tag("components/body_map.html")
def body_map(body: Body, name: str, legend: str, chosen: Collection[str] = (), kind: str = "pain") -> dict[str, Any]:
    """Ask for places on the body: checkboxes `region:side`, on the figure and in a list."""
    rows = [
        {
            "id": f"id_{name}_{region.id}",
            "region": region,
            "picks": [_pick(name, f"{region.id}:{side}", SIDE_WORDS[side], chosen) for side in region.sides],
        }
        for region in body.regions
    ]
    views = [_view(body, name, view, legend) for view in View]
    return {"name": name, "legend": legend, "kind": kind, "rows": rows, "views": views, "box": _box(body)}


@register.inclusion_tag("components/body_reach.html")
def body_reach(
    body: Body, name: str, legend: str, chosen: str = "", side: str = "right", unsure: str = ""
) -> dict[str, Any]:
    """Ask how far down the leg it goes: radio buttons, on one leg of the figure and in a list; `unsure` stands last."""
    leg = Side(side)
    stops = [
        {
            **_pick(name, reach.id, reach.name, [chosen]),
            "say": reach.say,
            "path": " ".join(shape_paths(body, reach.shapes, View.BACK, leg)),
            "way": way_to(body, reach.id, leg),
            "end": way_to(body, reach.id, leg).split()[-2:],
        }
        for reach in body.reaches
    ]
    picture = _plain(body, View.BACK, legend)
    last = _pick(name, "not_sure", unsure, [chosen]) if unsure else None
    return {"name": name, "legend": legend, "stops": stops, "picture": picture, "box": _box(body), "unsure": last}


def _pick(name: str, value: str, word: str, chosen: Collection[str]) -> dict[str, Any]:
    return {
        "id": f"id_{name}_{value.replace(':', '_')}",
        "value": value,
        "word": word,
        "checked": value in chosen,
    }


def _view(body: Body, name: str, view: View, legend: str) -> dict[str, Any]:
    """One view: the figure, and the places that can be touched on it, the small ones on top of the large ones."""
    spots = []
    for region in body.regions:
        for side in region.sides:
            paths = shape_paths(body, region.shapes, view, side)
            if paths:
                spot = f"{region.id}:{side}"
                spots.append({"for": _pick(name, spot, "", ())["id"], "value": spot, "path": " ".join(paths)})
    spots.sort(key=lambda spot: (spot["value"].startswith("bony_points"), -_size(spot["path"])))
    sides = ("Your right", "Your left") if view is View.FRONT else ("Your left", "Your right")
    return {
        "id": f"{name}-{view}",
        "view": view,
        "word": view.capitalize(),
        "sides": sides,
        "spots": spots,
        "outline": silhouette(body, view),
        "picture": _plain(body, view, legend),
    }


def _plain(body: Body, view: View, legend: str) -> SafeString:
    """The figure with nothing marked. What is chosen on it is said by the list, so it needs no words of its own."""
    picture = draw_body(body, marked={}, title=f"Figure seen from the {view}", desc=legend, view=view.value)
    return mark_safe(picture)  # noqa: S308  escaped where drawn


def _size(path: str) -> float:
    left, top, right, bottom = bounds([path])
    return (right - left) * (bottom - top)


def _box(body: Body) -> str:
    return " ".join(f"{number:g}" for number in body.view_box)
