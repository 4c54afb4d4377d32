"""What a condition means for any person at all: the same tree that runs, as a formula."""

from ischia.core.conditions import All, Any, AtLeast, Atom, Below, Condition, Holds, Includes, Not, OneOf, Yes
from ischia.proof.formulas import Formula, every, no, some
from ischia.proof.person import AnyCase


def meaning(condition: Condition, case: AnyCase) -> Formula:
    """The formula that holds of a case exactly where the condition does; two-valued, as `conditions.holds` is.

    Args:
        condition: over asked findings only.
        case: the unknowns.
    """
    match condition:
        case All(parts):
            return every(meaning(part, case) for part in parts)
        case Any(parts):
            return some(meaning(part, case) for part in parts)
        case Not(part):
            return no(meaning(part, case))
        case _:
            return _test(condition, case)


def _test(atom: Atom, case: AnyCase) -> Formula:
    answer = case[atom.finding]
    match atom:
        case Yes():
            return answer.yes
        case OneOf(_, words) | Includes(_, words):
            return some(answer.includes(word) for word in sorted(words))
        case Holds():
            return some(answer.holds.values())
        case AtLeast(_, bound):
            return answer.at_least(bound)
        case Below(_, bound):
            return every((answer.counts, no(answer.at_least(bound))))
