"""Every single slip of the pen in a condition, as it is written down."""

from collections.abc import Iterator
from typing import Any, NamedTuple

GONE = ...  # stands in a slip for "this is no longer there"; the same one in every process
OTHER = {"all": "any", "any": "all"}
Way = tuple[str | int, ...]


class Slip(NamedTuple):
    """What stands in one place instead of what was meant: its id, a sentence, the place, and what is there now."""

    id: str
    says: str
    way: Way
    now: Any


def named(way: Way, *more: str) -> str:
    """The id of a slip: the way to it, and what happened there."""
    return ".".join(map(str, (*way, *more)))


def lost_word(way: Way, words: list[str], place: int) -> Slip:
    """One word of a list lost; the only one takes the list with it."""
    word, here = words[place], (*way, place) if len(words) > 1 else way
    return Slip(named(way, word, "dropped"), f"{named(way)} has lost {word}", here, GONE)


def slips_in(condition: Any, way: Way = ()) -> Iterator[Slip]:
    """Each `all` and `any` swapped, each part lost, each `not` lost, each number one off, each word of a list lost."""
    if isinstance(condition, str):
        return
    for word, inner in condition.items():
        if word in OTHER:
            yield from _in_parts(word, inner, way)
        elif word == "not":
            yield Slip(named(way, "not", "dropped"), f"{told(condition)} has lost its `not`", way, inner)
            yield from slips_in(inner, (*way, word))
        else:
            yield from _in_test(word, inner, (*way, word))


def _in_parts(word: str, parts: list[Any], way: Way) -> Iterator[Slip]:
    if len(parts) > 1:
        swapped = f"`{word}` has become `{OTHER[word]}` in {told({word: parts})}"
        yield Slip(named(way, word, f"as_{OTHER[word]}"), swapped, way, {OTHER[word]: parts})
        for place, part in enumerate(parts):
            here = (*way, word, place)
            yield Slip(named(here, "dropped"), f"{told(part)} is lost", here, GONE)
    for place, part in enumerate(parts):
        yield from slips_in(part, (*way, word, place))


def _in_test(finding: str, test: dict[str, Any], way: Way) -> Iterator[Slip]:
    for word, value in test.items():
        here = (*way, word)
        if len(test) > 1:
            yield Slip(named(here, "dropped"), f"{finding} {word} {value} is lost", here, GONE)
        if word in ("in", "includes") and len(value) > 1:
            yield from (lost_word(here, value, place) for place in range(len(value)))
        elif isinstance(value, bool):
            yield Slip(named(here, "turned"), f"{finding} {word} is {not value}", here, not value)
        elif isinstance(value, int):
            yield from one_off(here, value)


def one_off(way: Way, value: int, least: int | None = None, most: int | None = None) -> Iterator[Slip]:
    """A number that is one too low and one too high, as far as such a number may stand there at all."""
    for now, step in ((value - 1, "-1"), (value + 1, "+1")):
        if (least is None or now >= least) and (most is None or now <= most):
            yield Slip(f"{named(way)}{step}", f"{named(way)} is {now} instead of {value}", way, now)


def told(part: Any) -> str:
    """A part of a condition in one short line."""
    if isinstance(part, str):
        return part
    ((word, inner),) = list(part.items())[:1]
    if word in OTHER:
        return f" {'and' if word == 'all' else 'or'} ".join(f"({told(each)})" for each in inner)
    if word == "not":
        return f"not {told(inner)}"
    return f"{word} " + ", ".join(f"{test} {value}" for test, value in inner.items())
