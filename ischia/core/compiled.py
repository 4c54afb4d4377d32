"""Conditions compiled to one Python function each, or to one for a whole table of rules.

The interpreter in `conditions` explains; this answers fast. Both must always agree: tests/property holds them together.
"""

from collections.abc import Callable, Sequence
from typing import Any as Anything

from ischia.core.conditions import (
    All,
    Any,
    AtLeast,
    Atom,
    Below,
    Condition,
    Holds,
    Includes,
    Not,
    OneOf,
    Values,
    Yes,
    findings_in,
)


def compile_rules(conditions: Sequence[Condition]) -> Callable[[Values], list[int]]:
    """One function for many conditions: which of them hold, as their places in the sequence."""
    lines = [f"    if {_source(condition)}: said(%d)" % place for place, condition in enumerate(conditions)]
    return _function(conditions, ["    spoke = []", "    said = spoke.append", *lines, "    return spoke"])


def compile_first(conditions: Sequence[tuple[int, Condition]], otherwise: int) -> Callable[[Values], int]:
    """One function that gives the answer of the first condition that holds, or `otherwise`."""
    lines = [f"    if {_source(condition)}: return {answer}" for answer, condition in conditions]
    return _function([condition for _, condition in conditions], [*lines, f"    return {otherwise}"])


def _function(conditions: Sequence[Condition], body: list[str]) -> Callable[[Values], Anything]:
    findings = dict.fromkeys(name for condition in conditions for name in findings_in(condition))
    assert all(name.isidentifier() for name in findings)
    read = [f"    v_{name} = get({name!r})" for name in findings]
    source = "\n".join(["def decide(values):", "    get = values.get", *read, *body])
    scope: dict[str, Callable[[Values], Anything]] = {}
    # The text is made above from checked conditions alone: names that are identifiers, words in quotes, whole numbers.
    exec(compile(source, "<rules>", "exec"), scope)  # noqa: S102
    return scope["decide"]


def _source(condition: Condition) -> str:
    match condition:
        case All(parts):
            return "(" + " and ".join(map(_source, parts)) + ")" if parts else "True"
        case Any(parts):
            return "(" + " or ".join(map(_source, parts)) + ")" if parts else "False"
        case Not(part):
            return f"(not {_source(part)})"
        case _:
            return _atom_source(condition)


def _atom_source(atom: Atom) -> str:
    value = f"v_{atom.finding}"
    match atom:
        case Yes() | Holds():
            return value
        case OneOf(_, choices):
            return f"{value} == {min(choices)!r}" if len(choices) == 1 else f"{value} in {tuple(sorted(choices))!r}"
        case Includes(_, members):
            return f"({value} and ({' or '.join(f'{word!r} in {value}' for word in sorted(members))}))"
        case AtLeast(_, bound):
            return f"({value} is not None and {value} >= {bound})"
        case Below(_, bound):
            return f"({value} is not None and {value} < {bound})"
