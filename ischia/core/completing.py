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
from itertools import combinations, product
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


class Way(NamedTuple):
    """One way in which a rule could come to speak, or speaks when nothing is needed any more.

    `needs` are the findings that must be answered for it; `undone_by` those that may stay blank and whose answer could
    close this way.
    """

    needs: Support
    undone_by: frozenset[str]


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
        self.every = {name: (1 << len(domain)) - 1 for name, domain in self.domains.items()}
        self.bits = {atom: self._bits(atom) for found in tests.values() for atom in found}

    def _bits(self, atom: Atom) -> int:
        return sum(1 << place for place, value in enumerate(self.domains[atom.finding]) if atom_holds(atom, value))

    @cached_property
    def rule_terms(self) -> dict[str, list[Term]]:
        """The terms of each rule."""
        return {name: self.terms(condition) for name, condition in self.knowledge.conditions.items()}

    @cached_property
    def silent_terms(self) -> dict[str, list[Term]]:
        """The terms in which each rule does not speak."""
        return {name: self.terms(condition, wanted=False) for name, condition in self.knowledge.conditions.items()}

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
                bits = self.bits[condition] if wanted else self.every[condition.finding] ^ self.bits[condition]
                return [{condition.finding: bits}] if bits else []

    def search(self, case: Case) -> "Search":
        """What one case could still become."""
        return Search(self, case)

    def worst(self, case: Case, of: Mapping[str, Disposition]) -> dict[str, Disposition]:
        """Each missing finding that stands in a smallest completion that makes one of these rules speak.

        Args:
            case: the answers so far.
            of: the rules that matter, each with the disposition it would give.

        Returns:
            For each such finding the worst result that it can help to bring about.
        """
        search = Search(self, case)
        worst: dict[str, Disposition] = {}
        reached: set[Support] = set()
        for level in sorted(set(of.values()), reverse=True):
            reached |= {way.needs for rule, each in of.items() if each == level for way in search.ways(rule)}
            for support in smallest(reached):
                for name in support:
                    worst.setdefault(name, level)
        return worst

    def callable(self, case: Case) -> set[str]:
        """The follow-ups not answered yet that some completion calls for."""
        search = Search(self, case)
        waiting = (name for name in self.call_terms if name not in case.answers)
        return {name for name in waiting if any(True for term in self.call_terms[name] for _ in search.closed(term))}


class Search:
    """Looks for completions of one case."""

    def __init__(self, completions: Completions, case: Case) -> None:
        self.of, self.case = completions, case
        findings = completions.knowledge.findings
        self.fixed = {
            name: 1 << _place(domain, findings[name], case.values.get(name))
            for name, domain in completions.domains.items()
            if name in case.answers or not findings[name].asked_of_a_person
        }

    def ways(self, rule: str) -> list[Way]:
        """Every way that is left for a rule to speak."""
        return [way for term in self.of.rule_terms[rule] for way in self.closed(term)]

    def silencing(self, rules: Iterable[str]) -> Iterator[dict[str, object]]:
        """Answers to missing findings that would silence all of these rules at once, each way to do so."""
        joined: list[Term] = [{}]
        for rule in rules:
            left = [term for term in self.of.silent_terms[rule] if self.way(term) is not None]
            joined = _product([joined, [{name: term[name] for name in term.keys() - self.fixed} for term in left]])
        for term in joined:
            needed = sorted(name for name in term if not term[name] & 1)
            domains = [_chosen(self.of.domains[name], term[name]) for name in needed]
            yield from (dict(zip(needed, values, strict=True)) for values in product(*domains))

    def asked_first(self, name: str) -> set[str]:
        """What to ask so that this may be answered: itself, or what could call for it; nothing if it cannot."""
        calls = self.of.call_terms.get(name, [{}])
        return {each for term in calls for way in self.closed(term) for each in way.needs or {name}}

    def closed(self, term: Term) -> Iterator[Way]:
        """The ways of one term, once everything that calls for its follow-ups is part of it."""
        waiting: list[tuple[Term, frozenset[str]]] = [(term, frozenset())]
        while waiting:
            term, called = waiting.pop()
            way = self.way(term)
            if way is None:
                continue
            follow_up = next((name for name in way.needs if name in self.of.call_terms and name not in called), None)
            if follow_up is None:
                yield way
                continue
            for parent in self.of.call_terms[follow_up]:
                if (both := _both(term, parent)) is not None:
                    waiting.append((both, called | {follow_up}))

    def way(self, term: Term) -> Way | None:
        """The missing findings that a term needs, and those that could undo it; None where an answer rules it out."""
        needs, undone_by = [], []
        for name, bits in term.items():
            fixed = self.fixed.get(name)
            if fixed is not None:
                if not bits & fixed:
                    return None
            elif not bits & 1:  # the blank, which is the first value, would not do
                needs.append(name)
            elif bits != self.of.every[name]:
                undone_by.append(name)
        return Way(frozenset(needs), frozenset(undone_by))


def _chosen(domain: list[object], bits: int) -> list[object]:
    return [value for place, value in enumerate(domain) if bits >> place & 1]


def smallest(supports: set[Support]) -> list[Support]:
    """Those that hold no other one."""
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
