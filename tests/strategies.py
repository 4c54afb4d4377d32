"""Cases for tests: answers drawn from what each finding may hold, for Hypothesis and for long seeded runs."""

from random import Random

from hypothesis import strategies as st

from tests.oracle import FINDINGS, GATE, asked_of_a_person, called_for, facts

# Numbers on both sides of every threshold.
NEAR = {
    "age": [9, 10, 15, 16, 17, 18, 19, 20, 44, 45, 49, 50, 60, 61, 64, 65, 74, 75],
    "onset_days": [0, 13, 14, 41, 42, 84, 85, 400],
    "pain_now": [0, 5, 6, 7, 8, 10],
    "weeks_since_birth": [0, 5, 6, 11, 12],
    "morning_stiffness_minutes": [0, 29, 30],
    "leg_weakness_grade": [0, 3, 4, 5],
    "bp_systolic": [120, 159, 160, 179, 180],
    "bp_diastolic": [70, 99, 100, 119, 120],
    "surgery_weeks": [0, 5, 6, 12],
    "hours_since_injury": [0, 71, 72, 500],
    "painkiller_hours": [0, 6, 7],
    "weeks_of_massage": [0, 5, 6],
    "clearance_days_ago": [0, 30, 31, 90, 91],
    "after_pain_change": [-2, 0, 2, 3],
    "after_worse_hours": [0, 36, 37, 72, 73],
    "minutes_wanted": [5, 15, 30, 90],
}
# The answers that give least reason against massage. Follow-ups are not among them.
SAFE = {
    "age": 40, "first_episode": False, "pregnant": False, "weeks_since_birth": None, "pain_regions": ["low_back"],
    "radiation_furthest": "back_only", "onset_days": 120, "onset_kind": "gradual", "pain_now": 3, "trend": "better",
    "night_pain": False, "no_position_eases": False, "clot_risk_now": [], "implant_metal_regions": [],
    "skin_problem_kinds": [], "known_causes": ["arthritis"], "injury_recent": False, "allergies": [],
    "alcohol_or_sedative_now": False, "bad_reaction": "none", "bp_status": "normal", "numbness": False,
}  # fmt: skip
SAFE |= {
    name: False if FINDINGS[name].type == "bool" else FINDINGS[name].values[0] for name in GATE if name not in SAFE
}
SAFE = {name: SAFE[name] for name in FINDINGS if name in SAFE and called_for(name, facts(SAFE))}
NEEDS_A_PARENT = {name for name in FINDINGS if not called_for(name, facts({}))}
FOLLOW_UPS_IN_ORDER = [name for name in FINDINGS if name in NEEDS_A_PARENT and asked_of_a_person(name)]
WISHES = [
    "goals", "technique_likes", "technique_dislikes", "pressure_wanted", "touch_limits", "positions_ok",
    "settings_wanted", "minutes_wanted", "days_per_week_possible", "equipment", "partner_at_home", "can_reach_back",
    "can_rise_from_floor", "ease_direction",
]  # fmt: skip
LONGEST = {"goals": 3}


def random_answer(name, rng, not_sure=0.08):
    """Any answer that a finding may have."""
    finding = FINDINGS[name]
    if rng.random() < not_sure:
        return None
    if finding.type == "bool":
        return rng.random() < 0.5
    if finding.type == "integer":
        near = NEAR.get(name)
        return rng.choice(near) if near and rng.random() < 0.8 else rng.randint(*finding.values)
    if finding.type == "choice":
        return rng.choice(finding.values)
    size = rng.choice([0, 1, 1, 2, 3, LONGEST.get(name, 6)])
    return rng.sample(finding.values, min(size, len(finding.values)))


def fill_follow_ups(answers, rng, share=1.0, not_sure=0.0):
    """Answer the follow-ups that the answers call for, also those that the new answers call for."""
    f = facts(answers)
    for name in FOLLOW_UPS_IN_ORDER:
        if name not in answers and rng.random() < share and called_for(name, f):
            answers[name] = random_answer(name, rng, not_sure)
            if FINDINGS[name].type == "set" and not answers[name]:
                answers[name] = [rng.choice(FINDINGS[name].values)]
            f = facts(answers)
    return answers


def complete_case(rng, changes=None):
    """A case that passes the gate: safe answers, some of them changed, and every follow-up called for."""
    answers = dict(SAFE)
    free = [name for name in FINDINGS if name not in NEEDS_A_PARENT and FINDINGS[name].group != "I"]
    for name in rng.sample(free, changes if changes is not None else rng.choice([0, 1, 2, 3, 5, 9])):
        answers[name] = random_answer(name, rng, 0 if name in SAFE else 0.05)
    return fill_follow_ups(answers, rng)


SHAPES_A_PLAN = [
    "onset_days",
    "pain_regions",
    "known_causes",
    "cause_told_by",
    "tingling",
    "pain_side",
    "implant_metal_regions",
]


def wish_case(rng, changes=None):
    """A complete case with wishes, so that plans differ."""
    answers = complete_case(rng, changes)
    shaped = {name: random_answer(name, rng, 0) for name in SHAPES_A_PLAN if rng.random() < 0.4}
    wishes = {name: random_answer(name, rng, 0) for name in WISHES if rng.random() < 0.6}
    return fill_follow_ups(answers | shaped | wishes, rng)


def any_case(rng):
    """Any case at all: sparse, dense, complete, cleared, after a session."""
    kind = rng.choice(["sparse", "half", "dense", "complete", "nearly"])
    if kind in ("complete", "nearly"):
        answers = complete_case(rng)
        lost = rng.sample(list(answers), 0 if kind == "complete" else rng.randint(1, 6))
        answers = {name: answer for name, answer in answers.items() if name not in lost}
    else:
        share = {"sparse": 0.06, "half": 0.4, "dense": 0.95}[kind]
        answers = {name: random_answer(name, rng) for name in FINDINGS if rng.random() < share}
    if rng.random() < 0.3:
        answers["cleared_rules"] = rng.sample(FINDINGS["cleared_rules"].values, rng.choice([1, 5, 60, 112]))
        answers["clearance_days_ago"] = random_answer("clearance_days_ago", rng)
    return answers


def answers_to(name):
    """Every answer that a finding may have, "not sure" first so that shrinking finds it."""
    finding = FINDINGS[name]
    if finding.type == "bool":
        return st.sampled_from([None, False, True])
    if finding.type == "integer":
        near = st.sampled_from(NEAR.get(name, finding.values))
        return st.none() | near | st.integers(*finding.values)
    if finding.type == "choice":
        return st.sampled_from([None, *finding.values])
    most = LONGEST.get(name, 6)
    return st.none() | st.lists(st.sampled_from(finding.values), unique=True, max_size=most)


@st.composite
def cases(draw, complete=None, changes=8):
    """Answers of one person: with `complete` such that the gate is passed, else often not.

    A safe and complete case in which some answers are changed; without `complete` some are left out as well.
    """
    rng = Random(draw(st.integers(0, 2**32)))
    answers = dict(SAFE) if complete or draw(st.booleans()) else {}
    free = [name for name in FINDINGS if complete is None or name not in NEEDS_A_PARENT]
    for name in draw(st.lists(st.sampled_from(free), unique=True, max_size=changes)):
        answers[name] = draw(answers_to(name))
    if complete:
        kept = {name: SAFE[name] for name in SAFE if answers.get(name) is None}
        return fill_follow_ups(answers | kept, rng)
    for name in draw(st.lists(st.sampled_from(sorted(answers)), unique=True, max_size=4)) if answers else ():
        del answers[name]
    return answers
