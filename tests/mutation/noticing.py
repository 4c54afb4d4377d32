"""What notices a mutant: the suite's own checks, asked of a knowledge other than the real one.

Each is the very function that the tests call with the real knowledge. Cases are made with the real knowledge unless the
questions themselves were changed: so a rule that is gone is noticed by what people are then told, and not because a
case names it among its letters.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from random import Random
from traceback import extract_tb
from typing import Any, NamedTuple

from ischia.core.case import Case, make_case
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.limits import Limits
from ischia.core.rules import RuleBook, rule_book
from ischia.core.screening import limits_of, reasons_for
from ischia.proof.hazards import Claim, breaks, load_hazards
from tests.checks.each_follow_up import FOLLOW_UPS, asked
from tests.checks.each_question import unanswered
from tests.checks.each_rule import STEPS, Alone, alone, sides
from tests.checks.given_cases import Given, drawn, written_by_hand
from tests.checks.oracle_cases import SEEDS, answered_by_the_oracle
from tests.checks.plans import check
from tests.checks.second_list import decisions_otherwise, findings_otherwise, gate_otherwise
from tests.mutation.mutants import Mutant
from tests.oracle import FINDINGS
from tests.proof.claim_cases import cases_for
from tests.strategies import wish_case

REAL = load_knowledge()


PLANS = 150  # so many people with wishes, each of whom may have a plan


class Noticed(NamedTuple):
    """Which check noticed, and what it said."""

    by: str
    says: str


class Claimed(NamedTuple):
    """A case of which a claim about a hazard speaks, and the rules that speak of it."""

    claim: Claim
    findings: Mapping[str, Any]
    about: Collection[str]


class Wishing(NamedTuple):
    """A person with wishes, who may get a plan."""

    findings: Mapping[str, Any]
    about: Collection[str] = ()


def _one_by_one() -> Iterator[Alone]:
    return chain.from_iterable(map(alone, STEPS))


def _by_hand() -> list[Given]:
    return [*written_by_hand("screening.yaml"), *written_by_hand("boundaries.yaml")]


def _claimed() -> Iterator[Claimed]:
    """The cases made for each claim, which stand at the edge of what it speaks of."""
    for claim in (claim for hazard in load_hazards() for claim in hazard.claims):
        for case in cases_for(claim, REAL):
            rules = {rule.id for rule in rule_book(REAL).speaking(case)}
            yield Claimed(claim, case.answers, rules)


def _wishing() -> Iterator[Wishing]:
    rng = Random(0)
    return (Wishing(wish_case(rng, rng.choice([0, 1, 1, 2, 3]))) for _ in range(PLANS))


EXAMPLES: Mapping[str, Callable[[], Iterable[Any]]] = {
    "each rule alone": _one_by_one,
    "steps": lambda: chain.from_iterable(map(sides, STEPS)),
    "follow-ups": lambda: chain.from_iterable(map(asked, FOLLOW_UPS)),
    "each question": lambda: chain.from_iterable(map(unanswered, FINDINGS)),
    "hazards": _claimed,
    "given cases": lambda: [*_by_hand(), *drawn()],
    "oracle": lambda: answered_by_the_oracle(SEEDS[0]),
    "plans": _wishing,
}


@cache
def examples(which: str) -> list[tuple[Any, Case]]:
    """The examples of one check, each with the case that the real knowledge makes of its answers."""
    return [(each, make_case(each.findings, REAL)) for each in EXAMPLES[which]()]


def warm_up(noticers: Iterable[str]) -> None:
    """Read every example now, so that processes made from this one share them."""
    for which in EXAMPLES.keys() & set(noticers):
        examples(which)


def cases(which: str, knowledge: Knowledge) -> Iterator[tuple[Any, Case]]:
    """The same examples as this knowledge reads them; first those that are about what was changed."""
    same_questions = knowledge.documents["findings.yaml"] is REAL.documents["findings.yaml"]
    changed = {name for name, rule in REAL.rules.items() if knowledge.rules.get(name) != rule}
    changed |= {name for name, finding in REAL.findings.items() if knowledge.findings[name] != finding}
    for each, case in sorted(examples(which), key=lambda example: changed.isdisjoint(example[0].about)):
        yield each, case if same_questions else make_case(each.findings, knowledge)


def each_rule_alone(book: RuleBook) -> Iterator[str | None]:
    """A rule decides or limits otherwise than the oracle says, with a doctor's letter or without."""
    for each, case in cases("each rule alone", book.knowledge):
        yield each.wrong(case, book)


def steps(book: RuleBook) -> Iterator[str | None]:
    """A rule speaks where it should not, or is silent where it should speak."""
    for side, case in cases("steps", book.knowledge):
        yield side.wrong({rule.id for rule in book.speaking(case)})


def follow_ups(book: RuleBook) -> Iterator[str | None]:
    """A follow-up is asked where nothing calls for it, or is not asked where something does."""
    for each, case in cases("follow-ups", book.knowledge):
        yield each.wrong(case, book)


def each_question(book: RuleBook) -> Iterator[str | None]:
    """The oracle says something else where one question alone is blank, not sure or none."""
    for each, case in cases("each question", book.knowledge):
        yield each.wrong(case, book)


def hazards(book: RuleBook) -> Iterator[str | None]:
    """A claim about a hazard, which is written from the clinical text alone, is broken; says which hazard."""
    for each, case in cases("hazards", book.knowledge):
        reasons = reasons_for(case, book)
        limits = limits_of(reasons, book.knowledge) if reasons else Limits()  # without the rule for everyone: none
        yield breaks(each.claim, case, reasons, limits, book.knowledge)


def given_cases(book: RuleBook) -> Iterator[str | None]:
    """A given case no longer comes to what stands beside it."""
    for given, case in cases("given cases", book.knowledge):
        yield given.wrong(reasons_for(case, book), book.knowledge)


def oracle(book: RuleBook) -> Iterator[str | None]:
    """The oracle says something else of a case."""
    for answered, case in cases("oracle", book.knowledge):
        yield answered.wrong(case, book)


def second_list(book: RuleBook) -> Iterator[str | None]:
    """The second list has a finding or a decision otherwise."""
    for otherwise in (decisions_otherwise, findings_otherwise, gate_otherwise):
        yield from otherwise(book.knowledge)


def plans(book: RuleBook) -> Iterator[str | None]:
    """A plan breaks a promise that every plan keeps."""
    for each, _ in cases("plans", book.knowledge):
        try:
            check(each.findings, book.knowledge)
        except AssertionError as broken:
            yield f"not so: {extract_tb(broken.__traceback__)[-1].line} with {each.findings}"


NOTICERS: Mapping[str, Callable[[RuleBook], Iterator[str | None]]] = {
    "each rule alone": each_rule_alone,
    "steps": steps,
    "follow-ups": follow_ups,
    "each question": each_question,
    "given cases": given_cases,
    "second list": second_list,
    "hazards": hazards,
    "oracle": oracle,
    "plans": plans,
}
FIRST = {"findings.yaml": ("follow-ups", "each question")}  # those that look at the record itself are quickest


def notice(mutant: Mutant, noticers: Iterable[str] = NOTICERS) -> Noticed | None:
    """The first check that notices; None when the mutant lives."""
    knowledge = mutant.knowledge(REAL)
    for by in sorted(noticers, key=lambda by: by not in FIRST.get(mutant.file, ())):
        try:
            says = next(filter(None, NOTICERS[by](rule_book(knowledge))), None)
        except Exception as error:  # whatever it is, the test that calls this check would end with it
            says = f"breaks down with {error!r}"
        if says:
            return Noticed(by, says)
    return None
