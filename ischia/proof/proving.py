"""Theorems put to z3: one after the other, or on several processes."""

import time

import z3

from ischia.core.knowledge import Knowledge
from ischia.proof.all_cases import AllCases
from ischia.proof.counter_examples import told
from ischia.proof.person import AnyAnswer
from ischia.proof.theorems import Document, Doubt, Proof, Theorem


class Prover:
    """Proves theorems about one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.cases = AllCases(knowledge)
        self._solver = z3.SolverFor("QF_FD")  # yes/no unknowns and how many of them may be true: nothing else is needed
        self._known: dict[AnyAnswer, int] = {}

    def prove(self, theorem: Theorem) -> Proof:
        """Look for a case that breaks a theorem (or for the one that it promises)."""
        began = time.perf_counter()
        found, says = self._case(theorem)
        proved = theorem.wants_a_case is bool(found)
        return Proof(theorem, proved, found, says, time.perf_counter() - began)

    def _case(self, theorem: Theorem) -> tuple[tuple[Document, ...], str]:
        for doubt in theorem.doubts(self.cases):
            found, says = self._look_for(doubt)
            if found:
                return found, says
        return (), ""

    def _look_for(self, doubt: Doubt) -> tuple[tuple[Document, ...], str]:
        """The cases that a doubt asks for; none where there are none."""
        for case in (self.cases.case, *doubt.cases):
            for answer in case.answers.values():
                if self._known.get(answer) != len(answer.reaches):  # new, or one more bound was met
                    self._solver.add(*answer.well_formed())
                    self._known[answer] = len(answer.reaches)
        self._solver.push()
        try:
            self._solver.add(doubt.whole)
            found = self._solver.check()
            if found == z3.unknown:
                raise RuntimeError(f"z3 gave up: {self._solver.reason_unknown()}")
            return told(self._solver, doubt) if found == z3.sat else ((), "")
        finally:
            self._solver.pop()
