"""Every theorem is proved, and everything that must be promised is."""

import time

import pytest
import z3

from ischia.core.case import make_case, read_case
from ischia.core.knowledge import load_knowledge
from ischia.core.limits import HOLDING_WAITS
from ischia.core.planning import build_plan
from ischia.core.screening import screen
from ischia.core.value import Disposition
from ischia.proof.catalogue import theorems_about
from ischia.proof.counter_examples import told
from ischia.proof.documents import as_yaml
from ischia.proof.formulas import every, no
from ischia.proof.hazards import load_hazards
from ischia.proof.known_exceptions import load_exceptions
from ischia.proof.laws.remaining import NothingMayRemain
from ischia.proof.proving import Prover, prove
from tests.looseness import looser
from tests.proof.many_cases import answer_that_counts_as

KNOWLEDGE = load_knowledge()
THEOREMS = {theorem.id: theorem for theorem in theorems_about(KNOWLEDGE)}
EXCEPTIONS = load_exceptions()


@pytest.fixture(scope="module")
def prover():
    return Prover(KNOWLEDGE)


@pytest.mark.slow
def test_every_theorem_is_proved_within_a_minute_of_computing():
    began = time.process_time()
    proofs = prove(KNOWLEDGE, workers=1)
    assert [proof.theorem.told for proof in proofs if not proof.proved] == []
    assert time.process_time() - began < 60


def test_nothing_that_must_be_proved_is_left_out():
    assert len(THEOREMS) == len(theorems_about(KNOWLEDGE)), "an id stands once"
    assert all(theorem.sentence.strip().endswith((".", "!")) for theorem in THEOREMS.values())
    risks = {f"risk.{name}" for name, finding in KNOWLEDGE.findings.items() if finding.risk == "risk"}
    risks |= {
        f"protection.{name}"
        for name, finding in KNOWLEDGE.findings.items()
        if finding.risk == "protective" and finding.type != "choice"
    }
    waits = {f"no_massage.{wait}" for wait in HOLDING_WAITS}
    levels = {f"no_massage.{level.id}" for level in Disposition if level >= Disposition.DOCTOR_BEFORE_MASSAGE}
    rules = {f"{promise}.{rule}" for promise in ("speaks", "matters") for rule in KNOWLEDGE.rules}
    claims = {claim.id for hazard in load_hazards() for claim in hazard.claims}
    others = {
        "no_massage.incomplete",
        "no_massage.open",
        "no_massage.under_16",
        "remains",
        "decided",
        "decided.reachable",
    }
    assert risks | waits | levels | rules | claims | others <= set(THEOREMS)


@pytest.mark.parametrize("finding", [each.finding for each in (*EXCEPTIONS.risks, *EXCEPTIONS.protections)])
def test_each_known_exception_can_be_seen_when_its_two_cases_are_run(finding, prover):
    proof = prover.prove(THEOREMS[f"exception.{finding}"])
    assert proof.proved
    before, after = (screen(read_case(case, KNOWLEDGE), KNOWLEDGE) for case in proof.cases)
    changed = [name for name in KNOWLEDGE.findings if _answers(proof.cases[0], name) != _answers(proof.cases[1], name)]
    assert changed == [finding]
    loosened = looser(after.limits.model_dump(mode="json"), before.limits.model_dump(mode="json"))
    assert after.disposition < before.disposition or loosened
    assert as_yaml(proof.cases[1]).startswith("case: 1\nfindings:\n")


def _answers(document, finding):
    return document["findings"].get(finding, "blank")


@pytest.mark.slow
def test_where_no_massage_is_left_the_plan_says_so():
    """Six people whose limits together leave no kind of massage; for each of them other rules than before do it."""
    prover = Prover(KNOWLEDGE)
    (doubt,) = NothingMayRemain("", "").doubts(prover.cases)
    solver = z3.SolverFor("QF_FD")
    solver.add(*prover.cases.case.well_formed(), doubt.formula)
    for _ in range(6):
        solver.push()
        assert solver.check() == z3.sat
        (document,), _ = told(solver, doubt)
        solver.pop()
        case = make_case(document["findings"], KNOWLEDGE)
        screening = screen(case, KNOWLEDGE)
        plan = build_plan(screening, case, KNOWLEDGE)
        assert screening.allows_massage
        assert not plan.massage
        assert not plan.home
        assert [said.say for said in plan.not_now] == [
            "No kind of massage with a therapist fits both your limits and your wishes, so there is none in this plan."
        ]
        spoke = [prover.cases.decisions.speaks[reason.rule] for reason in screening.fired]
        solver.add(no(every(spoke)))


def test_every_value_that_the_search_for_completions_tries_is_one_that_an_answer_can_have(prover):
    completions = prover.cases.openness.completions
    for name, domain in completions.domains.items():
        finding = KNOWLEDGE.findings[name]
        for place, value in enumerate(domain[1:], 1):
            answer = answer_that_counts_as(value, domain, finding, KNOWLEDGE)
            case = make_case({name: answer}, KNOWLEDGE)
            assert completions.search(case).fixed[name] == 1 << place, (name, value)
