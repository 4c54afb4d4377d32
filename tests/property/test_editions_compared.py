"""Two editions compared: exactly the rule that changed is told, and exactly the people whose result it changes."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.case import known_answers, make_case
from ischia.core.history.people import Person, people_changes
from ischia.core.history.records import record_changes
from ischia.core.knowledge import load_knowledge
from ischia.core.limits import Limits
from ischia.core.planning import build_plan
from ischia.core.screening import screen
from tests.editions import edition, rule, without_rule
from tests.oracle import REGIONS, TECHNIQUES
from tests.strategies import any_case, cases, wish_case

NOW = load_knowledge()
OTHER = edition(without_rule("cx_cause_herniated_disc"), rule("cx_older_adult", then="doctor_before_massage"))
RULES = sorted(NOW.rules)
DISPOSITIONS = ["suitable", "massage_with_limits", "doctor_before_massage", "same_day_medical", "emergency_now"]
WORDS = {"person", "clinician", "sources", "knowledge"}
NEW_LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "forbid_techniques": st.lists(st.sampled_from([*TECHNIQUES, "all"]), min_size=1, max_size=3, unique=True),
        "forbid_regions": st.lists(st.sampled_from([*REGIONS, "#LEG"]), min_size=1, max_size=3, unique=True),
        "max_minutes": st.integers(5, 90),
        "max_pressure": st.integers(1, 5),
        "max_pressure_in": st.dictionaries(st.sampled_from(REGIONS), st.integers(1, 5), min_size=1, max_size=2),
        "no_oils": st.just(True),
    },
)


def without_words(value):
    if isinstance(value, dict):
        return {key: without_words(each) for key, each in value.items() if key not in WORDS}
    return [without_words(each) for each in value] if isinstance(value, list) else value


def result(answers, knowledge):
    """What a knowledge decides of these answers, as plain data and without its words."""
    case = make_case(known_answers(answers, knowledge), knowledge)
    screening = screen(case, knowledge)
    said = without_words(screening.model_dump(mode="json"))
    said["fired"] = {reason["rule"]: reason for reason in said["fired"]}
    said["open"] = {each["finding"]: each for each in said["open"]}
    plan = build_plan(screening, case, knowledge).model_dump(mode="json")
    items = {
        part: [{key: each[key] for key in keys if key in each} for each in plan.get(part) or ()]
        for part, keys in {
            "massage": ("technique", "alternative", "regions", "position", "pressure_max", "minutes", "per_week"),
            "home": ("script", "position", "minutes", "per_day", "days_per_week", "pressure_max"),
            "exercise": ("exercise", "position", "days_per_week"),
        }.items()
    }
    return said, items, "massage" in plan


@st.composite
def one_change(draw):
    """One rule taken away, or with another disposition or other limits: its id and the changed edition."""
    name = draw(st.sampled_from(RULES))
    changes = [
        without_rule(name),
        rule(name, then=draw(st.sampled_from(DISPOSITIONS))),
        rule(name, limits=draw(NEW_LIMITS)),
    ]
    if name == "always_bony":  # some rule must speak of everyone
        changes = changes[1:]
    return name, edition(draw(st.sampled_from(changes)))


@settings(max_examples=10, deadline=None)
@given(one_change(), st.integers(0, 2**32))
def test_exactly_those_whose_result_differs_are_told_whichever_rule_changed(changed, seed):
    _, new = changed
    rng = Random(seed)
    people = {str(place): (any_case if place % 2 else wish_case)(rng) for place in range(24)}
    told = people_changes([Person(answers, where) for where, answers in people.items()], NOW, new)
    differ = {where for where, answers in people.items() if result(answers, NOW) != result(answers, new)}
    assert {each.where for each in told.changed if each.changes} == differ
    assert told.cases == 24


@settings(max_examples=15, deadline=None)
@given(one_change())
def test_exactly_the_rule_that_changed_is_told(changed):
    name, new = changed
    same = name in new.rules and new.rules[name] == NOW.rules[name]
    assert [each.id for each in record_changes(NOW, new) if each.kind == "rules"] == ([] if same else [name])


@settings(max_examples=15, deadline=None)
@given(one_change(), cases(complete=True))
def test_who_gets_a_milder_result_is_never_told_as_anything_else(changed, answers):
    _, new = changed
    (told,) = people_changes([Person(answers, "here")], NOW, new).changed or (None,)
    before, after = (screen(make_case(known_answers(answers, each), each), each) for each in (NOW, new))
    if after.disposition < before.disposition or (
        after.shown <= before.shown
        and after.allows_massage
        and not _without_whom(after.limits).within(_without_whom(before.limits))
    ):
        assert told.direction == "milder"
    if told and told.direction == "stricter":
        assert after.disposition >= before.disposition


def _without_whom(limits):
    return Limits(**{**limits.model_dump(), "refer_to": (), "wait_until": ()})


@settings(max_examples=20, deadline=None)
@given(cases())
def test_there_and_back_again_milder_becomes_stricter(answers):
    there, back = (
        {each.what: (each.old, each.new) for person in people_changes([Person(answers, "a")], *pair).changed
         for each in person.changes}
        for pair in ((NOW, OTHER), (OTHER, NOW))
    )  # fmt: skip
    assert there == {what: (after, before) for what, (before, after) in back.items()}
