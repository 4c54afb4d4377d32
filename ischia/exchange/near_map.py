"""A small map of who is near, drawn from positions alone: rings of distance, north up, a numbered dot for each.

There are no streets on it and no tiles from elsewhere; the list beside it says the same in words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ischia.core.directory.sphere import KM_PER_DEGREE, Point

SIDE = 400  # units of the drawing, which is square
EDGE = 26  # free around the outer ring
DOT = 15  # a dot's radius; two that would touch become one
NICE = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Ring:
    """A circle of a distance in kilometres."""

    radius: float
    km: float

    @property
    def label_y(self) -> float:
        """Where its distance is written: inside, at the bottom."""
        return round(SIDE / 2 + self.radius - 6, 1)

    @property
    def words(self) -> str:
        """`2.5`, `10`."""
        return f"{self.km:g}"


@dataclass(frozen=True)
class Dot:
    """One or several of the list, by their numbers in it."""

    x: float
    y: float
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """`3`, `3, 5`, or `3 …` where many stand in one place."""
        first, *rest = self.numbers
        return str(first) if not rest else f"{first}, {rest[0]}" if len(rest) == 1 else f"{first} …"


@dataclass(frozen=True)
class NearMap:
    """A drawing of `SIDE` by `SIDE` units with the centre of the search in its middle."""

    rings: tuple[Ring, ...]
    dots: tuple[Dot, ...]
    side: int = SIDE
    middle: int = SIDE // 2


def draw_near(centre: Point, places: Sequence[Point]) -> NearMap:
    """Place numbered dots around a centre, at a scale that just holds them all.

    Args:
        centre: the middle.
        places: in the order of the list; the first has number 1.
    """
    offsets = [_offset(centre, place) for place in places]
    furthest = max((math.hypot(*each) for each in offsets), default=0.0)
    outer = nice_above(furthest)
    scale = (SIDE / 2 - EDGE) / outer
    middle = SIDE / 2
    dots: list[Dot] = []
    for number, (east, north) in enumerate(offsets, 1):
        _add(dots, Dot(round(middle + east * scale, 1), round(middle - north * scale, 1), (number,)))
    rings = tuple(Ring(round(km * scale, 1), km) for km in (outer / 2, outer))
    return NearMap(rings, tuple(dots))


def nice_above(km: float) -> float:
    """The next round number of kilometres: 1, 2, 5, 10, 20, …; at least 1."""
    power = 1.0
    while True:
        for step in NICE:
            if step * power >= km:
                return step * power
        power *= 10


def _offset(centre: Point, place: Point) -> tuple[float, float]:
    """Kilometres east and north of the centre, flat: a map of a town and its surroundings."""
    east = (place.longitude - centre.longitude + 180) % 360 - 180
    flat = math.cos(math.radians((centre.latitude + place.latitude) / 2))
    return east * flat * KM_PER_DEGREE, (place.latitude - centre.latitude) * KM_PER_DEGREE


def _add(dots: list[Dot], dot: Dot) -> None:
    for place, other in enumerate(dots):
        if math.hypot(dot.x - other.x, dot.y - other.y) < 2 * DOT:
            dots[place] = Dot(other.x, other.y, (*other.numbers, *dot.numbers))
            return
    dots.append(dot)
