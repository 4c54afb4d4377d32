"""A second, slow answer to "what does this case come to?", written from the clinical text, sharing no code with Ischia.

The tests hold the real one to it over many cases; the benchmarks use it as the plain way to write the same decisions.
Only plain Python here: conditions in `oracle_rules`, what each rule decides in `cases/decisions.yaml`.
"""

import math
from pathlib import Path
from types import SimpleNamespace

from ruamel.yaml import YAML

from tests.oracle_rules import RULES

CASES = Path(__file__).parent / "cases"
ORDER = ["suitable", "massage_with_limits", "doctor_before_massage", "same_day_medical", "emergency_now"]
SEVERITY = {word: place for place, word in enumerate(ORDER)}
LEG = ["front_thigh", "inner_thigh", "back_thigh", "back_of_knee", "shin", "calf", "ankle_foot", "foot_sole"]
REGIONS = [
    "spine_midline",
    "bony_points",
    "front_neck",
    "neck",
    "upper_back",
    "shoulder_arm",
    "abdomen",
    "flank",
    "low_back",
    "buttock",
    "hip_side",
    "groin",
    *LEG,
]
POSITIONS = [
    "prone",
    "prone_pillow",
    "supine_flat",
    "supine_knees_bent",
    "semi_reclined",
    "side_lying",
    "seated",
    "standing",
    "hands_and_knees",
]
TECHNIQUES = [
    "swedish",
    "deep_tissue",
    "trigger_point",
    "neuromuscular",
    "myofascial_release",
    "acupressure",
    "sports_massage",
    "prenatal_massage",
    "self_hands",
    "partner_massage",
    "ball_self_massage",
    "powered_massager",
]
VOCABULARIES = {"REGIONS": REGIONS, "RULES": list(RULES), "TECHNIQUES": TECHNIQUES, "POSITIONS": POSITIONS}

DECISIONS = YAML(typ="safe", pure=True).load(CASES / "decisions.yaml")


def _finding(line):
    group, name, kind, who, not_sure, *values = line.split()
    if kind == "integer":
        values = [int(bound) for bound in values[0].split("..")]
    elif values and values[0] in VOCABULARIES:
        values = VOCABULARIES[values[0]]
    counts = {"-": None, "yes": True, "no": False}.get(not_sure, not_sure)
    return SimpleNamespace(
        group=group, id=name, type=kind, who=who, values=values, not_sure=8 if counts == "8" else counts
    )


FINDINGS = {
    each.id: each for each in map(_finding, (CASES / "findings.txt").read_text(encoding="utf-8").splitlines()[1:])
}
BLANK = {"bool": False, "integer": math.nan, "choice": math.nan, "set": frozenset()}
NOTHING = {name: BLANK[each.type] for name, each in FINDINGS.items()}

