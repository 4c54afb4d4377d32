"""Which massage at home: one session, as hands, partner, ball or device allow."""

from collections.abc import Iterator

from ischia.core.facts.home import Script, Step
from ischia.core.knowledge import Knowledge
from ischia.core.limits import POWERED
from ischia.core.planning.choosing import cause_of, dose_for, goals_of, ranked_techniques, stage_of
from ischia.core.planning.person import Person
from ischia.core.planning.plan import HomeItem, HomeStep

SCRIPTS_OF = {
    "self_hands": "script_self_low_back",
    "partner_massage": "script_partner_low_back",
    "powered_massager": "script_powered_low_back",
    "ball_self_massage": "script_ball_gluteal_wall",
}
DAYS = 7
EVERY_OTHER_DAY = 3  # days a week that leave 48 hours between sessions
TRIAL = "test_session_first"


def home_massage(person: Person) -> HomeItem | None:
    """The first home session of the goals that this person may do and can do; None where there is none."""
    return next(home_choices(person), None)


def home_choices(person: Person) -> Iterator[HomeItem]:
    """Every home session of the goals that this person may do and can do, the best first."""
    if not _any_at_home(person):
        return
    for script in _ranked_scripts(person):
        if _may(script, person) and (positions := person.positions(script.positions)):
            item = _item(script, positions[0], person)
            if TRIAL not in person.limits.require:
                yield item
            elif (trial := as_trial(item, person.knowledge)) is not None:
                yield trial


def _any_at_home(person: Person) -> bool:
    if person.says_yes("pregnant") or not person.wants("home"):
        return False
    if person.limits.no_unsupervised_home and not person.says_yes("partner_at_home"):
        return False
    return (person.number("pain_now") or 0) < person.knowledge.dosing.home.no_massage_at_pain


def _ranked_scripts(person: Person) -> list[Script]:
    """Home sessions that suit the goals, liked techniques first, then those that suit the cause."""
    scripts = person.knowledge.scripts
    named = [SCRIPTS_OF.get(name, name) for goal in goals_of(person) for name in goal.home]
    found = [scripts[name] for name in dict.fromkeys(named) if name in scripts]
    liked, suited = person.members("technique_likes"), cause_of(person).techniques
    return sorted(found, key=lambda script: (script.technique not in liked, script.technique not in suited))


def _may(script: Script, person: Person) -> bool:
    limits, technique = person.limits, person.knowledge.techniques[script.technique]
    off = set(limits.forbid_regions)
    if technique.id == POWERED:
        off |= set(limits.forbid_powered_regions)
    stage = stage_of(person).home
    return (
        not limits.forbids(technique.id)
        and not off.intersection(script.regions)
        and (not stage.scripts or script.id in stage.scripts)
        and technique.id not in person.members("technique_dislikes")
        and person.holds(technique.only_if)  # what a person may still be asked is looked for last
        and person.holds(script.only_if)
    )


def _item(script: Script, position: str, person: Person) -> HomeItem:
    steps = [_step(step, person) for step in script.steps]
    dose = stage_of(person).home
    return HomeItem(
        script=script.id,
        name=script.name,
        technique=script.technique,
        order=1,
        side=_side_of(script, person),
        minutes=_minutes(steps),
        per_day=min(dose.per_day, script.per_day.most),
        days_per_week=_days(script, person),
        pressure_max=max(step.pressure for step in steps),
        position=position,
        only_with_someone=person.limits.no_unsupervised_home,
        steps=tuple(steps),
        caution=" ".join(part for part in (script.caution, script.helper) if part),
        why=_why(script, person),
        sources=script.sources,
    )


def as_trial(item: HomeItem, knowledge: Knowledge) -> HomeItem | None:
    """The session as the short, light trial that has to come first; None where it is too long for one."""
    test = knowledge.dosing.test_session
    if item.minutes > test.minutes:
        return None
    steps = tuple(step.model_copy(update={"pressure": min(step.pressure, test.pressure)}) for step in item.steps)
    lighter = {"steps": steps, "pressure_max": min(item.pressure_max, test.pressure)}
    caution = item.caution if test.say in item.caution else f"{test.say} {item.caution}".strip()
    apart = {"per_day": 1, "days_per_week": min(item.days_per_week, EVERY_OTHER_DAY)}
    return item.model_copy(update={**lighter, **apart, "caution": caution})


def _step(step: Step, person: Person) -> HomeStep:
    wanted = person.number("pressure_wanted") or 5
    side = _felt_side(step.side, person)
    return HomeStep(
        id=step.id,
        say=step.say,
        region=step.region,
        side=side,
        seconds=step.seconds,
        pressure=min(step.pressure, wanted),
    )


def _felt_side(side: str | None, person: Person) -> str | None:
    """The side in this person's body: "painful" and "other" become left or right where one side hurts."""
    if side not in ("painful", "other"):
        return side
    hurts = person.choice("pain_side")
    if hurts not in ("left", "right"):
        return "both"
    return hurts if side == "painful" else {"left": "right", "right": "left"}[hurts]


def _side_of(script: Script, person: Person) -> str:
    sides = {_felt_side(step.side, person) for step in script.steps if step.region == script.regions[0]}
    return sides.pop() or "both" if len(sides) == 1 else "both"


def _minutes(steps: list[HomeStep]) -> float:
    return round(sum(step.seconds for step in steps) / 60, 2)


def _days(script: Script, person: Person) -> int:
    """Days a week: the fewest that the stage, the session and the person allow, and none on intensive clinic days."""
    days = min(stage_of(person).home.days_per_week, script.days_per_week or DAYS)
    days = min(days, person.number("days_per_week_possible") or DAYS)
    intensive = [dose_for(technique, person) for technique in ranked_techniques(person)[:1]]
    if intensive and intensive[0] is person.knowledge.dosing.intensive.clinic:
        days = min(days, DAYS - intensive[0].per_week)
    return days


def _why(script: Script, person: Person) -> str:
    technique = person.knowledge.techniques[script.technique]
    goals = [goal for goal in goals_of(person) if technique.id in goal.home or script.id in goal.home]
    wished = goals and person.listed("goals")
    wish = f"You would like {goals[0].name}, and you can do this at home. " if wished else "You can do this at home. "
    return f"{wish}{technique.say}"
