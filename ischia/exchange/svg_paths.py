"""Paths of absolute commands (M, L, C, Q, Z): mirrored, reversed, joined. Pure text in, text out."""

import re
from collections.abc import Iterable
from functools import lru_cache

_PIECE = re.compile(r"([MLCQZ])([^MLCQZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]


def steps(path: str) -> list[Step]:
    """Read a path into its commands, each with the points it names."""
    read = []
    for command, text in _PIECE.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        read.append((command, tuple(zip(numbers[::2], numbers[1::2], strict=True))))
    return read


def write(path: list[Step]) -> str:
    """Write commands as a path again, to a tenth of a unit."""
    return " ".join(command + " ".join(f"{x:.5g} {y:.5g}" for x, y in points) for command, points in path)


@lru_cache(maxsize=1024)
def mirrored(path: str, width: float) -> str:
    """The same path seen in a mirror that stands in the middle of a picture of this width."""
    return write([(command, tuple((round(width - x, 2), y) for x, y in points)) for command, points in steps(path)])


def reverse(path: str) -> str:
    """The same open path drawn from its end to its start."""
    forward = steps(path)
    ends = [points[-1] for _, points in forward]
    back: list[Step] = [("M", (ends[-1],))]
    for index in range(len(forward) - 1, 0, -1):
        command, points = forward[index]
        back.append((command, (*reversed(points[:-1]), ends[index - 1])))
    return write(back)


@lru_cache(maxsize=1024)
def whole(half: str, width: float) -> str:
    """Close a half that runs from midline to midline with its mirror image, without a seam."""
    return half + " " + write(steps(reverse(mirrored(half, width)))[1:]) + " Z"


def bounds(paths: Iterable[str]) -> tuple[float, float, float, float]:
    """The least x and y and the greatest x and y that any of these paths names, handles included."""
    points = [point for path in paths for _, named in steps(path) for point in named]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
