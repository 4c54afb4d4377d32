"""The plan on paper: today first, then massage with a therapist, limits, when to stop, when to look back."""

from datetime import date, timedelta

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.planning import Plan
from ischia.core.planning.plan import AfterClearance, Cut, ExerciseItem, FirstSession, HomeItem, MassageItem, ReviewItem
from ischia.exchange import wording
from ischia.exchange.papers.parts import Piece, about, band, card, limits, said
from ischia.exchange.papers.pictures import picture


def plan_paper(plan: Plan, case: Case, knowledge: Knowledge, day: date) -> Piece:
    """Everything a plan says, in the order in which it stands on paper."""
    stages = {stage.id: stage.name for stage in knowledge.dosing.stages}
    return {
        "title": "Your plan",
        "band": band(plan.disposition),
        "stage": stages.get(plan.stage, ""),
        "home": [_home(item, knowledge) for item in plan.home],
        "exercise": [_exercise(item, knowledge) for item in plan.exercise],
        "massage": [_massage(item, knowledge) for item in plan.massage],
        "first_session": _first_session(plan.first_session, knowledge),
        "who": list(wording.words_of(plan.provider.require, knowledge)) if plan.massage else [],
        "not_now": said(plan.not_now),
        "after_clearance": _after_clearance(plan.after_clearance, knowledge),
        "show_to": "Show this to your doctor" if plan.letter else "Tell your therapist",
        "about": about(case, knowledge, without=("age",)),
        "limits": limits(plan.limits, plan.screening.fired),
        "cuts": [_cut(cut, knowledge) for cut in plan.cuts],
        "stop": list(plan.stop_rules),
        "review": [_review(item, day) for item in plan.review],
        "card": card(knowledge),
        "guidelines": said(plan.guidelines),
        "notes": said(plan.notes),
        "measures": [wording.measure_in_words(each.instrument, each.every_days, knowledge) for each in plan.measures],
    }


def _home(item: HomeItem, knowledge: Knowledge) -> Piece:
    worked = [step.region for step in item.steps if step.region and step.pressure]
    often = wording.upper_first(wording.how_often(item.per_day, item.days_per_week))
    facts = [
        ("How long", wording.upper_first(wording.minutes_in_words(item.minutes))),
        ("How often", often),
        ("Pressure", f"At most {wording.pressure_in_words(item.pressure_max, knowledge)}"),
        ("Position", wording.position_in_words(item.position, knowledge)),
        ("Where", wording.upper_first(wording.regions_in_words(dict.fromkeys(worked), knowledge))),
        ("Side", wording.upper_first(wording.side_in_words(item.side))),
    ]
    alone = ["Only with another adult within call."] if item.only_with_someone else []
    return {
        "order": item.order,
        "name": item.name,
        "picture": picture(item.position, worked, knowledge),
        "facts": facts,
        "steps": [
            {
                "time": f"{step.seconds // 60}:{step.seconds % 60:02}",
                "say": step.say,
                "pressure": wording.pressure_in_words(step.pressure, knowledge) if step.pressure else "",
            }
            for step in item.steps
        ],
        "caution": " ".join([*alone, item.caution]).strip(),
        "why": item.why,
        "keys": list(item.sources),
    }


def _exercise(item: ExerciseItem, knowledge: Knowledge) -> Piece:
    return {
        "order": item.order,
        "name": item.name,
        "picture": picture(item.position, (), knowledge),
        "position": wording.position_in_words(item.position, knowledge),
        "how": item.how,
        "dose": item.dose,
        "often": wording.upper_first(wording.how_often(None, item.days_per_week)),
        "progress": item.progress,
        "why": item.why,
        "keys": list(item.sources),
    }


def _massage(item: MassageItem, knowledge: Knowledge) -> Piece:
    facts = [
        ("How long", wording.upper_first(wording.minutes_in_words(item.minutes))),
        ("How often", wording.upper_first(wording.for_weeks(item.per_week, item.weeks, item.every_weeks))),
        ("Pressure", wording.upper_first(wording.pressure_range(item.pressure_start, item.pressure_max, knowledge))),
        ("Position", wording.position_in_words(item.position, knowledge)),
        ("Where", wording.upper_first(wording.regions_in_words(item.regions, knowledge))),
    ]
    if item.alternative:
        facts.append(("Or instead", wording.other_kind_in_words(item, knowledge)))
    return {
        "name": item.name,
        "picture": picture(item.position, item.regions, knowledge),
        "facts": facts,
        "why": item.why,
        "evidence": wording.evidence_in_words(item.evidence, knowledge),
        "keys": list(item.sources),
    }


def _first_session(first: FirstSession | None, knowledge: Knowledge) -> str:
    if first is None:
        return ""
    pressure = wording.pressure_in_words(first.pressure, knowledge)
    return f"First session: {wording.minutes_in_words(first.minutes)}, {pressure}. {first.say}"


def _after_clearance(after: AfterClearance | None, knowledge: Knowledge) -> Piece | None:
    if after is None:
        return None
    say = " ".join((after.say, *(limit.say for limit in after.limits)))
    return {"say": say, "needs": [knowledge.rules[rule].say for rule in after.needs_a_yes_for]}


def _cut(cut: Cut, knowledge: Knowledge) -> str:
    names = {
        **{name: technique.name for name, technique in knowledge.techniques.items()},
        **{name: script.name for name, script in knowledge.scripts.items()},
        **{name: exercise.name for name, exercise in knowledge.exercise.items()},
    }
    return f"{names.get(cut.item, cut.item)}: {cut.what}."


def _review(item: ReviewItem, day: date) -> Piece:
    due = wording.weekday_in_words(day + timedelta(days=item.on_day))
    return {"day": due, "check": item.check, "if_not": item.if_not, "keys": list(item.sources)}
