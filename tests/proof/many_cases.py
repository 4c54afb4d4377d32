"""Many cases at once: each unknown of a proof is a column with one bit a case, so a formula is worked out for all."""

import z3

CONNECTIVES = {z3.Z3_OP_AND, z3.Z3_OP_OR, z3.Z3_OP_NOT, z3.Z3_OP_IMPLIES, z3.Z3_OP_EQ, z3.Z3_OP_IFF}


class ManyCases:
    """Cases as columns of bits.

    Args:
        any_case: the unknowns of the proof; its formulas must have been made, so that all its bounds are known.
        cases: real cases, as `make_case` makes them.
    """

    def __init__(self, any_case, cases):
        self.size = len(cases)
        self.every = (1 << self.size) - 1
        columns = {}
        for place, case in enumerate(cases):
            for name, answer in case.answers.items():
                for unknown in _true_of(any_case[name], answer, case.values.get(name)):
                    column = columns.get(unknown)
                    if column is None:
                        column = columns[unknown] = bytearray(self.size // 8 + 1)
                    column[place >> 3] |= 1 << (place & 7)
        self._columns = {name: int.from_bytes(column, "little") for name, column in columns.items()}
        self._worked_out = {}

    def where(self, formula):
        """The cases of which a formula holds, as bits."""
        waiting = [formula]
        while waiting:
            node = waiting[-1]
            left = [child for child in node.children() if child.get_id() not in self._worked_out]
            if left:
                waiting += left
            else:
                waiting.pop()
                self._worked_out[node.get_id()] = (self._bits(node), node)  # kept, so that its id stays its own
        return self._worked_out[formula.get_id()][0]

    def holds(self, formula, place):
        """Does a formula hold of one case?"""
        return bool(self.where(formula) >> place & 1)

    def _bits(self, node):
        kind = node.decl().kind()
        parts = [self._worked_out[child.get_id()][0] for child in node.children()]
        if kind in CONNECTIVES:
            return self._joined(kind, parts)
        if kind in (z3.Z3_OP_TRUE, z3.Z3_OP_FALSE):
            return self.every if kind == z3.Z3_OP_TRUE else 0
        assert kind == z3.Z3_OP_UNINTERPRETED, node
        return self._columns.get(node.decl().name(), 0)

    def _joined(self, kind, parts):
        match kind:
            case z3.Z3_OP_AND:
                found = self.every
                for part in parts:
                    found &= part
            case z3.Z3_OP_OR:
                found = 0
                for part in parts:
                    found |= part
            case z3.Z3_OP_NOT:
                found = self.every ^ parts[0]
            case z3.Z3_OP_IMPLIES:
                found = (self.every ^ parts[0]) | parts[1]
            case _:
                found = self.every ^ parts[0] ^ parts[1]
        return found


def bits_of(places):
    """The same places as bits."""
    found = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def _true_of(any_answer, answer, value):
    """The names of the unknowns that are true of one real answer."""
    prefix = any_answer.name
    yield f"{prefix}: answered"
    if answer is None:
        yield f"{prefix}: not sure"
    if value is True:
        yield f"{prefix}: yes"
    elif isinstance(value, int):
        yield from (f"{prefix}: {bound} or more" for bound in any_answer.reaches if value >= bound)
    elif isinstance(value, str):
        yield f"{prefix}: {value}"
    elif isinstance(value, frozenset):
        yield from (f"{prefix}: {word}" for word in value)


def assigned(any_case, case):
    """What z3 is told so that the unknowns are exactly this case."""
    for name, any_answer in any_case.answers.items():
        true = set(_true_of(any_answer, case.answers[name], case.values.get(name))) if name in case.answers else set()
        for unknown in any_answer.unknowns():
            yield unknown, z3.BoolVal(unknown.decl().name() in true)


def answer_that_counts_as(value, domain, finding, knowledge):
    """An answer that counts as a value of a domain, in which the empty word stands for all that no rule names."""
    if finding.type in ("bool", "integer"):
        return value
    words = {word for each in domain if each is not None for word in (each if isinstance(each, frozenset) else [each])}
    rest = next((word for word in knowledge.allowed(finding) if word not in words), None)
    if isinstance(value, frozenset):
        return [word or rest for word in value]
    return value or rest
