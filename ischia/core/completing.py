"""What the answers still missing could make of a case: exactly, for every possible completion.

Every condition is a tree of tests on single findings. For each finding the values that the tests can tell apart are
listed (its *domain*: the blank first, then one value for each way the tests can fall); a test is then the set of values
that pass it, kept as bits of a whole number. A condition becomes a list of *terms*; a term says for some findings which
values they must have, and the condition holds when one of its terms does.

A completion answers some of the missing findings. A follow-up can only be answered where its parent calls for it, so
what calls for it must hold as well. Of all completions that reach a result, only the smallest ones (no part of them
would do) tell which questions matter.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from ischia.core.case import Case
from ischia.core.conditions import (
    All,
    Any,
    AtLeast,
    Atom,
    Below,
    Condition,
    Includes,
    Not,
    OneOf,
    atom_holds,
    atoms,
)
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.value import Disposition

Term = dict[str, int]  # finding -> the bits of the values it may have
Support = frozenset[str]  # the findings that a completion answers


class Reach(NamedTuple):
    """The worst result a question can help to bring about, and how many questions it takes together at the least."""

    level: Disposition
    together: int


OTHER = ""  # stands for every member of a set, or choice, that no test names


class Completions:
    """The rules of one knowledge, ready to be asked what a case could still become."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        conditions = [*knowledge.conditions.values(), *knowledge.asked_when.values()]
        tests: dict[str, list[Atom]] = {}
        for atom in (atom for condition in conditions for atom in atoms(condition)):
            tests.setdefault(atom.finding, []).append(atom)
        self.domains = {name: _domain(knowledge.findings[name], found) for name, found in tests.items()}
        self.bits = {atom: self._bits(atom) for found in tests.values() for atom in found}

    def _bits(self, atom: Atom) -> int:
        return sum(1 << place for place, value in enumerate(self.domains[atom.finding]) if atom_holds(atom, value))

    @cached_property
    def rule_terms(self) -> dict[str, list[Term]]:
        """The terms of each rule."""
        return {name: self.terms(condition) for name, condition in self.knowledge.conditions.items()}

    @cached_property
    def call_terms(self) -> dict[str, list[Term]]:
        """The terms of what calls for each follow-up."""
        return {name: self.terms(condition) for name, condition in self.knowledge.asked_when.items()}

    def terms(self, condition: Condition, wanted: bool = True) -> list[Term]:
        """The terms of a condition that must hold (or, with `wanted` false, fail)."""
        match condition:
            case Not(part):
                return self.terms(part, not wanted)
            case All(parts) | Any(parts):
                lists = [self.terms(part, wanted) for part in parts]
                if isinstance(condition, Any) is wanted:
                    return [term for found in lists for term in found]
                return _product(lists)
            case _:
                every = (1 << len(self.domains[condition.finding])) - 1
                bits = self.bits[condition] if wanted else every ^ self.bits[condition]
                return [{condition.finding: bits}] if bits else []

    def worst(self, case: Case, of: Mapping[str, Disposition]) -> dict[str, Reach]:
        """Each missing finding that stands in a smallest completion that makes one of these rules speak.

        Args:
            case: the answers so far.
            of: the rules that matter, each with the disposition it would give.

        Returns:
            For each such finding the worst result that it can help to bring about.
        """
        search = _Search(self, case)
        worst: dict[str, Reach] = {}
        reached: set[Support] = set()
        for level in sorted(set(of.values()), reverse=True):
            reached |= search.supports(rule for rule, each in of.items() if each == level)
            for support in _smallest(reached):
                for name in support:
                    worst.setdefault(name, Reach(level, len(support)))
        return worst

    def callable(self, case: Case) -> set[str]:
        """The follow-ups not answered yet that some completion calls for."""
        search = _Search(self, case)
        waiting = (name for name in self.call_terms if name not in case.answers)
        return {name for name in waiting if any(True for term in self.call_terms[name] for _ in search.closed(term))}


