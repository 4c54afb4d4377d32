"""A proof that cannot fail proves nothing: for each law something wrong is planted, and found with a case for it."""

import pytest

from ischia.core.case import read_case
from ischia.core.screening import screen
from ischia.core.value import Disposition
from ischia.proof.catalogue import theorems_about
from ischia.proof.hazard_proofs import hazard_claims
from ischia.proof.hazards import load_hazards
from ischia.proof.known_exceptions import ShadowedRule, load_exceptions
from ischia.proof.laws.monotone import ExceptionIsNeeded, RaisingARisk
from ischia.proof.laws.rules import rules_matter
from ischia.proof.proving import Prover, broken_claims, prove
from tests.proof.planted import KNOWLEDGE, with_documents, with_rule, with_rule_changed, without_rule

THEOREMS = {theorem.id: theorem for theorem in theorems_about(KNOWLEDGE)}


def refuted(theorem, knowledge):
    """The proof of a theorem that is false of a knowledge."""
    proof = Prover(knowledge).prove(THEOREMS[theorem])
    assert not proof.proved
    return proof


def screened(document, knowledge):
    return screen(read_case(document, knowledge), knowledge)


def test_a_rule_that_speaks_of_a_no_is_found():
    """Without night pain a doctor comes first: so more pain would make the advice milder."""
    knowledge = with_rule("cx_planted", when={"not": "night_pain"}, then="same_day_medical")
    proof = refuted("risk.night_pain", knowledge)
    assert proof.says == "doctor_before_massage, same_day_medical" or "same_day_medical" in proof.says
    before, after = (screened(case, knowledge) for case in proof.cases)
    assert after.disposition < before.disposition
    assert after.disposition < Disposition.SAME_DAY_MEDICAL
    assert proof.counter_example == proof.cases[1]
    assert sum(len(case["findings"]) for case in proof.cases) <= 2, "no more answers than it takes"


def test_a_limit_that_a_worse_answer_takes_back_is_found():
    knowledge = with_rule(
        "cx_planted", when={"pain_now": {"below": 5}}, then="suitable", limits={"max_minutes": 10}, kind="limited"
    )
    proof = refuted("risk.pain_now", knowledge)
    assert "minutes 10" in proof.says
    before, after = (screened(case, knowledge) for case in proof.cases)
    assert before.limits.max_minutes == 10
    assert after.limits.max_minutes != 10


def test_a_check_that_makes_things_worse_is_found():
    """A doctor first, because a guardian agreed: so losing that yes would make the advice milder."""
    proof = refuted("protection.guardian_agrees", with_rule("cx_planted", when="guardian_agrees"))
    before, after = proof.cases
    assert before["findings"]["guardian_agrees"] is True
    assert after["findings"].get("guardian_agrees") is not True


def test_a_letter_that_would_clear_a_child_is_found():
    proof = refuted("no_massage.under_16", with_rule_changed("cx_child", limits={}, after_clearance="suitable"))
    assert proof.counter_example["findings"]["age"] < 16


def test_a_rule_that_can_never_speak_is_found():
    knowledge = with_rule("cx_planted", when={"all": ["pregnant", {"not": "pregnant"}]})
    (promise,) = (each for each in theorems_about(knowledge) if each.id == "speaks.cx_planted")
    proof = Prover(knowledge).prove(promise)
    assert not proof.proved
    assert proof.counter_example is None


def test_a_rule_that_changes_nothing_is_found_unless_it_is_meant():
    knowledge = with_rule("cx_planted", when="numbness", then="suitable", limits={"max_minutes": 60})
    nobody = load_exceptions().model_copy(update={"shadowed": ()})
    meant = load_exceptions().model_copy(update={"shadowed": (ShadowedRule(rule="cx_planted", say="Planted."),)})
    prover = Prover(knowledge)
    for exceptions, name, proved in ((nobody, "matters.cx_planted", False), (meant, "shadowed.cx_planted", True)):
        theorem = {each.id: each for each in rules_matter(knowledge, exceptions)}[name]
        assert prover.prove(theorem).proved is proved


def test_an_exception_that_is_not_needed_is_found():
    stale = load_exceptions().model_copy(update={"shadowed": (ShadowedRule(rule="cx_kidney", say="Planted."),)})
    theorems = {each.id: each for each in rules_matter(KNOWLEDGE, stale)}
    prover = Prover(KNOWLEDGE)
    assert not prover.prove(theorems["shadowed.cx_kidney"]).proved
    assert not prover.prove(ExceptionIsNeeded("exception.night_pain", "Planted.", "night_pain")).proved
    assert not prover.prove(RaisingARisk("risk.cancer_history", "Without its exception.", "cancer_history")).proved


def test_a_wait_without_an_end_is_found():
    documents = dict(KNOWLEDGE.documents)
    waits = [
        {**word, "from": ""} if word["id"] == "sober_12h" else word for word in documents["limits.yaml"]["wait_until"]
    ]
    documents["limits.yaml"] = {**documents["limits.yaml"], "wait_until": waits}
    proof = refuted("remains", with_documents(documents))
    assert proof.counter_example["findings"]["alcohol_or_sedative_now"] is True


@pytest.mark.parametrize("lost", ["rf_dvt", "rf_spinal_infection"])
def test_a_search_for_completions_that_overlooks_a_way_is_found(lost):
    prover = Prover(KNOWLEDGE)
    completions = prover.cases.openness.completions
    terms = completions.rule_terms
    try:
        completions.__dict__["rule_terms"] = {**terms, lost: terms[lost][1:]}
        proof = prover.prove(THEOREMS["decided"])
    finally:
        completions.__dict__["rule_terms"] = terms
    assert not proof.proved
    now, then = (screened(case, KNOWLEDGE) for case in proof.cases)
    assert then.disposition >= KNOWLEDGE.rules[lost].then > now.disposition


def test_a_search_for_completions_that_sees_a_way_that_is_none_is_found():
    prover = Prover(KNOWLEDGE)
    completions = prover.cases.openness.completions
    terms = completions.rule_terms
    try:
        completions.__dict__["rule_terms"] = {**terms, "rf_dvt": [{"calf_tender": 0b10}]}
        assert not prover.prove(THEOREMS["decided.reachable"]).proved
    finally:
        completions.__dict__["rule_terms"] = terms


@pytest.mark.parametrize(
    ("rule", "hazard"),
    [("rf_cauda_equina", "Cauda equina"), ("cx_pregnancy_second", "regnan"), ("cx_cold", ""), ("always_bony", "")],
)
def test_a_deleted_rule_is_missed_by_the_name_of_a_hazard(rule, hazard):
    knowledge = without_rule(rule)
    broken = broken_claims(knowledge, [KNOWLEDGE.rules[rule]])
    assert broken
    assert any(hazard in proof.theorem.told for proof in broken)
    for proof in broken[:1]:
        claim = proof.theorem.claim
        assert claim.hazard == proof.theorem.hazard
        read_case(proof.counter_example, knowledge)
    assert not broken_claims(KNOWLEDGE, [KNOWLEDGE.rules[rule]])


def test_two_processes_find_what_one_finds():
    knowledge = without_rule("rf_dvt")
    claims = [each for each in hazard_claims(load_hazards()) if each.id.startswith("hz_clot")]
    seen = []
    alone, together = prove(knowledge, claims, workers=1), prove(knowledge, claims, workers=2, each=seen.append)
    assert [(proof.theorem.id, proof.proved, proof.cases) for proof in alone] == [
        (proof.theorem.id, proof.proved, proof.cases) for proof in together
    ]
    assert len(seen) == len(claims)
    assert not all(proof.proved for proof in together)
