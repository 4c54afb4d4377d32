"""A rule or a limit that gets lost is noticed: the rule with the name of the hazard that it keeps away.

`bin/mutate` asks the same of every other slip of the pen.
"""

import pytest

from ischia.core.rules import rule_book
from ischia.proof.hazards import load_hazards
from tests.mutation.equivalence import SHOWN_BY, same_stage_on_every_day
from tests.mutation.judging import EQUIVALENT, chosen, unknown_equivalents
from tests.mutation.noticing import NOTICERS, REAL, notice

HAZARDS = tuple(hazard.name for hazard in load_hazards())
MUTANTS = chosen()
BOOK = rule_book(REAL)
DELETED = [mutant for mutant in MUTANTS if mutant.kind == "rule deleted"]


def test_there_is_a_mutant_without_each_rule():
    assert [mutant.id for mutant in DELETED] == [
        f"rule.{record['id']}.deleted"
        for file in ("red-flags.yaml", "contraindications.yaml", "precautions.yaml")
        for record in REAL.documents[file]["rules"]
    ]


@pytest.mark.parametrize("mutant", DELETED, ids=lambda mutant: mutant.id)
def test_without_a_rule_a_hazard_gets_through_and_is_named(mutant):
    noticed = notice(mutant, ["hazards"])
    assert noticed is not None
    assert noticed.says.startswith(tuple(f"{name}: " for name in HAZARDS)), noticed


@pytest.mark.parametrize("rule", REAL.rules)
def test_no_limit_of_a_rule_is_lost_unnoticed(rule):
    for mutant in MUTANTS:
        if mutant.kind == "limit dropped" and mutant.id.startswith(f"rule.{rule}."):
            assert notice(mutant) is not None or mutant.id in EQUIVALENT, mutant.says


def test_the_real_knowledge_is_not_a_mutant():
    assert [by for by in NOTICERS if by not in ("oracle", "plans") and list(filter(None, NOTICERS[by](BOOK)))] == []


def test_every_equivalent_mutant_that_is_listed_is_made():
    assert unknown_equivalents() == []


@pytest.mark.slow
@pytest.mark.parametrize("mutant", [each for each in MUTANTS if each.id in EQUIVALENT], ids=lambda mutant: mutant.id)
def test_no_case_can_tell_an_equivalent_mutant_from_the_knowledge(mutant):
    assert EQUIVALENT[mutant.id]["reason"]
    assert SHOWN_BY[EQUIVALENT[mutant.id]["shown_by"]](mutant) is None


def test_what_shows_equivalence_sees_a_difference_where_there_is_one():
    alike = {mutant.id for mutant in chosen("derived.stage.") if same_stage_on_every_day(mutant) is None}
    assert alike == {name for name, each in EQUIVALENT.items() if each["shown_by"] == "same_stage_on_every_day"}
