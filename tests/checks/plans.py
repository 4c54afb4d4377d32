"""What must hold of the plan of any case, with whatever knowledge it is made."""

import json

from ischia.core.case import make_case
from ischia.core.planning import NoPlan, build_plan
from ischia.core.screening import screen
from ischia.core.value import Disposition
from tests.looseness import cap
from tests.oracle import HOLDING, facts
from tests.oracle_exercises import NOT_IF

PLAN_KEYS = {
    "disposition": str, "stage": str, "goals": list, "massage": list, "home": list, "exercise": list, "provider": dict,
    "review": list, "stop_rules": list, "safety_net": list, "measures": list, "letter": bool, "screening": dict,
}  # fmt: skip
ITEM_KEYS = {
    "massage": {"technique", "alternative", "setting", "regions", "position", "pressure_start", "pressure_max",
                "minutes", "per_week", "weeks", "why", "evidence", "sources"},
    "home": {"script", "order", "side", "minutes", "per_day", "days_per_week", "pressure_max", "position",
             "why", "sources"},
    "exercise": {"exercise", "order", "dose", "progress", "why", "sources"},
    "provider": {"require", "tell_them"},
    "review": {"on_day", "check", "if_not"},
    "measures": {"instrument", "every_days"},
}  # fmt: skip


def planned(answers, knowledge):
    """The screening and what planning makes of it."""
    case = make_case(answers, knowledge)
    screening = screen(case, knowledge)
    return screening, build_plan(screening, case, knowledge)


def check_massage(item, plan, limits, f, knowledge):
    for name in filter(None, (item.technique, item.alternative)):
        technique = knowledge.techniques[name]
        assert not {name, "all"} & set(limits.get("forbid_techniques", []))
        assert name not in f.technique_dislikes
        assert technique.setting == "clinic"
        assert item.pressure_max <= technique.pressure.max, name
        assert set(technique.require_provider) <= set(plan.provider.require), name
        regions = item.regions if name == item.technique else item.alternative_regions
        assert regions
        assert set(regions) <= set(item.regions) & set(technique.regions)
        assert not (name == "deep_tissue" and "low_back" in regions and f.stage != "chronic")
        assert not (name == "deep_tissue" and (f.stage == "acute" or "herniated_disc" in f.known_causes))
    assert set(limits.get("require_provider", [])) <= set(plan.provider.require)
    assert not f.settings_wanted or "clinic" in f.settings_wanted
    assert item.position not in limits.get("forbid_positions", [])
    assert not f.positions_ok or item.position in f.positions_ok
    assert 1 <= item.pressure_start <= item.pressure_max <= min(cap(limits, region) for region in item.regions)
    assert not item.pressure_max > f.pressure_wanted
    assert 0 < item.minutes <= min(limits.get("max_minutes", 60), {"acute": 30, "subacute": 45, "chronic": 60}[f.stage])
    assert not item.minutes > f.minutes_wanted
    first = plan.first_session
    assert first.pressure <= item.pressure_max
    assert first.minutes <= min(item.minutes, 30)
    assert "nerve_stop_rule" in first.require
    assert first.call_back_hours == 24
    if "test_session_first" in limits.get("require", []):
        assert first.minutes <= 10
        assert first.pressure <= 2


def check_home(item, limits, f):
    assert not {item.technique, "all"} & set(limits.get("forbid_techniques", []))
    assert item.technique not in f.technique_dislikes
    assert item.position not in limits.get("forbid_positions", [])
    assert not (limits.get("no_unsupervised_home") and not f.partner_at_home)
    assert item.only_with_someone is bool(limits.get("no_unsupervised_home"))
    assert not f.pain_now >= 8
    assert not f.pregnant
    assert item.script != "script_self_low_back" or f.can_reach_back
    assert item.script != "script_partner_low_back" or f.partner_at_home
    assert not (f.stage == "acute" and item.script not in ("script_self_low_back", "script_partner_low_back"))
    powered = item.technique == "powered_massager"
    assert not (powered and limits.get("no_powered"))
    for step in item.steps:
        assert step.region is not None or step.pressure == 0
        assert step.region not in limits.get("forbid_regions", [])
        assert not (powered and step.region in limits.get("forbid_powered_regions", []))
        assert step.pressure <= min(4, cap(limits, step.region))
        assert not step.pressure > f.pressure_wanted
    assert item.minutes == round(sum(step.seconds for step in item.steps) / 60, 2)
    assert item.minutes <= limits.get("max_minutes", 60)
    assert item.pressure_max == max(step.pressure for step in item.steps)
    assert any(step.pressure for step in item.steps)
    if item.script == "script_leg_self":
        calf = f.calf_swelling or f.calf_warm_red or f.calf_tender or f.leg_cold_pale
        clot = f.clot_history or f.recent_spinal_procedure or f.weeks_since_birth < 12 or f.clot_risk_now
        assert not calf
        assert not clot


