"""Conditions compiled to one Python function each, or to one for a whole table of rules.

The interpreter in `conditions` explains; this answers fast. Both must always agree (tests/property holds them together).
"""

from collections.abc import Callable, Sequence

from ischia.core.conditions import All, Any, AtLeast, Condition, Holds, Includes, Not, OneOf, Values, Yes, findings_in


def compile_rules(conditions: Sequence[Condition]) -> Callable[[Values], list[int]]:
    """One function for many conditions: which of them hold, as their places in the sequence."""
    lines = [f"    if {_source(condition)}: said(%d)" % place for place, condition in enumerate(conditions)]
    return _function(conditions, ["    spoke = []", "    said = spoke.append", *lines, "    return spoke"])


def compile_first(conditions: Sequence[tuple[int, Condition]], otherwise: int) -> Callable[[Values], int]:
    """One function that gives the answer of the first condition that holds, or `otherwise`."""
    lines = [f"    if {_source(condition)}: return {answer}" for answer, condition in conditions]
    return _function([condition for _, condition in conditions], [*lines, f"    return {otherwise}"])


def _function(conditions: Sequence[Condition], body: list[str]) -> Callable[[Values], "int | list[int]"]:
    findings = dict.fromkeys(name for condition in conditions for name in findings_in(condition))
    assert all(name.isidentifier() for name in findings)
    read = [f"    v_{name} = get({name!r})" for name in findings]
    source = "\n".join(["def decide(values):", "    get = values.get", *read, *body])
    scope: dict[str, object] = {}
    # The text is made above from checked conditions alone: names that are identifiers, words in quotes, whole numbers.
    exec(compile(source, "<rules>", "exec"), scope)  # noqa: S102
    return scope["decide"]  # type: ignore[return-value]


def _source(condition: Condition) -> str:
    match condition:
        case All(parts):
            return "(" + " and ".join(map(_source, parts)) + ")" if parts else "True"
        case Any(parts):
            return "(" + " or ".join(map(_source, parts)) + ")" if parts else "False"
        case Not(part):
            return f"(not {_source(part)})"
        case Yes(finding):
            return f"v_{finding}"
        case OneOf(finding, choices) if len(choices) == 1:
            return f"v_{finding} == {min(choices)!r}"
        case OneOf(finding, choices):
            return f"v_{finding} in {tuple(sorted(choices))!r}"
        case Includes(finding, members):
            words = " or ".join(f"{word!r} in v_{finding}" for word in sorted(members))
            return f"(v_{finding} and ({words}))"
        case Holds(finding):
            return f"v_{finding}"
        case AtLeast(finding, bound):
            return f"(v_{finding} is not None and v_{finding} >= {bound})"
