"""Every hazard holds: on the given cases, on thousands of others, and on cases made for each of its claims."""

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest
from ruamel.yaml import YAML

from ischia.core.case import make_case
from ischia.core.compiled import Table
from ischia.core.knowledge import RULE_FILES, Knowledge, load_knowledge
from ischia.core.limits import Limits
from ischia.core.loading import FOLDER
from ischia.core.reader import Reader
from ischia.core.rules import RuleBook, rule_book
from ischia.core.screening import limits_of, reasons_for
from ischia.core.value import Disposition
from ischia.proof.hazards import breaks, load_hazards
from tests.proof.claim_cases import cases_for
from tests.strategies import any_case, complete_case

CASES = Path(__file__).parents[1] / "cases"
KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)
HAZARDS = load_hazards()
CLAIMS = [claim for hazard in HAZARDS for claim in hazard.claims]
SPEAKING = Table([claim.when for claim in CLAIMS])


def broken(claim, case, reasons):
    """How these reasons break a claim."""
    return breaks(claim, case, reasons, limits_of(reasons, KNOWLEDGE) if reasons else Limits(), KNOWLEDGE)


def broken_by(answers):
    """Every claim that one case breaks."""
    case = make_case(answers, KNOWLEDGE)
    reasons = reasons_for(case, BOOK)
    limits = limits_of(reasons, KNOWLEDGE)
    speaking = [CLAIMS[place] for place in SPEAKING.holding(case.values)]
    return [says for claim in speaking if (says := breaks(claim, case, reasons, limits, KNOWLEDGE))]


@cache
def own_cases():
    """For each claim the cases made for it, with the reasons of each."""
    return {claim.id: [(case, reasons_for(case, BOOK)) for case in cases_for(claim, KNOWLEDGE)] for claim in CLAIMS}


def deleted(rule):
    """The knowledge as it would be read with the record of one rule gone from its file."""
    documents = {
        name: {**document, "rules": [record for record in document["rules"] if record["id"] != rule]}
        if name in RULE_FILES
        else document
        for name, document in KNOWLEDGE.documents.items()
    }
    return Knowledge(Reader(FOLDER, documents), digest=f"without {rule}")


@cache
def cases_of_rules():
    """For each rule the claims and cases of which it speaks."""
    found = {rule: [] for rule in KNOWLEDGE.rules}
    for claim in CLAIMS:
        for case, reasons in own_cases()[claim.id]:
            for reason in reasons:
                found[reason.rule].append((claim, case, reasons))
    return found


def what_breaks_without(rule):
    """The first claim that a case breaks when one rule no longer speaks: the case, what is left, what is broken."""
    for claim, case, reasons in cases_of_rules()[rule]:
        left = tuple(reason for reason in reasons if reason.rule != rule)
        if says := broken(claim, case, left):
            return case, left, says
    return None


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_holds_in_every_case_made_for_it(claim):
    cases = own_cases()[claim.id]
    assert len(cases) >= 3
    assert [says for case, reasons in cases if (says := broken(claim, case, reasons))] == []


@pytest.mark.parametrize("claim", [each for each in CLAIMS if each.at_least is not None], ids=lambda claim: claim.id)
def test_a_claim_promises_all_that_is_true(claim):
    found = {False: set(), True: set()}
    for _, reasons in own_cases()[claim.id]:
        found[any(reason.cleared for reason in reasons)].add(max(reason.disposition for reason in reasons))
    assert min(found[False] or {Disposition.EMERGENCY_NOW}) == claim.at_least
    if found[True] and claim.with_letters is not None:
        assert min(found[True]) == claim.with_letters


def test_no_given_case_breaks_a_claim():
    clinicians = YAML(typ="safe", pure=True).load(CASES / "screening.yaml")
    generated = [json.loads(line) for line in (CASES / "random.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [says for case in [*clinicians, *generated] for says in broken_by(case["findings"])] == []


def test_no_case_of_two_thousand_breaks_a_claim():
    rng = Random(20261121)
    drawn = [complete_case(rng) if place % 3 == 0 else any_case(rng) for place in range(2000)]
    assert [(answers, says) for answers in drawn for says in broken_by(answers)] == []


@pytest.mark.parametrize("rule", KNOWLEDGE.rules)
def test_a_rule_that_is_deleted_is_missed_by_a_hazard_with_a_name(rule):
    found = what_breaks_without(rule)
    assert found is not None, f"no claim notices that {rule} is gone"
    assert found[2].split(": ")[0] in {hazard.name for hazard in HAZARDS}


@pytest.mark.parametrize(
    ("rule", "hazard"),
    [
        ("rf_cauda_equina", "Cauda equina syndrome missed"),
        ("rf_dvt", "Signs of a clot in a leg rubbed"),
        ("cx_pregnancy_second", "Massage that harms in pregnancy or after a birth"),
        ("cx_numb_area", "Numb or badly felt skin pressed or burnt"),
        ("cx_intoxicated", "Massage after alcohol, cannabis or a drowsy medicine"),
        ("cx_cause_herniated_disc", "Deep work on a slipped disc"),
    ],
)
def test_deleting_the_record_of_a_rule_names_the_hazard_that_comes_back(rule, hazard):
    case, left, says = what_breaks_without(rule)
    assert reasons_for(case, RuleBook(deleted(rule))) == left
    assert says.startswith(f"{hazard}: ")
