"""A progress bar on standard error, by bytes read where the size is known."""

from collections.abc import Iterator
from typing import Any

from tqdm import tqdm

from ischia.core.problems import Problem

Line = tuple[int, Any, Problem | None]


def bar(lines: Iterator[Line], size: int | None) -> Iterator[Line]:
    """The same lines, with a bar that says how many have been read."""
    yield from tqdm(lines, unit=" cases", desc="screening" if size is None else f"screening {size / 1e6:.1f} MB")
