"""Two editions compared: what changed is said, once, field by field; what is only layout is not said."""

import copy
import json

import pytest

from ischia.core.checking import faults
from ischia.core.history.difference import difference
from ischia.core.history.keeping import read_kept_edition, to_keep
from ischia.core.history.people import Person, person_change
from ischia.core.history.records import record_changes
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from tests.editions import edition, record, rule, without_rule
from tests.strategies import SAFE

NOW = load_knowledge()
DISC = "cx_cause_herniated_disc"
WITH_DISC = {**SAFE, "known_causes": ["herniated_disc"]}


def fields(*changes):
    """The fields that differ, of the one record that does."""
    (found,) = record_changes(NOW, edition(*changes))
    return found.id, {each.field: each.say for each in found.fields}


def person(findings, *changes, old=NOW):
    return person_change(Person(findings, "here"), old, edition(*changes))


def test_a_knowledge_compared_with_itself_is_the_same():
    found = difference(NOW, edition(), [Person(SAFE, "a"), Person(WITH_DISC, "b")])
    assert (found.records, found.changes) == ((), ())
    assert (found.people.cases, found.people.same, found.people.changed) == (2, 2, ())


def test_the_words_and_limits_of_a_rule_are_told_field_by_field():
    limits = {"forbid_techniques": ["deep_tissue"], "max_pressure_in": {"low_back": 4, "buttock": 3}}
    assert fields(rule(DISC, say="Other words.", limits=limits)) == (
        DISC,
        {
            "limits.max_pressure_in.low_back": "limits.max_pressure_in.low_back: 3 → 4",
            "limits.require": "limits.require: nerve_stop_rule → nothing",
            "say": f"say: “{NOW.rules[DISC].say}” → “Other words.”",
        },
    )


def test_a_condition_is_told_in_words_and_only_when_it_means_something_else():
    when = {"any": [{"known_causes": {"includes": ["herniated_disc"]}}, {"all": ["pregnant", {"age": {"below": 40}}]}]}
    name, said = fields(rule(DISC, when=when))
    assert name == DISC
    assert said == {
        "when": "when: any of (known_causes includes herniated_disc; injury_kind is slipped_disc) → "
        "any of (known_causes includes herniated_disc; pregnant, and age below 40)"
    }
    old = rule("cx_older_adult", when={"age": {"at_most": 74}})
    assert record_changes(edition(old), edition(rule("cx_older_adult", when={"age": {"below": 75}}))) == ()


def test_the_order_of_limits_says_nothing_but_that_of_sources_does():
    turned = {**NOW.rules[DISC].limits, "max_pressure_in": {"buttock": 3, "low_back": 3}}
    assert record_changes(NOW, edition(rule(DISC, limits=turned))) == ()
    assert fields(rule(DISC, sources=["YIN14", "SEED1"]))[1] == {"sources": "sources: in another order: YIN14, SEED1"}


def test_what_came_and_what_went_is_named():
    def rename(documents):
        record(documents, "exercises.yaml", "exercises", "ex_walk")["id"] = "ex_stroll"

    found = {(each.kind, each.id): each.change for each in record_changes(NOW, edition(without_rule(DISC), rename))}
    assert found[("rules", DISC)] == "removed"
    assert found[("exercises.exercises", "ex_stroll")] == "added"
    assert found[("exercises.exercises", "ex_walk")] == "removed"


def test_a_rule_in_another_file_is_the_same_rule():
    def move(documents):
        rules = documents["precautions.yaml"]["rules"]
        found = next(each for each in rules if each["id"] == DISC)
        rules.remove(found)
        documents["contraindications.yaml"]["rules"].append(found)

    assert fields(move) == (DISC, {"file": "file: “precautions.yaml” → “contraindications.yaml”"})


def test_a_drawing_is_not_spelt_out():
    def redraw(documents):
        documents["regions.yaml"] = copy.deepcopy(documents["regions.yaml"])
        record(documents, "regions.yaml", "regions", "low_back")["shapes"][0]["path"] = "M0 0L1 1Z"

    assert fields(redraw) == ("low_back", {"shapes": "shapes: drawn anew"})


def test_steps_inside_a_record_are_told_by_their_own_ids():
    script = NOW.home.scripts[0]

    def longer(documents):
        record(documents, "home-sessions.yaml", "scripts", script.id)["steps"][0]["seconds"] += 30

    step = script.steps[0]
    told = f"steps.{step.id}.seconds: {step.seconds} → {step.seconds + 30}"
    assert fields(longer) == (script.id, {f"steps.{step.id}.seconds": told})


def test_a_lifted_limit_is_milder_and_an_added_one_stricter():
    milder = person(WITH_DISC, rule(DISC, limits={"require": ["nerve_stop_rule"]}))
    assert milder.direction == "milder"
    assert "limit lifted: forbid_techniques deep_tissue" in [change.say for change in milder.changes]
    limits = {**NOW.rules[DISC].limits, "max_minutes": 5}
    stricter = person(WITH_DISC, rule(DISC, limits=limits))
    assert stricter.direction == "stricter"
    assert {change.what: (change.old, change.new) for change in stricter.changes}["limits.max_minutes"][1] == 5


