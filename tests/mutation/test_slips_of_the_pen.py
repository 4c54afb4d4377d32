"""What slips are made of a record, so that "nothing survived" means something."""

from tests.mutation.judging import chosen
from tests.mutation.mutants import Mutant
from tests.mutation.slips import GONE, slips_in

CONDITION = {"all": [{"any": ["fever", {"age": {"at_least": 50}}]}, {"not": "checked"}, {"kind": {"in": ["a", "b"]}}]}


def test_a_condition_is_tried_with_every_slip_there_is():
    assert [slip.id for slip in slips_in(CONDITION, ("when",))] == [
        "when.all.as_any",
        "when.all.0.dropped",
        "when.all.1.dropped",
        "when.all.2.dropped",
        "when.all.0.any.as_all",
        "when.all.0.any.0.dropped",
        "when.all.0.any.1.dropped",
        "when.all.0.any.1.age.at_least-1",
        "when.all.0.any.1.age.at_least+1",
        "when.all.1.not.dropped",
        "when.all.2.kind.in.a.dropped",
        "when.all.2.kind.in.b.dropped",
    ]


def test_a_slip_changes_one_place_and_leaves_the_knowledge_as_it_was():
    documents = {"a.yaml": {"rules": [{"id": "r", "then": "x"}, {"id": "s"}]}}
    without = Mutant("rule.r.deleted", "rule deleted", "r is gone", "a.yaml", ("rules", 0), GONE).of(documents)
    other = Mutant("rule.r.then", "decision", "r says y", "a.yaml", ("rules", 0, "then"), "y").of(documents)
    assert without == {"a.yaml": {"rules": [{"id": "s"}]}}
    assert other == {"a.yaml": {"rules": [{"id": "r", "then": "y"}, {"id": "s"}]}}
    assert documents == {"a.yaml": {"rules": [{"id": "r", "then": "x"}, {"id": "s"}]}}


def test_a_limit_is_dropped_and_moved_by_one_both_ways():
    assert {mutant.id for mutant in chosen("rule.cx_heart_condition.limits.")} == {
        f"rule.cx_heart_condition.limits.{slip}"
        for slip in (
            "max_pressure.dropped", "max_pressure-1", "max_pressure+1", "max_minutes.dropped", "max_minutes-1",
            "max_minutes+1", "forbid_techniques.deep_tissue.dropped", "forbid_techniques.powered_massager.dropped",
            "forbid_positions.prone.dropped", "forbid_positions.supine_flat.dropped", "forbid_regions.#LEG.dropped",
            "require.rise_slowly.dropped", "refer_to.cardiology_team.dropped",
        )
    }  # fmt: skip
