"""What is still open is exactly what an exhaustive search finds: no question too many, none missing."""

import itertools
from random import Random

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.screening import screen
from tests.oracle import (
    DECISIONS,
    FINDINGS,
    ORDER,
    PARENTS,
    RULES,
    SEVERITY,
    asked_of_a_person,
    called_for,
    disposition,
    facts,
    is_cleared,
)
from tests.strategies import NEEDS_A_PARENT, any_case, complete_case, fill_follow_ups, random_answer

KNOWLEDGE = load_knowledge()
# For each finding, values on each side of everything that a rule or a follow-up asks of it.
TRIED = {
    "age": [5, 10, 16, 18, 20, 45, 50, 61, 65, 75],
    "onset_days": [0, 14, 42, 85],
    "pain_now": [0, 8],
    "weeks_since_birth": [0, 6, 12],
    "morning_stiffness_minutes": [0, 30],
    "surgery_weeks": [0, 6],
    "hours_since_injury": [0, 72],
    "bp_systolic": [100, 160, 180],
    "bp_diastolic": [60, 100, 120],
    "painkiller_hours": [0, 7],
    "weeks_of_massage": [0, 6],
    "pain_regions": [["buttock"], ["neck"]],
    "known_causes": [["arthritis"], ["herniated_disc"], ["spinal_stenosis"], ["unknown"], ["injury"]],
    "skin_problem_kinds": [["wound"], ["bruise"], ["shingles"], ["contagious"], ["cellulitis"], ["bruise", "shingles"]],
}  # fmt: skip
DERIVED = {
    "stage": ["onset_days"],
    "any_ces": ["saddle_numbness", "bladder_change", "bowel_change", "sexual_change"],
    "clot_risk": [
        "pregnant", "weeks_since_birth", "cancer_history", "surgery_recent", "recent_spinal_procedure", "onset_kind",
        "clot_history", "clot_risk_now",
    ],
    "bone_weak": ["bone_health", "steroid_long"],
}  # fmt: skip


def tried(name):
    """Representative answers of a finding."""
    finding = FINDINGS[name]
    if name in TRIED:
        return TRIED[name]
    if finding.type == "bool":
        return [True]
    if finding.type == "choice":
        return finding.values
    return [[finding.values[0]]] if finding.type == "set" else [finding.values[0]]


def read_by(rule):
    """The findings that a rule reads, computed ones replaced, parents of follow-ups added."""
    code = RULES[rule].__code__
    names = [name for word in code.co_names for name in DERIVED.get(word, [word])]
    for name in names:
        names += [parent for parent in PARENTS.get(name, []) if parent not in names]
    return list(dict.fromkeys(name for name in names if name in FINDINGS))


READ = {rule: read_by(rule) for rule in RULES}


def valid(new, f):
    """A completion may answer a follow-up only when it is called for."""
    return all(called_for(name, f) for name in new)


def missing(answers):
    """What may still be asked of a person."""
    return [name for name in FINDINGS if name not in answers and asked_of_a_person(name)]


def completions(answers, names):
    """Every valid completion that answers all of these names: what is answered, and how severe it makes the result."""
    for values in itertools.product(*(tried(name) for name in names)):
        new = dict(zip(names, values, strict=True))
        f = facts(answers | new)
        if valid(new, f):
            yield SEVERITY[disposition(f)]


def exhaustive(answers, names):
    """The open list by brute force: every set of missing findings, every value of each."""
    now = SEVERITY[disposition(facts(answers))]
    sets = [set(chosen) for size in range(1, len(names) + 1) for chosen in itertools.combinations(names, size)]
    reached = [
        (chosen, max(completions(answers, sorted(chosen, key=list(FINDINGS).index)), default=-1)) for chosen in sets
    ]
    worst = {}
    for level in range(len(ORDER) - 1, now, -1):
        enough = [chosen for chosen, severity in reached if severity >= level]
        smallest = [chosen for chosen in enough if not any(other < chosen for other in enough)]
        for name in itertools.chain(*smallest):
            worst.setdefault(name, level)
    order = list(FINDINGS)
    return [(name, ORDER[worst[name]]) for name in sorted(worst, key=lambda name: (-worst[name], order.index(name)))]


def told(screening):
    return [(each.finding, each.could_become.id) for each in screening.open]


