"""What notices a mutant: the suite's own checks, asked of a knowledge other than the real one.

Each is the very function that the tests call with the real knowledge. Cases are made with the real knowledge unless the
questions themselves were changed: so a rule that is gone is noticed by what people are then told, and not because a
case names it among its letters.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from ischia.core.case import Case, make_case
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.problems import Problem
from ischia.core.rules import RuleBook
from ischia.core.screening import reasons_for
from tests.checks.each_rule import STEPS, alone, sides
from tests.checks.given_cases import drawn, written_by_hand
from tests.checks.oracle_cases import SEEDS, answered_by_the_oracle
from tests.mutation.mutants import Mutant

REAL = load_knowledge()


class Noticed(NamedTuple):
    """Which check noticed, and what it said."""

    by: str
    says: str


EXAMPLES: Mapping[str, Callable[[], Iterable[Any]]] = {
    "steps": lambda: chain.from_iterable(map(sides, STEPS)),
    "each rule alone": lambda: chain.from_iterable(map(alone, STEPS)),
    "given cases": lambda: [*written_by_hand("screening.yaml"), *drawn()],
    "oracle": lambda: answered_by_the_oracle(SEEDS[0]),
}


@cache
def examples(which: str) -> list[tuple[Any, Case]]:
    """The examples of one check, each with the case that the real knowledge makes of its answers."""
    return [(each, make_case(each.findings, REAL)) for each in EXAMPLES[which]()]


def cases(which: str, knowledge: Knowledge) -> Iterator[tuple[Any, Case]]:
    """The same examples as this knowledge reads them."""
    same_questions = knowledge.documents["findings.yaml"] is REAL.documents["findings.yaml"]
    for each, case in examples(which):
        yield each, case if same_questions else make_case(each.findings, knowledge)


def steps(book: RuleBook) -> Iterator[str | None]:
    """A rule speaks where it should not, or is silent where it should speak."""
    for side, case in cases("steps", book.knowledge):
        yield side.wrong({rule.id for rule in book.speaking(case)})


def each_rule_alone(book: RuleBook) -> Iterator[str | None]:
    """A rule decides or limits otherwise than the oracle says, with a doctor's letter or without."""
    for each, case in cases("each rule alone", book.knowledge):
        yield each.wrong(case, book)


def given_cases(book: RuleBook) -> Iterator[str | None]:
    """A given case no longer comes to what stands beside it."""
    for given, case in cases("given cases", book.knowledge):
        yield given.wrong(reasons_for(case, book), book.knowledge)


def oracle(book: RuleBook) -> Iterator[str | None]:
    """The oracle says something else of a case."""
    for answered, case in cases("oracle", book.knowledge):
        yield answered.wrong(case, book)


NOTICERS = {"steps": steps, "each rule alone": each_rule_alone, "given cases": given_cases, "oracle": oracle}


def notice(mutant: Mutant) -> Noticed | None:
    """The first check that notices; None when the mutant lives."""
    try:
        book = RuleBook(mutant.knowledge(REAL))
        for by, told in NOTICERS.items():
            if says := next(filter(None, told(book)), None):
                return Noticed(by, says)
    except Problem as problem:
        return Noticed("loading", str(problem))
    return None
