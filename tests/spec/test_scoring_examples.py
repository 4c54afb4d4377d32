"""The scoring examples: each comes to exactly what stands beside it, and what is no answer is refused by its item."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ischia.core.knowledge import load_knowledge
from ischia.core.measures import asked_on, compare, read_answers, score
from ischia.core.problems import Problem

EXAMPLES = YAML(typ="safe", pure=True).load(Path(__file__).parents[1] / "cases" / "measures.yaml")
KNOWLEDGE = load_knowledge()


def roland_morris(yes, no, not_applicable=0):
    answered = [True] * yes + [False] * no + ["not_applicable"] * not_applicable
    return answered + [None] * (24 - len(answered))


def told(example):
    return " ".join(str(value) for value in example.values())[:70]


def answers(instrument, given):
    return read_answers(instrument, roland_morris(given, 24 - given) if isinstance(given, int) else given, KNOWLEDGE)


@pytest.mark.parametrize("example", EXAMPLES["scores"], ids=told)
def test_answers_come_to_the_score_beside_them(example):
    given = example.get("answers") or roland_morris(example["yes"], example["no"], example.get("not_applicable", 0))
    came = score(read_answers(example["instrument"], given, KNOWLEDGE))
    assert came.score == (None if example["score"] is None else pytest.approx(example["score"], abs=1e-9, rel=0))
    assert came.answered == example.get("answered", 0)
    assert came.missing == example.get("missing", 0)
    assert came.prorated == example.get("prorated", False)
    assert list(came.flags) == example.get("flags", [])
    assert came.extra == example.get("extra", 0)
    assert came.part == example.get("part")


@pytest.mark.parametrize("example", EXAMPLES["refused"], ids=told)
def test_what_is_no_answer_is_refused_by_its_item(example):
    with pytest.raises(Problem) as refused:
        read_answers(example["instrument"], example["answers"], KNOWLEDGE)
    assert refused.value.field == example["item"]
    assert example["allowed"] in refused.value.allowed


@pytest.mark.parametrize("example", EXAMPLES["changes"], ids=told)
def test_two_scores_mean_what_stands_beside_them(example):
    before, now = (answers(example["instrument"], example[when]) for when in ("before", "now"))
    change = compare(before, now)
    assert change.by == (None if example["by"] is None else pytest.approx(example["by"], abs=1e-9, rel=0))
    assert change.percent == (None if example["percent"] is None else pytest.approx(example["percent"]))
    assert change.meaning == example["meaning"]
    assert change.recovered == example.get("recovered", False)
    assert list(change.compared) == example.get("compared", [])


@pytest.mark.parametrize(("instrument", "days"), EXAMPLES["asked"].items())
def test_each_measure_is_asked_on_its_days_of_the_plan(instrument, days):
    assert [day for day in range(-30, 201) if asked_on(KNOWLEDGE.measures[instrument], day)] == days


def test_a_score_names_its_scale_and_its_smallest_change():
    scales = {name: score(answers(name, given)) for name, given in (("rmdq24", 12), ("psfs", [3, 5]), ("pgic", [1]))}
    assert [(each.range, each.direction, each.mcid) for each in scales.values()] == [
        ((0, 24), "lower_is_better", 5),
        ((0, 10), "higher_is_better", 2),
        ((1, 7), "lower_is_better", None),
    ]
    assert scales["rmdq24"].mcid_percent == 30
    assert "OSTELO08" in scales["rmdq24"].sources