def test_a_lower_disposition_is_milder_and_a_higher_one_stricter():
    numb = {**SAFE, "saddle_numbness": True}
    assert person(numb, without_rule("rf_cauda_equina")).direction == "milder"
    assert person(numb, old=edition(without_rule("rf_cauda_equina"))).direction == "stricter"


def test_a_question_the_gate_no_longer_needs_is_milder():
    def open_gate(documents):
        del record(documents, "findings.yaml", "findings", "fever_chills")["gate"]

    unfinished = {name: answer for name, answer in SAFE.items() if name != "fever_chills"}
    assert person(unfinished, open_gate).direction == "milder"


def test_a_higher_dose_is_milder_and_a_lower_one_stricter():
    def minutes(of):
        def change(documents):
            for stage in documents["dosing.yaml"]["stages"]:
                stage["clinic"].update(minutes_from=of, minutes_to=of)

        return change

    assert person(SAFE, minutes(90)).direction in ("milder", "same")  # a limit may hold it
    assert person(SAFE, minutes(5)).direction == "stricter"
    assert person(SAFE, minutes(20), old=edition(minutes(5))).direction == "milder"


def test_other_words_change_nobodys_result():
    assert (
        person(WITH_DISC, rule(DISC, say="Other words.", tell_clinician="Other.", sources=["SEED1"])).direction
        == "same"
    )


def test_answers_that_an_edition_does_not_know_are_named_and_the_rest_is_compared():
    def rename(documents):
        record(documents, "findings.yaml", "findings", "saddle_numbness")["id"] = "numb_seat"
        for file in ("findings.yaml", "topics.yaml", "red-flags.yaml", "on-the-phone.yaml"):
            documents[file] = json.loads(json.dumps(documents[file]).replace('"saddle_numbness"', '"numb_seat"'))

    change = person({**SAFE, "saddle_numbness": True, "no_such_thing": 1}, rename)
    assert change.unknown_to_old == ("no_such_thing",)
    assert change.unknown_to_new == ("saddle_numbness", "no_such_thing")
    assert change.direction == "milder"


def test_milder_people_stand_first():
    disc = rule(DISC, then="suitable", limits={})
    flat = rule("cx_older_adult", then="doctor_before_massage")
    people = [Person({**SAFE, "age": 80}, "stricter"), Person(SAFE, "same"), Person(WITH_DISC, "milder"), None]
    found = difference(NOW, edition(disc, flat), people).people
    assert [each.where for each in found.changed] == ["milder", "stricter"]
    assert (found.cases, found.milder, found.stricter, found.same, found.unreadable) == (3, 1, 1, 1, 1)


def test_a_kept_edition_reads_back_as_it_was():
    kept = json.loads(to_keep(NOW).model_dump_json())
    back = read_kept_edition(kept)
    assert (back.digest, back.version, back.rules) == (NOW.digest, NOW.version, NOW.rules)
    assert record_changes(NOW, back) == ()


@pytest.mark.parametrize("field", ["version", "digest", "documents", "content"])
def test_a_kept_edition_that_is_not_one_is_refused_by_field(field):
    kept = json.loads(to_keep(NOW).model_dump_json())
    with pytest.raises(Problem) as refused:
        read_kept_edition({**kept, field: 5})
    assert refused.value.field.startswith(field)


def test_a_kept_edition_that_somebody_changed_is_refused():
    kept = json.loads(to_keep(NOW).model_dump_json())
    kept["documents"]["red-flags.yaml"]["rules"].pop()
    with pytest.raises(Problem) as refused:
        read_kept_edition(kept)
    assert refused.value.field == "content"


def told(version, **change):
    return {"version": version, "date": "2027-05-03", "changed": [{"say": "Something.", **change}]}


def edition_faults(*entries, version=None, rules=()):
    def change(documents):
        documents["edition.yaml"]["changes"][:0] = entries
        documents["edition.yaml"]["version"] = version or entries[0]["version"]

    return [fault.says for fault in faults(edition(change, *rules))]


def test_an_edition_tells_which_rules_it_changed_and_the_rules_tell_since_when():
    assert edition_faults(told("1.1", rules=[DISC]), rules=[rule(DISC, since="1.1")]) == []
    assert edition_faults(told("1.1", gone=["cx_gone"]), told("1.0.1", rules=["cx_gone"])) == []
    assert "since is None, but the changes say 1.1" in edition_faults(told("1.1", rules=[DISC]))[0]
    assert "since is 1.1, but the changes say None" in edition_faults(told("1.1"), rules=[rule(DISC, since="1.1")])[0]
    assert "'cx_gone' is no rule" in edition_faults(told("1.1", rules=["cx_gone"]))[0]
    assert edition_faults(told("1.1"), version="1.2") == ["changes: must begin with edition 1.2"]
    assert edition_faults(told("1.10"), told("1.9")) == []
    assert "stands above 1.10 but is not newer" in edition_faults(told("1.9"), told("1.10"))[0]
