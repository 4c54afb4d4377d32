"""The body as the map draws it: regions, the strips of skin a nerve root feels, positions. Shapes only, no decisions.

One half of the figure is stored, the half on the viewer's right; the other half is its mirror image. In the front view
the viewer's right is the person's left, in the back view it is the person's right.
"""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from ischia.core.value import Value


class View(StrEnum):
    """From where the figure is seen."""

    FRONT = "front"
    BACK = "back"


class Side(StrEnum):
    """A side of the person's own body, never of the page."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"

    @property
    def other(self) -> "Side":
        """The side that the mirror shows."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


STORED_SIDE = {View.FRONT: Side.LEFT, View.BACK: Side.RIGHT}


class Shape(Value):
    """One drawn half: a closed path beside the midline, or for `middle` a path from midline to midline."""

    view: View
    side: Side
    path: str = Field(pattern=r"^M[MCQLZ0-9. -]+$")

    @model_validator(mode="after")
    def _stands_on_the_stored_half(self) -> Self:
        if self.side not in (STORED_SIDE[self.view], Side.MIDDLE):
            raise ValueError(f"the {self.view} view stores {STORED_SIDE[self.view]} or middle, not {self.side}")
        return self


class Region(Value):
    """A part of the body that massage rules name."""

    id: str
    name: str
    say: str
    sources: tuple[str, ...] = Field(min_length=1)
    paired: bool
    shapes: tuple[Shape, ...] = Field(min_length=1)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it can be marked on, left first."""
        middle = any(shape.side is Side.MIDDLE for shape in self.shapes)
        return ((Side.LEFT, Side.RIGHT) if self.paired else ()) + ((Side.MIDDLE,) if middle else ())


class Dermatome(Value):
    """The skin that one nerve root feels."""

    id: str
    name: str
    root: str
    say: str
    sources: tuple[str, ...] = Field(min_length=1)
    shapes: tuple[Shape, ...] = Field(min_length=1)
    sides: ClassVar[tuple[Side, ...]] = (Side.LEFT, Side.RIGHT)


class Reach(Value):
    """How far down the leg pain goes: a stop on the way, and the piece of line that leads to it."""

    id: str
    name: str
    say: str
    sources: tuple[str, ...] = Field(min_length=1)
    line: str
    shapes: tuple[Shape, ...] = Field(min_length=1)
    sides: ClassVar[tuple[Side, ...]] = (Side.LEFT, Side.RIGHT)


class Part(Value):
    """One piece of a position's picture, drawn in the order given."""

    kind: str = Field(pattern="^(ground|prop|cushion|far|body|near|over|line)$")
    path: str


class Spot(Value):
    """Where a region can be seen in a position's picture."""

    region: str
    path: str


class Picture(Value):
    """A figure in a position, seen from the side."""

    view_box: tuple[float, float, float, float]
    parts: tuple[Part, ...] = Field(min_length=1)
    spots: tuple[Spot, ...] = ()


class Position(Value):
    """How a person lies, sits or stands."""

    id: str
    name: str
    how: str
    sources: tuple[str, ...] = Field(min_length=1)
    picture: Picture


class Outline(Value):
    """What one view draws before anything is marked: halves, as everywhere."""

    body: str
    sole: str | None = None
    shade: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    faint_lines: tuple[str, ...] = ()


class Body(Value):
    """The whole body map."""

    view_box: tuple[float, float, float, float]
    outline: dict[View, Outline]
    regions: tuple[Region, ...]
    dermatomes: tuple[Dermatome, ...]
    reaches: tuple[Reach, ...]
    positions: tuple[Position, ...]
