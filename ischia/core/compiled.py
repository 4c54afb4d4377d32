"""Conditions compiled to Python, and a table of them that tries only those that a case can move.

The interpreter in `conditions` explains; this answers fast. Both must always agree: tests/property holds them together.

Most answers are "no" and leave most conditions as they are with nothing answered at all. So for each value of each
finding the table knows which conditions it could change (as bits of a whole number); only those are worked out. The
others are as they are for an empty case.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

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
    atom_holds,
    atoms,
    findings_in,
    holds,
)

Test = Callable[[Callable[[str], object]], bool]


class Table:
    """Conditions in an order of their own, ready to be asked which of them hold of a case."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self.conditions = conditions
        self.tests: list[Test | None] = [None] * len(conditions)  # each compiled when it is first tried
        self.blank = sum(1 << place for place, condition in enumerate(conditions) if holds(condition, {}))
        self.moved_by_any: dict[str, int] = {}
        self.moved_by_word: dict[str, Mapping[str, int]] = {}
        tests: dict[str, dict[int, list[Atom]]] = {}
        for place, condition in enumerate(conditions):
            for atom in atoms(condition):
                tests.setdefault(atom.finding, {}).setdefault(place, []).append(atom)
        for name, found in tests.items():
            self._learn(name, found)

    def _learn(self, name: str, found: Mapping[int, list[Atom]]) -> None:
        """Note which conditions a finding can change: for a choice word by word, else for any value at all."""
        if all(isinstance(atom, OneOf) for tests in found.values() for atom in tests):
            words = {
                word for tests in found.values() for atom in tests if isinstance(atom, OneOf) for word in atom.choices
            }
            self.moved_by_word[name] = {word: _moved(found, word) for word in words}
        else:
            self.moved_by_any[name] = sum(1 << place for place in found)

    def holding(self, values: Values) -> Iterator[int]:
        """The places of the conditions that hold, in order; asked for the first one, it stops there."""
        any_value, by_word = self.moved_by_any, self.moved_by_word
        waiting = self.blank
        for name, value in values.items():
            if name in any_value:
                waiting |= any_value[name]
            elif name in by_word:
                waiting |= by_word[name].get(value, 0)  # type: ignore[call-overload]
        get, tests = values.get, self.tests
        while waiting:
            lowest = waiting & -waiting
            waiting ^= lowest
            place = lowest.bit_length() - 1
            test = tests[place]
            if test is None:
                test = tests[place] = compile_condition(self.conditions[place])
            if test(get):
                yield place


def _moved(found: Mapping[int, list[Atom]], word: str) -> int:
    return sum(1 << place for place, tests in found.items() if any(atom_holds(atom, word) for atom in tests))


def compile_condition(condition: Condition) -> Test:
    """One condition as a Python function of `values.get`."""
    assert all(name.isidentifier() for name in findings_in(condition))
    # The text is made from a checked condition alone: names that are identifiers, words in quotes, whole numbers.
    test: Test = eval(f"lambda get: {_source(condition)}", {"__builtins__": {}})  # noqa: S307
    return test


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
    value = f"get({atom.finding!r})"
    match atom:
        case Yes() | Holds():
            return value
        case OneOf(_, choices):
            return f"({value} == {min(choices)!r})" if len(choices) == 1 else f"({value} in {tuple(sorted(choices))!r})"
        case Includes(_, members):
            return "(" + " or ".join(f"({word!r} in get({atom.finding!r}, ()))" for word in sorted(members)) + ")"
        case AtLeast(_, bound):
            return f"(get({atom.finding!r}, {bound - 1}) >= {bound})"
        case Below(_, bound):
            return f"(get({atom.finding!r}, {bound}) < {bound})"