QUESTIONS = [name for name in FINDINGS if asked_of_a_person(name) and FINDINGS[name].group in "ABCDEFGH"]
EVERY = [name for name in QUESTIONS if called_for(name, facts({}))]  # no follow-ups


def answered_in_full(rng):
    """A case in which every question that is called for is answered."""
    answers = {name: random_answer(name, rng, 0) for name in EVERY if name not in ("goals",)}
    answers |= complete_case(rng, rng.choice([0, 1, 2, 4]))
    answers |= {"alcohol_or_sedative_now": False}
    for name in QUESTIONS:
        if name not in answers and called_for(name, facts(answers)):
            answers[name] = random_answer(name, rng, 0)
    return answers


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_the_open_list_is_what_an_exhaustive_search_finds(seed):
    rng, looked_at = Random(seed), 0
    while looked_at < 60:
        answers = answered_in_full(rng)
        lost = rng.sample([name for name in answers if asked_of_a_person(name)], rng.choice([1, 2, 3, 4]))
        lost += [name for name in answers if name not in lost and set(PARENTS.get(name, [])) & set(lost)]
        kept = {name: answer for name, answer in answers.items() if name not in lost}
        names = [name for name in missing(kept) if name in lost or set(PARENTS.get(name, [])) & set(lost)]
        if len(names) > 7 or sum(1 for _ in names) == 0 or _many(names) > 2500:
            continue
        looked_at += 1
        screening = screen(make_case(kept, KNOWLEDGE), KNOWLEDGE)
        assert told(screening) == exhaustive(kept, names), (kept, names)
        assert screening.decided is (not screening.open)


def _many(names):
    total = 1
    for name in names:
        total *= 1 + len(tried(name))
    return total


def reach(answers, finding, level):
    """A smallest completion with this finding in it that comes to this result, or None."""
    for rule in RULES:
        if DECISIONS[rule][is_cleared(rule, facts(answers))] != level:
            continue
        names = [name for name in READ[rule] if name not in answers and asked_of_a_person(name)]
        if finding not in names and finding not in itertools.chain(*(PARENTS.get(name, []) for name in names)):
            continue
        others = [name for name in names if name != finding]
        for size in range(4):
            for more in itertools.combinations(others, size):
                chosen = (finding, *more)
                for values in itertools.product(*(tried(name) for name in chosen)):
                    new = dict(zip(chosen, values, strict=True))
                    f = facts(answers | new)
                    if RULES[rule](f) and valid(new, f):
                        return new
    return None


def test_what_is_claimed_of_an_open_question_can_really_come_about():
    rng = Random(11)
    for _ in range(25):
        answers = any_case(rng)
        screening = screen(make_case(answers, KNOWLEDGE), KNOWLEDGE)
        claims = list(screening.open[:1]) + rng.sample(screening.open, min(4, len(screening.open)))
        for claim in claims:
            new = reach(answers, claim.finding, claim.could_become.id)
            assert new is not None, (claim, answers)
            then = screen(make_case(answers | new, KNOWLEDGE), KNOWLEDGE).disposition
            assert then >= claim.could_become > screening.disposition
        assert screening.worst_open == (screening.open[0].could_become if screening.open else None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_no_completion_is_worse_than_what_is_said_to_be_possible(seed):
    rng = Random(100 + seed)
    for _ in range(100):
        answers = any_case(rng)
        screening = screen(make_case(answers, KNOWLEDGE), KNOWLEDGE)
        left = missing(answers)
        most = screening.disposition if screening.decided else screening.worst_open
        for _ in range(50):
            share = rng.choice([0.05, 0.3, 1.0])
            new = {name: random_answer(name, rng) for name in left if rng.random() < share}
            new = {name: answer for name, answer in new.items() if name not in NEEDS_A_PARENT}
            filled = fill_follow_ups(answers | new, rng, share)
            new = {name: answer for name, answer in filled.items() if name not in answers}
            f = facts(filled)
            if valid(new, f):
                assert SEVERITY[disposition(f)] <= most, (answers, new)


def test_nothing_that_only_a_therapist_or_a_session_can_tell_is_ever_open():
    for answers in ({}, {"age": 30}, {"cleared_rules": ["cx_kidney"]}):
        names = {each.finding for each in screen(make_case(answers, KNOWLEDGE), KNOWLEDGE).open}
        assert names
        assert all(asked_of_a_person(name) for name in names)
