"""What a case could still become, as `core/completing` finds it: every way in which blanks could make a rule speak.

The core closes the terms of a rule while it searches one case: whatever calls for the follow-ups that a term answers
becomes part of it. Here the same is done once, for every case there is; a term closed so is called a route.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ischia.core.completing import OTHER, Completions, Term
from ischia.core.value import Disposition
from ischia.proof.decisions import Decisions
from ischia.proof.formulas import TRUE, Formula, always, either, every, no, some
from ischia.proof.person import AnyAnswer, AnyCase
from ischia.proof.statements import dispositions

BLANK = 1  # the bit of the first value of every domain


class Route(NamedTuple):
    """One way to make a rule speak: the values that findings must have, and what becomes of its follow-ups.

    `called` are follow-ups that are still blank: what calls for them is in `term`. `given` are answered already.
    """

    term: Term
    called: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


class Openness:
    """What blanks could still make of any case at all."""

    def __init__(self, decisions: Decisions, completions: Completions) -> None:
        self.decisions, self.completions = decisions, completions
        self.findings = decisions.knowledge.findings

    @cached_property
    def routes(self) -> dict[str, tuple[Route, ...]]:
        """For each rule, every way in which it could come to speak."""
        terms = self.completions.rule_terms
        return {
            rule: tuple(each for term in found for each in self._closed(Route(term))) for rule, found in terms.items()
        }

    def _closed(self, route: Route) -> Iterator[Route]:
        calls = self.completions.call_terms
        needed = (name for name, bits in route.term.items() if not bits & BLANK and name in calls)
        follow_up = next((name for name in needed if name not in route.called | route.given), None)
        if follow_up is None:
            yield route
            return
        yield from self._closed(route._replace(given=route.given | {follow_up}))
        for parent in calls[follow_up] if self.findings[follow_up].asked_of_a_person else ():
            if (term := _joined(route.term, parent)) is not None:
                yield from self._closed(Route(term, route.called | {follow_up}, route.given))

    @cached_property
    def could_speak(self) -> dict[str, Formula]:
        """For each rule, when `core/completing` finds that it speaks or still could."""
        return {rule: some(map(self.is_open, routes)) for rule, routes in self.routes.items()}

    def is_open(self, route: Route) -> Formula:
        """The answers given so far leave this route open."""
        case = self.decisions.case
        parts = [self._may_have(name, bits, case) for name, bits in route.term.items()]
        parts += [case[name].answered for name in sorted(route.given)]
        parts += [no(case[name].answered) for name in sorted(route.called)]
        return every(parts)

    def _may_have(self, name: str, bits: int, case: AnyCase) -> Formula:
        told = self.has(name, bits, case)
        return some((no(case[name].answered), told)) if self.findings[name].asked_of_a_person else told

    def fits(self, term: Term, case: AnyCase) -> Formula:
        """Every finding of a term has one of the values that it asks for."""
        return every(self.has(name, bits, case) for name, bits in term.items())

    def has(self, name: str, bits: int, case: AnyCase) -> Formula:
        """A finding counts as one of the values of its domain that the bits stand for."""
        domain, answer = self.completions.domains[name], case[name]
        wanted = [value for place, value in enumerate(domain) if bits >> place & 1]
        if len(wanted) == len(domain):
            return TRUE
        if answer.finding.type == "set":
            words = sorted({word for value in domain if isinstance(value, frozenset) for word in value})
            return _is_one_of(answer, frozenset(_members(value) for value in wanted), words)
        return some(_is(answer, value, domain) for value in wanted)

    def could_become(self, level: Disposition) -> Formula:
        """A rule could come to speak that makes the result worse than it is now, and this bad or worse."""
        found = []
        for rule in self.decisions.knowledge.rules.values():
            for each, would in dispositions(rule, self.decisions.cleared[rule.id]).items():
                if each >= level:
                    found.append(every((self.could_speak[rule.id], would, no(self.decisions.at_least(each)))))
        return some(found)

    @cached_property
    def decided(self) -> Formula:
        """No answer that is still missing could make the result worse."""
        return no(self.could_become(Disposition.SUITABLE))


def _joined(one: Term, other: Term) -> Term | None:
    """Both terms at once; None where they contradict each other."""
    joined = {name: one.get(name, bits) & other.get(name, bits) for name, bits in {**one, **other}.items()}
    return joined if all(joined.values()) else None


def _is(answer: AnyAnswer, value: object, domain: list[object]) -> Formula:
    """A yes/no, a number or a choice counts as this value of its domain; of a number, it lies in that stretch."""
    match answer.finding.type, value:
        case "bool", _:
            return answer.yes if value else no(answer.yes)
        case _, None:
            return no(answer.counts)
        case "integer", int():
            higher = [each for each in domain if isinstance(each, int) and each > value]
            return every((answer.at_least(value), no(answer.at_least(min(higher))) if higher else TRUE))
    named = [word for word in domain if isinstance(word, str) and word != OTHER]
    others = [held for word, held in answer.holds.items() if word not in named]
    return some(others) if value == OTHER else answer.includes(str(value))


def _members(value: object) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def _is_one_of(answer: AnyAnswer, wanted: frozenset[frozenset[str]], words: list[str]) -> Formula:
    """A set holds, of these words, exactly what one of the wanted sets holds; one word is looked at after the other."""
    if not wanted or not words:
        return always(bool(wanted))
    word, rest = words[0], words[1:]
    if len(wanted) == 1 << len(words):
        return TRUE
    held = answer.includes(word)
    if word == OTHER:  # it comes first, while every other word is still in the list
        held = some(part for name, part in answer.holds.items() if name not in rest)
    having = frozenset(each - {word} for each in wanted if word in each)
    lacking = frozenset(each for each in wanted if word not in each)
    return either(held, _is_one_of(answer, having, rest), _is_one_of(answer, lacking, rest))