def check_exercises(plan, limits, f, knowledge):
    names = [item.exercise for item in plan.exercise]
    assert len(set(names)) == len(names)
    for item in plan.exercise:
        assert item.exercise not in limits.get("forbid_exercises", [])
        assert item.position not in limits.get("forbid_positions", [])
        assert item.position in knowledge.exercise[item.exercise].positions
        assert not NOT_IF[item.exercise](f), item.exercise
        assert not item.days_per_week > f.days_per_week_possible
    if plan.massage or plan.home:
        assert "ex_walk" in names
        assert len(names) >= 2
    assert ("ex_walk" in names) is (not NOT_IF["ex_walk"](f) and "standing" not in limits.get("forbid_positions", []))


def check_whole(plan, knowledge):
    """What every plan has, and the shape that other programs rely on."""
    assert plan.exercise or plan.not_now or plan.letter
    assert len(plan.home) + len(plan.exercise) <= 4
    assert [item.order for item in (*plan.home, *plan.exercise)] == list(
        range(1, len(plan.home) + len(plan.exercise) + 1)
    )
    assert plan.review
    assert all(review.on_day > 0 for review in plan.review)
    assert plan.stop_rules
    assert plan.safety_net == tuple(line.sentence for line in knowledge.card.lines)
    written = json.loads(plan.model_dump_json())
    assert all(isinstance(written[key], kind) for key, kind in PLAN_KEYS.items())
    for key, wanted in ITEM_KEYS.items():
        for item in written[key] if isinstance(written[key], list) else [written[key]]:
            assert wanted <= set(item), key
            assert "sources" not in wanted or item["sources"]


def check(answers, knowledge):
    """Everything that must hold of what planning makes of a case; says what it was."""
    screening, plan = planned(answers, knowledge)
    f, limits = facts(answers), screening.limits.model_dump(mode="json")
    child = f.age < 16
    may = screening.complete and screening.disposition <= Disposition.DOCTOR_BEFORE_MASSAGE and not child
    may = may and (screening.worst_open or 0) < Disposition.SAME_DAY_MEDICAL
    assert isinstance(plan, NoPlan) is (not may)
    doctor = screening.disposition in (Disposition.SAME_DAY_MEDICAL, Disposition.DOCTOR_BEFORE_MASSAGE)
    assert plan.letter is doctor
    assert plan.screening == screening
    if isinstance(plan, NoPlan):
        written = json.loads(plan.model_dump_json())
        assert written["plan"] is None
        assert written["instead"]
        return "none"
    check_whole(plan, knowledge)
    assert plan.stage == f.stage
    check_exercises(plan, limits, f, knowledge)
    for item in plan.massage:
        check_massage(item, plan, limits, f, knowledge)
    for item in plan.home:
        check_home(item, limits, f)
    if screening.disposition is Disposition.DOCTOR_BEFORE_MASSAGE:
        assert not plan.massage
        assert not plan.home
        assert {item.exercise for item in plan.exercise} <= {"ex_walk", "ex_ease_position"}
        assert plan.after_clearance is not None
        return "doctor"
    if limits.get("forbid_techniques") == ["all"] and HOLDING & set(limits.get("wait_until", [])):
        assert not plan.massage
        assert not plan.home
        assert plan.not_now
        return "wait"
    return "both" if plan.massage and plan.home else "massage" if plan.massage else "home" if plan.home else "exercise"
