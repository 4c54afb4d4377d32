"""Which massage with a therapist: the technique, the places, the position and the dose."""

from ischia.core.conditions import Condition
from ischia.core.facts.care import Cause, ClinicDose, Goal, Stage, Technique
from ischia.core.planning.person import Person
from ischia.core.planning.plan import MassageItem

NUMB_TOUCH = 1  # a place that may only be touched this lightly is left out where others remain


def clinic_massage(person: Person) -> MassageItem | None:
    """Massage with a therapist as stage, goal, cause and wishes suggest; None where none suits.

    Limits choose what may be offered at all here; the gate holds the dose to them afterwards.
    """
    if not person.wants("clinic"):
        return None
    for place, technique in enumerate(ranked := ranked_techniques(person)):
        regions = regions_for(technique, person)
        position = next(iter(person.positions(person.knowledge.dosing.positions)), None)
        if regions and position:
            return _item(technique, _other(ranked[place + 1 :], regions, person), regions, position, person)
    return None


Alternative = tuple[Technique, tuple[str, ...]]


def _other(ranked: list[Technique], regions: tuple[str, ...], person: Person) -> Alternative | None:
    """The first other technique for the same places, and which of them it may be used on; None where there is none."""
    shared = ((other, set(allowed_regions(other, person))) for other in ranked)
    places = ((other, tuple(region for region in regions if region in allowed)) for other, allowed in shared)
    return next((each for each in places if each[1]), None)


def ranked_techniques(person: Person) -> list[Technique]:
    """The techniques that may be offered in a clinic, best first: liked ones, then in the order of the goals."""
    names = _named_by_goals(person)
    allowed = [technique for name in names if _may(technique := person.knowledge.techniques[name], person)]
    liked = person.members("technique_likes")
    return sorted(allowed, key=lambda technique: technique.id not in liked)


def _named_by_goals(person: Person) -> list[str]:
    dosing = person.knowledge.dosing
    if person.says_yes("pregnant"):
        return [dosing.pregnant_only]
    named = [name for goal in goals_of(person) for name in goal.clinic if _suits(goal, name, person)]
    cause = cause_of(person)
    shaped = [name for name in named if name in cause.techniques]
    if not shaped and cause.only_these:
        clinic = person.knowledge.techniques
        shaped = [name for name in cause.techniques if clinic[name].setting == "clinic"]
    return list(dict.fromkeys(shaped or named))


def _suits(goal: Goal, technique: str, person: Person) -> bool:
    return technique not in goal.only_if or person.holds(goal.only_if[technique])


def _may(technique: Technique, person: Person) -> bool:
    return (
        not person.limits.forbids(technique.id)
        and technique.id not in person.members("technique_dislikes")
        and person.holds(technique.only_if)
    )


def goals_of(person: Person) -> list[Goal]:
    """The person's goals in order; the default one where none was named."""
    dosing = person.knowledge.dosing
    named = {goal.id: goal for goal in dosing.goals}
    return [named[name] for name in person.listed("goals") or (dosing.default_goal,)]


def cause_of(person: Person) -> Cause:
    """The first cause whose condition holds."""
    return next(cause for cause in person.knowledge.dosing.causes if person.holds(cause.when))


def stage_of(person: Person) -> Stage:
    """The stage of this bout."""
    formulas = person.knowledge.derived["stage"].values
    name = next(name for name, condition in formulas.items() if person.holds(condition))
    return next(stage for stage in person.knowledge.dosing.stages if stage.id == name)


def regions_for(technique: Technique, person: Person) -> tuple[str, ...]:
    """Where a technique may be used on this person: where it hurts before elsewhere, numb places last of all."""
    allowed = allowed_regions(technique, person)
    felt = [region for region in allowed if person.limits.pressure_cap(region) > NUMB_TOUCH] or allowed
    painful = [region for region in felt if region in person.members("pain_regions")] or felt
    first = cause_of(person).regions_first
    return tuple(sorted(painful, key=lambda region: first.index(region) if region in first else len(first)))


def allowed_regions(technique: Technique, person: Person) -> list[str]:
    """Every place where a technique may be used on this person, in the order in which the technique names them."""
    only_if: dict[str, Condition] = technique.region_only_if
    return [
        region
        for region in technique.regions
        if region not in person.limits.forbid_regions and (region not in only_if or person.holds(only_if[region]))
    ]


def dose_for(technique: Technique, person: Person) -> ClinicDose:
    """The stage's dose, or the intensive one where everything it asks for holds."""
    intensive = person.knowledge.dosing.intensive
    if technique.id == intensive.technique and person.holds(intensive.only_if):
        return intensive.clinic
    return stage_of(person).clinic


def _item(
    technique: Technique, other: Alternative | None, regions: tuple[str, ...], position: str, person: Person
) -> MassageItem:
    dose = dose_for(technique, person)
    wanted = person.number("pressure_wanted") or 5
    caps = cause_of(person).max_pressure_in
    kinds = (technique, *other[:1]) if other else (technique,)
    most = min(kind.pressure.max for kind in kinds)  # the other kind is tried at the same pressure
    highest = min(dose.pressure_max, most, wanted, *(caps.get(region, 5) for region in regions))
    return MassageItem(
        technique=technique.id,
        name=technique.name,
        alternative=other[0].id if other else None,
        alternative_regions=other[1] if other else (),
        setting="clinic",
        regions=regions,
        position=position,
        pressure_start=min(dose.pressure_start, technique.pressure.start, highest),
        pressure_max=highest,
        minutes=min(dose.minutes_to, person.number("minutes_wanted") or dose.minutes_to),
        per_week=dose.per_week,
        weeks=dose.weeks,
        why=_why(technique, person),
        evidence=f"{technique.evidence.back} / {technique.evidence.leg}",
        sources=tuple(dict.fromkeys((*technique.sources, *stage_of(person).sources, *cause_of(person).sources))),
    )


def _why(technique: Technique, person: Person) -> str:
    if dose_for(technique, person) is person.knowledge.dosing.intensive.clinic:
        return f"You like this kind and have the days for it. {person.knowledge.dosing.intensive.say}"
    if technique.id == person.knowledge.dosing.pregnant_only:
        return f"{technique.say} In pregnancy no other kind is offered."
    goals = [goal for goal in goals_of(person) if technique.id in goal.clinic]
    wish = f"You would like {goals[0].name}. " if goals and person.listed("goals") else ""
    liked = "You like this kind. " if technique.id in person.members("technique_likes") else ""
    note = f" {goals[0].note}" if goals and goals[0].note else ""
    return f"{wish}{liked}{technique.say} {cause_of(person).say}{note}"
