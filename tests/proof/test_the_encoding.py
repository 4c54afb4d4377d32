"""The formulas that are proved, the interpreter and the compiled form say the same of every case."""

from random import Random

import pytest
import z3

from ischia.core.case import make_case
from ischia.core.conditions import holds
from ischia.core.gate import still_needed
from ischia.core.knowledge import load_knowledge
from ischia.core.limits import ALL
from ischia.core.rules import is_cleared, rule_book
from ischia.core.screening import limits_of, reasons_for
from ischia.core.value import Disposition
from ischia.proof.decisions import Decisions
from ischia.proof.person import AnyCase
from ischia.proof.statements import NAMED
from tests.proof.many_cases import ManyCases, assigned, bits_of
from tests.strategies import any_case

KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)
DECISIONS = Decisions(KNOWLEDGE, AnyCase(KNOWLEDGE))
FORMULAS = [*DECISIONS.speaks.values(), DECISIONS.complete, *map(DECISIONS.holds, DECISIONS.statements)]
FIELDS = {kind: key for key, kind in NAMED.items()}
EACH = 12_500


def random_cases(seed, number):
    rng = Random(seed)
    return [make_case(any_case(rng), KNOWLEDGE) for _ in range(number)]


def says(statement, worst, limits):
    """Does a real screening say this?"""
    kind, of, bound = statement
    match kind:
        case "disposition":
            return worst >= bound
        case "technique":
            return ALL in limits.forbid_techniques if of == ALL else limits.forbids(of)
        case "pressure":
            return (limits.pressure_cap(of) if of else limits.max_pressure or 5) <= bound
        case "minutes":
            return limits.max_minutes is not None and limits.max_minutes <= bound
        case "flag":
            return getattr(limits, of)
        case _:
            return of in getattr(limits, FIELDS.get(kind, kind))


def where_each(rows):
    """For each name that stands in a row, the places of those rows as bits."""
    found = {}
    for place, names in enumerate(rows):
        for name in names:
            found.setdefault(name, []).append(place)
    return {name: bits_of(places) for name, places in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_proof_interpreter_and_compiled_form_agree_on_a_hundred_thousand_cases(seed):
    cases = random_cases(seed, EACH)
    many = ManyCases(DECISIONS.case, cases)
    interpreted = where_each(
        [name for name, condition in KNOWLEDGE.conditions.items() if holds(condition, case.values)] for case in cases
    )
    compiled = where_each([rule.id for rule in BOOK.speaking(case)] for case in cases)
    cleared = where_each([rule.id for rule in BOOK.rules if is_cleared(rule, case)]
                         if "cleared_rules" in case.values else [] for case in cases)  # fmt: skip
    for name in KNOWLEDGE.rules:
        assert many.where(DECISIONS.speaks[name]) == interpreted.get(name, 0) == compiled.get(name, 0), name
        assert many.where(DECISIONS.cleared[name]) == cleared.get(name, 0), name
    verdicts = [BOOK.verdict(case) for case in cases]
    for level in Disposition:
        at_least = bits_of([place for place, verdict in enumerate(verdicts) if verdict >= level])
        assert many.where(DECISIONS.at_least(level)) == at_least, level
    complete = bits_of([place for place, case in enumerate(cases) if not still_needed(case, BOOK)])
    assert many.where(DECISIONS.complete) == complete


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 104))
def test_everything_that_is_said_agrees_on_twenty_thousand_cases(seed):
    cases = random_cases(seed, 5000)
    many = ManyCases(DECISIONS.case, cases)
    rows = []
    for case in cases:
        reasons = reasons_for(case, BOOK)
        limits, worst = limits_of(reasons, KNOWLEDGE), max(reason.disposition for reason in reasons)
        rows.append([statement for statement in DECISIONS.statements if says(statement, worst, limits)])
    real = where_each(rows)
    for statement in DECISIONS.statements:
        assert many.where(DECISIONS.holds(statement)) == real.get(statement, 0), statement


def test_many_cases_at_once_come_to_what_z3_finds_for_each():
    cases = random_cases(7, 200)
    many = ManyCases(DECISIONS.case, cases)
    rng = Random(7)
    for place, case in enumerate(cases):
        as_found = z3.And([each == many.holds(each, place) for each in rng.sample(FORMULAS, 8)])
        assert z3.is_true(z3.simplify(z3.substitute(as_found, *assigned(DECISIONS.case, case)))), case.answers


def test_every_case_is_well_formed():
    cases = random_cases(8, 2000)
    many = ManyCases(DECISIONS.case, cases)
    for formula in DECISIONS.case.well_formed():
        if not z3.is_app_of(formula, z3.Z3_OP_PB_AT_MOST):
            assert many.where(formula) == many.every, formula
    all_of_it = z3.And(DECISIONS.case.well_formed())
    for case in cases[:40]:
        assert z3.is_true(z3.simplify(z3.substitute(all_of_it, *assigned(DECISIONS.case, case)))), case.answers
