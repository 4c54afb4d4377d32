"""Theorems put to z3: one after the other, or on several processes."""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import chain

import z3

from ischia.core.facts.rules import Rule
from ischia.core.knowledge import Knowledge
from ischia.proof.all_cases import AllCases
from ischia.proof.catalogue import theorems_about
from ischia.proof.counter_examples import told
from ischia.proof.decisions import findings_read
from ischia.proof.documents import Document
from ischia.proof.hazard_proofs import hazard_claims
from ischia.proof.hazards import load_hazards
from ischia.proof.person import AnyAnswer
from ischia.proof.theorems import Doubt, Proof, Theorem


class Prover:
    """Proves theorems about one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.cases = AllCases(knowledge)
        self._solver = z3.SolverFor("QF_FD")  # yes/no unknowns and how many of them may be true: no more is needed
        self._well_formed: dict[AnyAnswer, int] = {}

    def prove(self, theorem: Theorem) -> Proof:
        """Look for a case that breaks a theorem, or for the one that it promises."""
        began = time.perf_counter()
        for doubt in theorem.doubts(self.cases):
            if (found := self._look_for(doubt, theorem.shows)) is not None:
                return Proof(theorem, theorem.promises, *found, time.perf_counter() - began)
        return Proof(theorem, not theorem.promises, (), "", time.perf_counter() - began)

    def _look_for(self, doubt: Doubt, shown: bool) -> tuple[tuple[Document, ...], str] | None:
        """The cases that a doubt asks for, and in which ways they answer it; None where there are none."""
        for answer in chain.from_iterable(case.answers.values() for case in (self.cases.case, *doubt.cases)):
            if self._well_formed.get(answer) != len(answer.reaches):  # it is new, or one more bound was met
                self._solver.add(*answer.well_formed())
                self._well_formed[answer] = len(answer.reaches)
        self._solver.push()
        try:
            self._solver.add(doubt.whole)
            found = self._solver.check()
            if found == z3.unknown:
                raise RuntimeError(f"z3 gave up: {self._solver.reason_unknown()}")
            if found == z3.unsat:
                return None
            return told(self._solver, doubt) if shown else ((), "")
        finally:
            self._solver.pop()


def prove(
    knowledge: Knowledge,
    theorems: Iterable[Theorem] | None = None,
    workers: int = 2,
    each: Callable[[Proof], object] = lambda proof: None,
) -> tuple[Proof, ...]:
    """Prove theorems about a knowledge; all of them, unless some are named.

    Args:
        knowledge: the same that runs.
        theorems: which; None for every one there is.
        workers: on how many processes; one stays in this process.
        each: called with every proof when it is done, in the order in which they are.

    Returns:
        The proofs, in the order of the theorems.
    """
    asked = tuple(theorems_about(knowledge) if theorems is None else theorems)
    done: dict[str, Proof] = {}
    for proof in _proofs(knowledge, asked, workers):
        done[proof.theorem.id] = proof
        each(proof)
    return tuple(done[theorem.id] for theorem in asked)


def _proofs(knowledge: Knowledge, theorems: tuple[Theorem, ...], workers: int) -> Iterator[Proof]:
    if workers == 1:
        yield from map(Prover(knowledge).prove, theorems)
        return
    spawn = multiprocessing.get_context("spawn")  # z3 keeps threads and memory of its own, which no fork may copy
    with ProcessPoolExecutor(workers, spawn, _begin, (knowledge,)) as pool:
        for each in as_completed([pool.submit(_prove, theorem) for theorem in theorems]):
            yield each.result()


_provers: list[Prover] = []  # of this process: the one that `_begin` made


def _begin(knowledge: Knowledge) -> None:
    _provers.append(Prover(knowledge))


def _prove(theorem: Theorem) -> Proof:
    return _provers[0].prove(theorem)


def broken_claims(knowledge: Knowledge, changed: Iterable[Rule]) -> tuple[Proof, ...]:
    """The claims of the hazard log that do not hold, of those that a change of these rules could break.

    Args:
        knowledge: after the change.
        changed: the rules as they were or as they are now; one that is gone is meant too.
    """
    rules = list(changed)
    read = frozenset[str]().union(*(findings_read(rule, knowledge) for rule in rules))
    speaks_always = not all(findings_read(rule, knowledge) for rule in rules)
    claims = [each for each in hazard_claims(load_hazards()) if speaks_always or any(map(each.reads, read))]
    prover = Prover(knowledge)
    return tuple(proof for proof in map(prover.prove, claims) if not proof.proved)
