"""Formulas of z3, joined so that what is always true or never true leaves no trace."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import z3

Formula = Any  # a z3.BoolRef; z3 declares no types
Key = TypeVar("Key")
TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)


def unknown(name: str) -> Formula:
    """A yes or no that the proof leaves open."""
    return z3.Bool(name)


def every(formulas: Iterable[Formula]) -> Formula:
    """All of them hold; with none at all it always holds."""
    parts = []
    for formula in formulas:
        if formula is FALSE:
            return FALSE
        if formula is not TRUE:
            parts.append(formula)
    return TRUE if not parts else parts[0] if len(parts) == 1 else _made(z3.Z3_mk_and, parts)


def some(formulas: Iterable[Formula]) -> Formula:
    """At least one of them holds; with none at all it never holds."""
    parts = []
    for formula in formulas:
        if formula is TRUE:
            return TRUE
        if formula is not FALSE:
            parts.append(formula)
    return FALSE if not parts else parts[0] if len(parts) == 1 else _made(z3.Z3_mk_or, parts)


def _made(make: Callable[..., Any], parts: list[Formula]) -> Formula:
    """A formula straight from z3's C interface: `z3.And` looks at each part first, which takes four times as long."""
    context = parts[0].ctx
    array = (z3.Ast * len(parts))(*(part.as_ast() for part in parts))
    return z3.BoolRef(make(context.ref(), len(parts), array), context)


def no(formula: Formula) -> Formula:
    """It does not hold."""
    if formula is TRUE or formula is FALSE:
        return FALSE if formula is TRUE else TRUE
    return z3.BoolRef(z3.Z3_mk_not(formula.ctx.ref(), formula.as_ast()), formula.ctx)


def either(if_: Formula, then: Formula, otherwise: Formula) -> Formula:
    """One formula where a third holds, the other where it does not."""
    return some((every((if_, then)), every((no(if_), otherwise))))


def always(value: bool) -> Formula:
    """The formula that is always, or never, true."""
    return TRUE if value else FALSE


def joined(parts: Iterable[Mapping[Key, Formula]]) -> dict[Key, Formula]:
    """For each key, what holds when it holds in at least one part."""
    found: dict[Key, list[Formula]] = {}
    for part in parts:
        for key, formula in part.items():
            found.setdefault(key, []).append(formula)
    return {key: some(formulas) for key, formulas in found.items()}
