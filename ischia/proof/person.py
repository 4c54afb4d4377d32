"""Any person at all: a case in which every answer is left open, as unknowns for the proof.

What stands here for one finding is what `make_case` gives for one answer: was it answered, is it "not sure", and what
does it count as. A number is known by the bounds that it reaches, a choice or a set by the words it holds; no condition
can tell more of it apart.
"""

from collections.abc import Iterator, Mapping

import z3

from ischia.core.conditions import AtLeast, Below, atoms
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.proof.formulas import FALSE, TRUE, Formula, always, every, no, some, unknown


class AnyAnswer:
    """Every answer that one finding can have."""

    def __init__(self, finding: Finding, words: tuple[str, ...], case: str) -> None:
        self.finding, self.name = finding, f"{case}.{finding.id}"
        self.answered, self.not_sure = self._part("answered"), self._part("not sure")
        self.yes = self._part("yes") if finding.type == "bool" else FALSE
        self.holds = {word: self._part(word) for word in words}
        self.reaches: dict[int, Formula] = {}

    def _part(self, of: str) -> Formula:
        return unknown(f"{self.name}: {of}")

    @property
    def counts(self) -> Formula:
        """A number or a choice counts as something: it was answered, or "not sure" stands for a value."""
        return every((self.answered, some((no(self.not_sure), always(self.finding.not_sure is not None)))))

    def at_least(self, bound: int) -> Formula:
        """The number is known and is this or more."""
        assert self.finding.min is not None
        assert self.finding.max is not None
        if bound <= self.finding.min:
            return self.counts
        if bound > self.finding.max:
            return FALSE
        return self.reaches.setdefault(bound, self._part(f"{bound} or more"))

    def includes(self, word: str) -> Formula:
        """The choice is this word, or the set holds it."""
        return self.holds.get(word, FALSE)

    def unknowns(self) -> tuple[Formula, ...]:
        """Every unknown of this answer; of a number those bounds that were met so far."""
        parts = (self.answered, self.not_sure, self.yes, *self.holds.values(), *self.reaches.values())
        return tuple(part for part in parts if part is not FALSE)

    @property
    def given(self) -> Formula:
        """An answer was given that is not "not sure"."""
        return every((self.answered, no(self.not_sure)))

    def well_formed(self) -> Iterator[Formula]:
        """What must hold so that this is an answer that `check_answer` takes, counted as `evaluated` counts it."""
        yield z3.Implies(self.not_sure, self.answered)
        match self.finding.type:
            case "bool":
                yield z3.Implies(self.yes, self.answered)
                yield z3.Implies(self.not_sure, self.yes == always(self.finding.not_sure is True))
            case "integer":
                yield from self._whole_number()
            case "choice":
                yield z3.AtMost(*self.holds.values(), 1)
                yield some(self.holds.values()) == self.counts
                yield from self._counts_when_not_sure()
            case "set":
                yield z3.Implies(some(self.holds.values()), self.answered)
                yield from self._counts_when_not_sure()
                if self.finding.at_most is not None:
                    yield z3.AtMost(*self.holds.values(), self.finding.at_most)

    def _whole_number(self) -> Iterator[Formula]:
        stands_for = self.finding.not_sure
        bounds = sorted(self.reaches)
        for bound, lower in zip(bounds, [None, *bounds], strict=False):
            yield z3.Implies(self.reaches[bound], self.counts if lower is None else self.reaches[lower])
            reached = isinstance(stands_for, int) and stands_for >= bound
            yield z3.Implies(self.not_sure, self.reaches[bound] == always(reached))

    def _counts_when_not_sure(self) -> Iterator[Formula]:
        for word, held in self.holds.items():
            yield z3.Implies(self.not_sure, held == always(word == self.finding.not_sure))


class AnyCase:
    """Every answer of one person, left open."""

    def __init__(self, knowledge: Knowledge, name: str = "case") -> None:
        self.knowledge, self.name = knowledge, name
        self.answers: Mapping[str, AnyAnswer] = {
            each.id: _any_answer(each, knowledge, name) for each in knowledge.findings.values()
        }
        self.note_bounds()

    def but(self, name: str, *findings: str) -> "AnyCase":
        """The same person with these findings answered anew."""
        other = AnyCase.__new__(AnyCase)
        other.knowledge, other.name = self.knowledge, name
        anew = {finding: _any_answer(self.knowledge.findings[finding], self.knowledge, name) for finding in findings}
        other.answers = {**self.answers, **anew}
        other.note_bounds()
        return other

    def note_bounds(self) -> None:
        """Note every bound that a rule asks about, so that two cases can be compared whatever is asked first."""
        for condition in (*self.knowledge.conditions.values(), *self.knowledge.asked_when.values()):
            for atom in atoms(condition):
                if isinstance(atom, AtLeast | Below):
                    self[atom.finding].at_least(atom.bound)

    def __getitem__(self, finding: str) -> AnyAnswer:
        return self.answers[finding]

    def well_formed(self) -> list[Formula]:
        """What must hold so that this is a case at all; of numbers, as far as bounds were met."""
        return [formula for answer in self.answers.values() for formula in answer.well_formed()]


def _any_answer(finding: Finding, knowledge: Knowledge, case: str) -> AnyAnswer:
    words = knowledge.allowed(finding) if finding.type in ("choice", "set") else ()
    return AnyAnswer(finding, words, case)


def same(one: AnyAnswer, other: AnyAnswer) -> Formula:
    """Both answers are the same, as far as any rule can tell."""
    bounds = {*one.reaches, *other.reaches}
    pairs = [(one.answered, other.answered), (one.not_sure, other.not_sure), (one.yes, other.yes)]
    pairs += [(one.holds[word], other.holds[word]) for word in one.holds]
    pairs += [(one.at_least(bound), other.at_least(bound)) for bound in sorted(bounds)]
    return every(TRUE if left is right else left == right for left, right in pairs)
