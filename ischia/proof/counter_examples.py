"""From what z3 found to a case that can be read and run: as few answers as will do, none more than it must be."""

from collections.abc import Iterator

import z3

from ischia.core.case import FORMAT
from ischia.proof.documents import Document
from ischia.proof.formulas import Formula
from ischia.proof.person import AnyAnswer, AnyCase
from ischia.proof.theorems import Doubt


def told(solver: z3.Solver, doubt: Doubt) -> tuple[tuple[Document, ...], str]:
    """The cases of a doubt that came true, and in which ways it did.

    Args:
        solver: one that has just found a model; what is found out here stays asserted in it.
        doubt: what it was asked.
    """
    model = simplest(solver, doubt.cases)
    ways = [name for name, formula in (doubt.ways or {}).items() if _is(formula, model)]
    return tuple(document(case, model) for case in doubt.cases), ", ".join(ways)


def simplest(solver: z3.Solver, cases: tuple[AnyCase, ...]) -> z3.ModelRef:
    """A model in which these cases are small: an answer that need not be given is not."""
    model = solver.model()
    for part in _what_need_not_be(cases):
        if not z3.is_true(model.eval(part)):
            solver.add(z3.Not(part))
        elif solver.check(z3.Not(part)) == z3.sat:
            model = solver.model()
            solver.add(z3.Not(part))
        else:
            solver.add(part)
    return model


def _what_need_not_be(cases: tuple[AnyCase, ...]) -> Iterator[Formula]:
    """What a small case is without, the most welcome loss first: letters, answers, doubts, then how much is said."""
    answers = list(dict.fromkeys(answer for case in cases for answer in reversed(list(case.answers.values()))))
    answers.sort(key=lambda answer: answer.finding.id != "cleared_rules")
    yield from (part for answer in answers[:1] for part in answer.holds.values())
    yield from (answer.answered for answer in answers)
    yield from (answer.not_sure for answer in answers)
    for answer in answers:
        yield from (answer.reaches[bound] for bound in sorted(answer.reaches, reverse=True))
        yield from reversed(list(answer.holds.values()))
        yield from (answer.yes,) if answer.finding.type == "bool" else ()


def document(case: AnyCase, model: z3.ModelRef) -> Document:
    """A case of a model, as contract 1 writes it."""
    told = {
        name: _answer(any_answer, model) for name, any_answer in case.answers.items() if _is(any_answer.answered, model)
    }
    return {"case": FORMAT, "findings": told}


def _answer(answer: AnyAnswer, model: z3.ModelRef) -> object:
    if _is(answer.not_sure, model):
        return None
    finding = answer.finding
    words = [word for word, held in answer.holds.items() if _is(held, model)]
    match finding.type:
        case "bool":
            return _is(answer.yes, model)
        case "integer":
            assert finding.min is not None
            return max([finding.min, *(bound for bound, reached in answer.reaches.items() if _is(reached, model))])
        case "choice":
            return words[0]
        case "set":
            return words


def _is(part: Formula, model: z3.ModelRef) -> bool:
    return bool(z3.is_true(model.eval(part)))