class _Search:
    """Looks for completions of one case."""

    def __init__(self, completions: Completions, case: Case) -> None:
        self.of, self.case = completions, case
        findings = completions.knowledge.findings
        self.fixed = {
            name: 1 << _place(domain, findings[name], case.values.get(name))
            for name, domain in completions.domains.items()
            if name in case.answers or not findings[name].asked_of_a_person
        }

    def supports(self, rules: Iterable[str]) -> set[Support]:
        """The findings that must be answered for one of the rules to speak, for each way to bring that about."""
        found = (self.closed(term) for rule in rules for term in self.of.rule_terms[rule])
        return {support for supports in found for support in supports}

    def closed(self, term: Term) -> Iterator[Support]:
        """The supports of one term, once everything that calls for its follow-ups is part of it."""
        waiting: list[tuple[Term, frozenset[str]]] = [(term, frozenset())]
        while waiting:
            term, called = waiting.pop()
            needed = self.needed(term)
            if needed is None:
                continue
            follow_up = next((name for name in needed if name in self.of.call_terms and name not in called), None)
            if follow_up is None:
                yield needed
                continue
            for parent in self.of.call_terms[follow_up]:
                if (both := _both(term, parent)) is not None:
                    waiting.append((both, called | {follow_up}))

    def needed(self, term: Term) -> Support | None:
        """The missing findings that this term needs an answer to; None where the answers given rule it out."""
        needed = []
        for name, bits in term.items():
            fixed = self.fixed.get(name)
            if fixed is None:
                if not bits & 1:  # the blank, which is the first value, would not do
                    needed.append(name)
            elif not bits & fixed:
                return None
        return frozenset(needed)


def _smallest(supports: set[Support]) -> list[Support]:
    kept: list[Support] = []
    for support in sorted(supports, key=len):
        if not any(smaller <= support for smaller in kept):
            kept.append(support)
    return kept


def _both(one: Term, other: Term) -> Term | None:
    joined = dict(one)
    for name, bits in other.items():
        joined[name] = joined.get(name, bits) & bits
        if not joined[name]:
            return None
    return joined


def _product(lists: list[list[Term]]) -> list[Term]:
    joined: list[Term] = [{}]
    for terms in lists:
        pairs = (_both(one, other) for one in joined for other in terms)
        joined = [term for term in pairs if term is not None]
    return joined


def _domain(finding: Finding, tests: list[Atom]) -> list[object]:
    """The blank, then one value for each way in which the tests on this finding can fall."""
    match finding.type:
        case "bool":
            return [None, True]
        case "integer":
            return [None, *_numbers(finding, tests)]
        case "choice":
            named = {word for test in tests if isinstance(test, OneOf) for word in test.choices}
            return [None, *_with_other(named, finding)]
        case "set":
            every = _with_other(
                {word for test in tests if isinstance(test, Includes) for word in test.members}, finding
            )
            sizes = range(1, len(every) + 1)
            return [None, *(frozenset(chosen) for size in sizes for chosen in combinations(every, size))]


def _with_other(named: set[str], finding: Finding) -> list[str]:
    """The words that tests name, and one that stands for all the rest where there is a rest."""
    rest = finding.of is not None or set(finding.values) - named
    return [*sorted(named), OTHER] if rest else sorted(named)


def _numbers(finding: Finding, tests: list[Atom]) -> list[int]:
    """One number for each stretch between two bounds."""
    assert finding.min is not None
    assert finding.max is not None
    bounds = {test.bound for test in tests if isinstance(test, AtLeast | Below)}
    return sorted({finding.min, *(bound for bound in bounds if finding.min < bound <= finding.max)})


def _place(domain: list[object], finding: Finding, value: object) -> int:
    """Where in a domain a value belongs."""
    if value is None:
        return 0
    if isinstance(value, frozenset):
        named = {word for members in domain if isinstance(members, frozenset) for word in members} - {OTHER}
        chosen = frozenset(value & named) | (frozenset({OTHER}) if value - named else frozenset())
        return domain.index(chosen)
    if finding.type == "integer":
        assert isinstance(value, int)
        return max(place for place, low in enumerate(domain) if isinstance(low, int) and low <= value)
    return domain.index(value) if value in domain else domain.index(OTHER)