FOLLOW_UPS = {
    "pregnant": lambda f: 10 <= f.age <= 60,
    "weeks_since_birth": lambda f: 10 <= f.age <= 60,
    "trimester": lambda f: f.pregnant,
    "pregnancy_warning": lambda f: f.pregnant,
    "guardian_agrees": lambda f: f.age < 18,
    "bilateral_change": lambda f: f.bilateral_leg_symptoms,
    "ces_assessed_stable": lambda f: f.any_ces or f.sexual_change == "not_sure",
    "foot_drop_old_stable": lambda f: f.foot_drop or f.leg_weakness,
    "numb_regions": lambda f: f.numbness,
    "bone_metastases": lambda f: f.cancer_history in {"past", "current"},
    "radiotherapy_regions": lambda f: f.cancer_history in {"past", "current"},
    "trauma_checked": lambda f: f.trauma_recent in {"minor", "major"},
    "varicose_regions": lambda f: f.varicose in {"visible", "inflamed"},
    "bp_systolic": lambda f: f.bp_status in {"controlled", "uncontrolled", "not_sure"},
    "bp_diastolic": lambda f: f.bp_status in {"controlled", "uncontrolled", "not_sure"},
    "surgery_weeks": lambda f: f.surgery_recent,
    "surgery_regions": lambda f: f.surgery_recent,
    "skin_problem_regions": lambda f: f.skin_problem_kinds,
    "injury_from_sport": lambda f: f.injury_recent,
    "injury_kind": lambda f: f.injury_recent,
    "injury_regions": lambda f: f.injury_recent,
    "hours_since_injury": lambda f: f.injury_recent,
    "injury_hot_swollen": lambda f: f.injury_recent,
    "injury_seen_by_doctor": lambda f: f.injury_recent,
    "clearance_days_ago": lambda f: f.cleared_rules,
}
PARENTS = {
    "pregnant": ["age"],
    "weeks_since_birth": ["age"],
    "guardian_agrees": ["age"],
    "trimester": ["pregnant"],
    "pregnancy_warning": ["pregnant"],
    "bilateral_change": ["bilateral_leg_symptoms"],
    "ces_assessed_stable": ["saddle_numbness", "bladder_change", "bowel_change", "sexual_change"],
    "foot_drop_old_stable": ["foot_drop", "leg_weakness"],
    "numb_regions": ["numbness"],
    "bone_metastases": ["cancer_history"],
    "radiotherapy_regions": ["cancer_history"],
    "trauma_checked": ["trauma_recent"],
    "varicose_regions": ["varicose"],
    "bp_systolic": ["bp_status"],
    "bp_diastolic": ["bp_status"],
    "surgery_weeks": ["surgery_recent"],
    "surgery_regions": ["surgery_recent"],
    "skin_problem_regions": ["skin_problem_kinds"],
    **{name: ["injury_recent"] for name in FOLLOW_UPS if (name.startswith("injury_") or name == "hours_since_injury")},
}
GATE = [
    "age",
    "onset_days",
    "onset_kind",
    "first_episode",
    "pain_now",
    "pain_regions",
    "trend",
    "night_pain",
    "no_position_eases",
    "radiation_furthest",
    "pregnant",
    "weeks_since_birth",
    "clot_risk_now",
    "implant_metal_regions",
    "skin_problem_kinds",
    "known_causes",
    "injury_recent",
    "allergies",
    "alcohol_or_sedative_now",
    "bad_reaction",
]
GATE += [e.id for e in FINDINGS.values() if e.group in "CDEF" and e.type in ("bool", "choice") and e.who != "therapist"]
GATE = list(dict.fromkeys(GATE + [name for name in FOLLOW_UPS if FINDINGS[name].who != "therapist"]))
NOT_SURE_FAILS = {
    "age",
    "onset_days",
    "onset_kind",
    "skin_problem_kinds",
    "pain_regions",
    "implant_metal_regions",
    "numb_regions",
    "varicose_regions",
    "radiotherapy_regions",
    "surgery_regions",
    "skin_problem_regions",
    "injury_regions",
}
NAMES_A_PLACE = {"numb_regions", "varicose_regions", "surgery_regions", "skin_problem_regions", "injury_regions"}
WHOLE_AREA = {name: [*LEG, "buttock"] if name in ("numb_regions", "varicose_regions") else REGIONS
              for name in NAMES_A_PLACE | {"radiotherapy_regions"}}  # fmt: skip
HOLDING = {"well_for_48h", "skin_healed", "sober_12h", "guardian_agreement", "hours_since_injury_72_and_cool"}
LIFTED = {"doctor_clearance", "surgeon_clearance", "same_day_check_done"}


def value_of(name, answer):
    """What one answer counts as."""
    finding = FINDINGS[name]
    if answer is None:
        answer = finding.not_sure
        if answer is None:
            return BLANK[finding.type]
        if finding.type == "set":
            answer = [answer]
    return frozenset(answer) if finding.type == "set" else answer


def facts(answers):
    """Every finding by name as it counts, and the four that are computed."""
    plain = {name: answer for name, answer in answers.items() if answer is not None and type(answer) is not list}
    other = {name: value_of(name, answer) for name, answer in answers.items() if name not in plain}
    f = SimpleNamespace(**{**NOTHING, **plain, **other})
    f.stage = "subacute" if 42 <= f.onset_days <= 84 else "chronic" if f.onset_days > 84 else "acute"
    f.any_ces = f.saddle_numbness or f.bladder_change or f.bowel_change or f.sexual_change == "yes"
    f.clot_risk = bool(
        f.pregnant or f.weeks_since_birth < 12 or f.cancer_history == "current" or f.surgery_recent
        or f.recent_spinal_procedure or f.onset_kind == "after_surgery" or f.clot_history or f.clot_risk_now
    )  # fmt: skip
    f.bone_weak = f.bone_health in {"osteoporosis", "fragility_fracture"} or f.steroid_long
    return f


