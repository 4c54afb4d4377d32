"""What the body map is painted with: colours, patterns, and the frame of a picture that can be read aloud.

Each meaning has a colour and a pattern of its own, so nothing is said by colour alone. Pages theme the colours through
CSS custom properties; papers get the colours written out, because a PDF knows no custom properties.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from html import escape
from typing import Literal

from ischia.core.problems import Problem, did_you_mean

Palette = Literal["css", "print"]
Inks = Mapping[str, str]


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


def inks_of(palette: Palette) -> Inks:
    """The colours, as a page or a paper needs them written."""
    if palette == "print":
        return INKS
    return {name: f"var(--body-{name}, {ink})" for name, ink in INKS.items()}


def one_of(field: str, name: str, known: Iterable[str]) -> str:
    """The name, when it is one of those known.

    Raises:
        Problem: it is not; the message says which one was probably meant.
    """
    names = list(known)
    if name not in names:
        raise Problem(field, name, f"one of {', '.join(names)}{did_you_mean(name, names)}")
    return name


def patterns(ink: Inks, key: str) -> str:
    """The patterns a picture may refer to, under ids of its own."""
    units, dot = 'patternUnits="userSpaceOnUse"', '<circle cx="{0}" cy="{0}" r="1.25"/>'
    wave = f'fill="none" stroke="{ink["work"]}" stroke-width="1.1" stroke-opacity="0.5"'
    return (
        f'<pattern id="{key}-avoid" width="7" height="7" {units} patternTransform="rotate(45)">'
        f'<path d="M1.5 0 L1.5 7" stroke="{ink["avoid"]}" stroke-width="1.5" stroke-opacity="0.8"/></pattern>'
        f'<pattern id="{key}-numb" width="9" height="9" {units}>'
        f'<g fill="{ink["numb"]}">{dot.format(2.2)}{dot.format(6.7)}</g></pattern>'
        f'<pattern id="{key}-work" width="22" height="10" {units}>'
        f'<path d="M0 5 C3.7 1.8 7.3 1.8 11 5 C14.7 8.2 18.3 8.2 22 5" {wave}/></pattern>'
        f'<radialGradient id="{key}-bloom" cx="0.42" cy="0.3" r="0.75"><stop offset="0" stop-color="{ink["bloom"]}" '
        f'stop-opacity="0.75"/><stop offset="1" stop-color="{ink["bloom"]}" stop-opacity="0"/></radialGradient>'
    )


def paint(kind: Mark, path: str, ink: Inks, key: str) -> str:
    """One marked place: a wash with a darker rim, and the pattern of its meaning."""
    colour = ink["pain" if kind is Mark.TRAVEL else kind.value]
    wash, rim = {"pain": (0.5, 0.7), "work": (0.34, 0.65), "travel": (0.24, 0)}.get(kind.value, (0.1, 0.45))
    painted = f'<path d="{path}" fill="{colour}" fill-opacity="{wash}"'
    painted += f' stroke="{colour}" stroke-opacity="{rim}" stroke-width="1.3"/>' if rim else "/>"
    if kind in (Mark.AVOID, Mark.NUMB, Mark.WORK):
        painted += f'<path d="{path}" fill="url(#{key}-{kind})"/>'
    return painted


def frame(box: Sequence[float], title: str, desc: str, key: str, inside: str) -> str:
    """A picture with a name and a description, as one SVG."""
    size = " ".join(f"{number:g}" for number in box)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="body-figure" viewBox="{size}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(desc)}</desc>{inside}</svg>'
    )


def key_of(*parts: object) -> str:
    """A short name for this picture's own ids: the same picture always gets the same one."""
    return f"b{zlib.crc32(repr(parts).encode()):08x}"
