"""What would change a result is true, smallest, and never a hint to answer otherwise."""

from datetime import date
from functools import lru_cache
from itertools import combinations
from random import Random

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book
from ischia.core.screening import screen
from ischia.core.value import Disposition
from ischia.core.what_if import Standing, what_would_change
from ischia.core.what_if.happenings import Happenings, case_after
from tests.looseness import looser
from tests.strategies import SAFE, any_case, complete_case, fill_follow_ups

KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)
DAY = date(2026, 12, 11)

# A second list, written from the clinical text and not from the knowledge files.
COUNTS_UP = {
    "weeks_since_birth": 168, "onset_days": 24, "hours_since_injury": 1, "surgery_weeks": 168, "painkiller_hours": 1,
    "clearance_days_ago": 24, "weeks_of_massage": 168,
}  # fmt: skip
LIES_BACK = {
    "surgery_recent": False, "recent_spinal_procedure": False, "injury_recent": False, "trauma_recent": "none",
    "trimester": "third",
}  # fmt: skip
IS_OVER = {"alcohol_or_sedative_now": False, "unwell": False, "infection_now": "none", "injury_hot_swollen": False}
IS_DONE = {"trauma_checked": True, "injury_seen_by_doctor": True, "guardian_agrees": True, "bp_status": "controlled"}
GETS_FEWER = {"clot_risk_now": {"long_trip_4h", "bed_rest_3_days"},
              "skin_problem_kinds": {"wound", "rash", "burn", "bruise", "shingles", "contagious"}}  # fmt: skip
MEASURED = {"bp_systolic": 139, "bp_diastolic": 89}
TIME_IS_ENOUGH = {"cx_acute_injury", "cx_surgery_recent"}
A_LOOK_IS_ENOUGH = {
    "cx_acute_injury": {"injury_hot_swollen"}, "cx_infection_now": {"unwell", "infection_now"},
    "cx_skin_contagious": {"skin_problem_kinds"}, "cx_bp_uncontrolled": {"bp_status"},
    "cx_fracture_possible": {"trauma_checked"}, "cx_sport_injury_unseen": {"injury_seen_by_doctor"},
}  # fmt: skip
PEOPLE = 400
batches = pytest.mark.parametrize("batch", range(8), ids=lambda batch: f"batch {batch}")

MATTERS = [
    {"injury_recent": True, "injury_regions": ["calf"]}, {"surgery_recent": True, "surgery_regions": ["abdomen"]},
    {"recent_spinal_procedure": True}, {"onset_days": 20}, {"onset_days": 41, "onset_kind": "sudden"},
    {"weeks_since_birth": 8}, {"pregnant": True}, {"painkiller_hours": 3}, {"clot_risk_now": ["long_trip_4h"]},
    {"clot_risk_now": ["bed_rest_3_days", "leg_in_cast"]}, {"trauma_recent": "minor"}, {"age": 17}, {"age": 67},
    {"unwell": True}, {"infection_now": "being_treated"}, {"infection_now": None}, {"alcohol_or_sedative_now": True},
    {"skin_problem_kinds": ["contagious", "wound"]}, {"skin_problem_kinds": ["burn"]}, {"bp_status": "uncontrolled"},
    {"bp_status": None}, {"anticoagulant": True}, {"kidney_disease": None}, {"bone_health": "osteoporosis"},
    {"bad_reaction": "mild"}, {"weeks_of_massage": 4, "trend": "same"}, {"pain_now": 9}, {"night_pain": True},
    {"cleared_rules": ["cx_kidney", "cx_anticoagulant", "cx_spinal_procedure"]}, {"known_causes": ["unknown"]},
    {"cleared_rules": ["cx_acute_injury", "cx_minor"], "clearance_days_ago": 85}, {"epilepsy": "controlled"},
    {"morning_stiffness_minutes": 45}, {"cancer_history": "past"}, {"numbness": True}, {"diabetes": True},
]  # fmt: skip


def person(seed):
    """Someone of whom something can change, complete; of every fourth anything at all."""
    rng = Random(seed)
    if seed % 4 == 0:
        return complete_case(rng) if seed % 8 else any_case(rng)
    answers = dict(SAFE)
    for change in rng.sample(MATTERS, rng.randint(1, 4)):
        answers |= change
    if "cleared_rules" in answers:
        answers.setdefault("clearance_days_ago", rng.choice([0, 12, 60, 89, 95]))
    return fill_follow_ups(answers, rng)


def people(batch):
    return (found(seed) for seed in range(batch, PEOPLE, 8))


@lru_cache(maxsize=PEOPLE)
def found(seed):
    case = make_case(person(seed), KNOWLEDGE, DAY)
    screening = screen(case, KNOWLEDGE)
    return case, screening, what_would_change(case, screening, KNOWLEDGE)


