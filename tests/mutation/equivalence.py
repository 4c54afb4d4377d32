"""How it is shown that a mutant is equivalent: that no case at all can tell it from the real knowledge.

Each function looks at every case there is, as far as the mutant could matter, and says the first difference it finds.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ischia.core.conditions import Condition, OneOf, Values, findings_in, holds
from ischia.core.knowledge import Knowledge
from tests.mutation.mutants import Mutant
from tests.mutation.noticing import REAL

DAYS = REAL.findings["onset_days"]


class Use(NamedTuple):
    """A test of the stage somewhere in the knowledge, and the technique that is offered by it, if one is."""

    test: OneOf
    technique: str | None = None


def same_stage_on_every_day(mutant: Mutant) -> str | None:
    """A bout of any length, or of one not known, has the same stage, and every test of the stage comes to the same.

    Where a test offers a technique, it may come to something else on days on which a rule forbids that technique.
    """
    knowledge, uses = mutant.knowledge(REAL), set(_uses(REAL.documents))
    for days in (None, *range(DAYS.min, DAYS.max + 1)):
        values = {} if days is None else {"onset_days": days}
        if (stage := _stage(knowledge, values)) != _stage(REAL, values):
            return f"the stage after {days} days is {stage}"
        for test, technique in uses:
            same = holds(knowledge.base(test), values) is holds(REAL.base(test), values)
            if not same and not _forbidden(technique, values):
                return f"after {days} days it is not the same whether the stage is in {sorted(test.choices)}"
    return None


def _stage(knowledge: Knowledge, values: Values) -> str | None:
    """The stage as planning finds it: the first that holds."""
    formulas: Mapping[str, Condition] = knowledge.derived["stage"].values
    return next((name for name, condition in formulas.items() if holds(condition, values)), None)


def _uses(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[Use]:
    for record in documents["techniques.yaml"]["techniques"]:
        yield from (Use(test, record["id"]) for test in _tests(record.get("only_if")))
        yield from map(Use, _tests({key: part for key, part in record.items() if key != "only_if"}))
    yield from map(Use, _tests({name: each for name, each in documents.items() if name != "techniques.yaml"}))


def _tests(node: Any) -> Iterator[OneOf]:
    """Every test of the stage in plain data."""
    if isinstance(node, Mapping):
        if isinstance(test := node.get("stage"), Mapping) and "in" in test:
            yield OneOf("stage", frozenset(test["in"]))
        for part in node.values():
            yield from _tests(part)
    elif isinstance(node, list):
        for part in node:
            yield from _tests(part)


def _forbidden(technique: str | None, values: Values) -> bool:
    """Does a rule that reads nothing but the days forbid this technique?"""
    return any(
        technique in rule.limits.get("forbid_techniques", ())
        and findings_in(REAL.conditions[rule.id]) == (DAYS.id,)
        and holds(REAL.conditions[rule.id], values)
        for rule in REAL.rules.values()
    )


SHOWN_BY: Mapping[str, Callable[[Mutant], str | None]] = {"same_stage_on_every_day": same_stage_on_every_day}