def called_for(name, f):
    """Is this question called for: no follow-up, or its parent says so?"""
    return name not in FOLLOW_UPS or bool(FOLLOW_UPS[name](f))


def asked_of_a_person(name):
    """Can a blank here be an open question?"""
    return FINDINGS[name].who != "therapist" and FINDINGS[name].group != "I"


def is_cleared(rule, f):
    """Has a letter that still counts cleared this rule?"""
    days = 30 if rule.startswith("rf_") else 90
    return rule in f.cleared_rules and DECISIONS[rule][1] is not None and f.clearance_days_ago <= days


def fired(f):
    """Every rule that speaks."""
    return [rule for rule, condition in RULES.items() if condition(f)]


def disposition(f, rules=None):
    """The worst of what every rule that speaks decides, after clearance."""
    rules = fired(f) if rules is None else rules
    return max((DECISIONS[rule][is_cleared(rule, f)] for rule in rules), key=SEVERITY.__getitem__)


def complete(answers, f):
    """Is the completeness gate passed?"""
    for name in GATE:
        if not called_for(name, f):
            continue
        if name not in answers or (answers[name] is None and name in NOT_SURE_FAILS):
            return False
        if name in NAMES_A_PLACE and not answers[name]:
            return False
    return True


def place(word, answers, f):
    """The regions that one word in a limit stands for."""
    if word == "#LEG":
        return LEG
    if not word.startswith("@"):
        return [word]
    name = word[1:]
    given = answers.get(name)
    none_is_an_answer = name == "radiotherapy_regions" and name in answers and given is not None
    if not given and name in WHOLE_AREA and called_for(name, f) and not none_is_an_answer:
        return WHOLE_AREA[name]
    return list(given or [])


def limits_of_rule(rule, answers, f):
    """One rule's limits in this case: places named, waits as they are after clearance."""
    now, _, limits = DECISIONS[rule]
    waits = set(limits.get("wait_until", [])) | ({"doctor_clearance"} if now == "doctor_before_massage" else set())
    waits -= LIFTED if is_cleared(rule, f) else set()
    resolved = {"wait_until": sorted(waits)} if waits else {}
    for key, value in limits.items():
        if isinstance(value, list) and key != "wait_until":
            resolved[key] = [region for word in value for region in place(word, answers, f)]
        elif isinstance(value, dict):
            pairs = [(region, cap) for word, cap in value.items() for region in place(word, answers, f)]
            resolved[key] = {region: min(cap for other, cap in pairs if other == region) for region, _ in pairs}
        elif key != "wait_until":
            resolved[key] = value
    return resolved


def strictest(key, values):
    """The strictest of several values of one limit."""
    if isinstance(values[0], list):
        return sorted({word for value in values for word in value})
    if isinstance(values[0], dict):
        regions = sorted({region for value in values for region in value})
        return {region: min(value[region] for value in values if region in value) for region in regions}
    return True if values[0] is True else min(values)


def merged_limits(rules, answers, f):
    """The limits of all these rules together, lists sorted, nothing that limits nothing."""
    parts = {rule: limits_of_rule(rule, answers, f) for rule in rules}
    keys = dict.fromkeys(key for part in parts.values() for key in part)
    merged = {key: strictest(key, [part[key] for part in parts.values() if key in part]) for key in keys}
    merged = {key: value for key, value in merged.items() if value != [] and value != {}}
    if merged.get("no_powered"):
        merged["forbid_techniques"] = sorted({*merged.get("forbid_techniques", []), "powered_massager"})
    holds = any(
        HOLDING & set(part.get("wait_until", [])) and not (rule == "cx_acute_injury" and is_cleared(rule, f))
        for rule, part in parts.items()
    )
    strict = SEVERITY[disposition(f, rules)] >= SEVERITY["doctor_before_massage"]
    if holds or strict or "all" in merged.get("forbid_techniques", []):
        merged["forbid_techniques"] = ["all"]
    return merged


def decide(answers):
    """Disposition, rules in the order in which they are told, merged limits, and whether the gate is passed."""
    f = facts(answers)
    rules = fired(f)
    worst, limits = disposition(f, rules), merged_limits(rules, answers, f)
    return SimpleNamespace(disposition=worst, rules=rules, limits=limits, complete=complete(answers, f))