def declared(name, old, new, way):
    """Is this change of one answer of a kind that may be named?"""
    if name == "cleared_rules":
        asked = way.happenings.letters
        return set(new) - set(old or ()) <= asked and all(KNOWLEDGE.rules[rule].after_clearance for rule in asked)
    if name == "clearance_days_ago" and way.happenings.letters:
        return new == 0 or (old is not None and new == old + way.happenings.days)
    if name in COUNTS_UP:
        most = KNOWLEDGE.findings[name].max
        return new == min(old + way.happenings.days * 24 // COUNTS_UP[name], most)
    if name in GETS_FEWER:
        return set(new) < set(old) and set(old) - set(new) <= GETS_FEWER[name]
    if name in MEASURED:
        return old > new == MEASURED[name]
    ends = {**IS_OVER, **IS_DONE, **(LIES_BACK if way.happenings.days else {})}
    return name in ends and new == ends[name]


def parts(happenings):
    """Every proper part of what happens, and the same a day sooner."""
    things = [("letter", each) for each in happenings.letters] + [("event", each) for each in happenings.events]
    things += [("days", happenings.days)] if happenings.days else []
    for size in range(len(things)):
        for chosen in combinations(things, size):
            yield Happenings(
                letters=frozenset(each for kind, each in chosen if kind == "letter"),
                events=frozenset(each for kind, each in chosen if kind == "event"),
                days=sum(each for kind, each in chosen if kind == "days"),
            )
    if happenings.days > 1:
        yield Happenings(happenings.letters, happenings.events, happenings.days - 1)


def allows(screening):
    return screening.allows_massage and "all" not in screening.limits.forbid_techniques


def still_set(ends, limits):
    """The limits of `ends` that hold just as strictly."""
    then = limits.model_dump(mode="json")
    for key, value in ends.model_dump(mode="json").items():
        there = then.get(key)
        if isinstance(value, dict):
            yield from (region for region, cap in value.items() if limits.pressure_cap(region) <= cap)
        elif isinstance(value, list):
            yield from (word for word in value if word in (there or []))
        elif isinstance(value, bool) or there is None:
            yield from [key] if there else []
        else:
            yield from [key] if there <= value else []


@batches
def test_what_is_named_comes_true_and_no_part_of_it_does(batch):
    for case, screening, way in ((case, now, way) for case, now, result in people(batch) for way in result.ways):
        after = case_after(case, way.happenings, BOOK)
        for name in {*case.answers, *after.answers}:
            old, new = case.answers.get(name), after.answers.get(name)
            assert old == new or declared(name, old, new, way), (name, old, new)
        then = screen(after, KNOWLEDGE)
        assert then == way.then
        if way.opens_massage:
            assert not allows(screening)
            assert allows(then)
        else:
            assert then.disposition <= screening.disposition
            assert list(still_set(way.ends, then.limits)) == []
            now = screening.limits.model_dump(mode="json")
            assert not looser(now, then.limits.model_dump(mode="json"))
        for part in parts(way.happenings):
            less = screen(case_after(case, part, BOOK), KNOWLEDGE)
            if way.opens_massage:
                assert not allows(less), part
            else:
                assert list(still_set(way.ends, less.limits)) or less.disposition > screening.disposition, part


@batches
def test_a_doctor_is_never_waited_out_nor_talked_away(batch):
    for _, screening, result in people(batch):
        asking = {each.rule for each in screening.fired if each.disposition >= Disposition.DOCTOR_BEFORE_MASSAGE}
        for way in result.ways:
            still = {each.rule for each in way.then.fired}
            assert asking & still <= way.happenings.letters
            seen = {event.finding for event in way.happenings.events}
            for rule in asking - still:
                waited = rule in TIME_IS_ENOUGH and way.happenings.days
                assert waited or seen & A_LOOK_IS_ENOUGH.get(rule, set()), rule


@batches
def test_nothing_is_tried_out_where_someone_must_be_seen_or_answer_first(batch):
    for case, screening, result in people(batch):
        if screening.disposition >= Disposition.SAME_DAY_MEDICAL or not screening.complete:
            assert result.ways == ()
            assert result.standing in (Standing.SEEN_NOW, Standing.SEEN_TODAY, Standing.UNFINISHED)
        if (case.values.get("age") or 99) < 16:
            assert result.ways == ()


@batches
def test_from_16_on_there_is_always_a_way_to_massage_once_everything_is_answered(batch):
    for case, screening, result in people(batch):
        if screening.allows_a_plan and case.values["age"] >= 16 and not allows(screening):
            assert result.ways
            assert all(way.opens_massage for way in result.ways)


def test_these_people_are_worth_asking_about():
    ways = [way for seed in range(PEOPLE) for way in found(seed)[2].ways]
    assert sum(way.opens_massage for way in ways) > 60
    assert sum(not way.opens_massage for way in ways) > 15
    assert sum(bool(way.happenings.days) for way in ways) >= 20
    assert sum(way.happenings.size > 1 for way in ways) > 40
