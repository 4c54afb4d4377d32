"""Conditions over findings: plain data in, small frozen trees out.

A condition is one of: `always`, `never`, the name of a finding that is yes, `{all: [...]}`, `{any: [...]}`,
`{not: ...}`, `{choice: {in: [...]}}`, `{set: {includes: [...]}}`, `{set: {empty: true}}`, or a number
`{age: {at_least: 65}}` with `at_least`, `at_most` and `below`. Nothing more, so that the same rule can be read aloud,
run and proved.

Values are what an answer is evaluated as: True, an int, a word or a frozenset; a blank is simply absent, and then a
yes/no counts as no, a set as empty, and every comparison with a number or a choice is false.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ischia.core.problems import Problem

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no part at all it always holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds; with no part at all it never holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes/no finding, or one that is computed, is yes."""

    finding: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice is one of these."""

    finding: str
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Includes:
    """A set holds at least one of these."""

    finding: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holds:
    """A set is not empty."""

    finding: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number is this or more."""

    finding: str
    bound: int


@dataclass(frozen=True, slots=True)
class Below:
    """A number is less than this. A number that is not known is neither high nor low."""

    finding: str
    bound: int


Atom = Yes | OneOf | Includes | Holds | AtLeast | Below
Condition = All | Any | Not | Atom
ALWAYS: Condition = All(())
NEVER: Condition = Any(())


def parse(data: object, where: str = "when") -> Condition:
    """Read a condition from plain data.

    Raises:
        Problem: the data is no condition; `where` names the place.
    """
    if isinstance(data, str):
        return ALWAYS if data == "always" else NEVER if data == "never" else Yes(data)
    if not isinstance(data, Mapping) or len(data) != 1:
        raise Problem(where, data, "a finding's name, or one of all, any, not, or {finding: test}")
    ((word, inner),) = data.items()
    if word in ("all", "any"):
        if not isinstance(inner, list) or not inner:
            raise Problem(f"{where}.{word}", inner, "a list of conditions")
        parts = tuple(parse(part, f"{where}.{word}") for part in inner)
        return All(parts) if word == "all" else Any(parts)
    if word == "not":
        return Not(parse(inner, f"{where}.not"))
    return _test(str(word), inner, where)


def _test(finding: str, test: object, where: str) -> Condition:
    allowed = "in, includes, empty, at_least, at_most or below"
    if not isinstance(test, Mapping) or not test:
        raise Problem(f"{where}.{finding}", test, allowed)
    parts = tuple(_one_test(finding, word, value, where, allowed) for word, value in test.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _one_test(finding: str, word: object, value: object, where: str, allowed: str) -> Condition:
    match word, value:
        case "in", [*choices] if choices:
            return OneOf(finding, frozenset(map(str, choices)))
        case "includes", [*members] if members:
            return Includes(finding, frozenset(map(str, members)))
        case "empty", bool():
            return Not(Holds(finding)) if value else Holds(finding)
        case "at_least", int():
            return AtLeast(finding, value)
        case "at_most", int():
            return Below(finding, value + 1)
        case "below", int():
            return Below(finding, value)
    raise Problem(f"{where}.{finding}", {word: value}, allowed)


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every test in a condition, in the order it is written."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case _:
            yield condition


def findings_in(condition: Condition) -> tuple[str, ...]:
    """The findings a condition reads, once each, in the order it is written."""
    return tuple(dict.fromkeys(atom.finding for atom in atoms(condition)))


def expand(condition: Condition, derived: Mapping[str, Condition | Mapping[str, Condition]]) -> Condition:
    """The same condition with every computed finding replaced by what computes it."""
    match condition:
        case All(parts):
            return All(tuple(expand(part, derived) for part in parts))
        case Any(parts):
            return Any(tuple(expand(part, derived) for part in parts))
        case Not(part):
            return Not(expand(part, derived))
        case Yes(finding) if finding in derived:
            formula = derived[finding]
            assert not isinstance(formula, Mapping)
            return expand(formula, derived)
        case OneOf(finding, choices) if finding in derived:
            formulas = derived[finding]
            assert isinstance(formulas, Mapping)
            return Any(tuple(expand(part, derived) for name, part in formulas.items() if name in choices))
    return condition


def holds(condition: Condition, values: Values) -> bool:
    """Does the condition hold? Two-valued: a blank counts as no, empty or not comparable."""
    match condition:
        case All(parts):
            return all(holds(part, values) for part in parts)
        case Any(parts):
            return any(holds(part, values) for part in parts)
        case Not(part):
            return not holds(part, values)
        case _:
            return atom_holds(condition, values.get(condition.finding))


def atom_holds(atom: Atom, value: object) -> bool:
    """Does one test hold of one value? `None` is a blank."""
    match atom:
        case Yes():
            return value is True
        case OneOf(_, choices):
            return value in choices
        case Includes(_, members):
            return isinstance(value, frozenset) and not members.isdisjoint(value)
        case Holds():
            return bool(value)
        case AtLeast(_, bound):
            return isinstance(value, int) and value >= bound
        case Below(_, bound):
            return isinstance(value, int) and value < bound


def settled(condition: Condition, wanted: bool = True) -> bool:
    """Is there only one way for the condition to hold (or fail), so that the same findings are always the reason?"""
    match condition:
        case Not(part):
            return settled(part, not wanted)
        case All(parts) | Any(parts):
            return isinstance(condition, All) is wanted and all(settled(part, wanted) for part in parts)
    return True


def because(condition: Condition, values: Values, wanted: bool = True) -> tuple[str, ...]:
    """The findings that make the condition hold (or, with `wanted` false, fail), once each, in the order written.

    Blanks that matter are among them: "not checked by a doctor" is a reason too.
    """
    match condition:
        case Not(part):
            return because(part, values, not wanted)
        case All(parts) | Any(parts):
            every = isinstance(condition, All) is wanted  # an `all` that holds, an `any` that fails: each part matters
            telling = [part for part in parts if every or holds(part, values) is wanted]
            return tuple(dict.fromkeys(name for part in telling for name in because(part, values, wanted)))
        case _:
            return (condition.finding,)
