"""Plans made gentler, firmer, shorter or smaller. Whatever is done, the gate holds it to the limits in force."""

from collections.abc import Collection
from dataclasses import dataclass

from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits, join
from ischia.core.planning.gate import Gate
from ischia.core.planning.home import as_trial
from ischia.core.planning.plan import HomeItem, HomeStep, MassageItem, Plan, Said
from ischia.core.session.occasions import TRIAL

LIGHTEST = 1


def held(plan: Plan, knowledge: Knowledge) -> Plan:
    """The plan inside its limits in force, a trial where one comes first; no massage beside too few exercises."""
    gate = Gate(plan.limits_in_force, plan.screening.fired)
    massage = tuple(kept for item in plan.massage if (kept := gate.massage(item)))
    home = tuple(session for each in plan.home if (session := gate.home(each)))
    exercise = tuple(move for each in plan.exercise if (move := gate.exercise(each)))
    rules = knowledge.dosing.home
    named = {item.exercise for item in exercise}
    if not named.issuperset(rules.always) or len(exercise) < rules.exercises_beside_massage:
        massage = home = ()
    if TRIAL in plan.limits_in_force.require:
        home = tuple(trial for each in home if (trial := as_trial(each, knowledge)))
    inside = {"massage": massage, "home": home, "exercise": exercise, "cuts": (*plan.cuts, *gate.cuts)}
    return _with_first_session(plan.model_copy(update=inside), knowledge)


def _with_first_session(plan: Plan, knowledge: Knowledge) -> Plan:
    first, test = plan.first_session, knowledge.dosing.test_session
    if first is None or not plan.massage:
        return plan.model_copy(update={"first_session": None})
    item = plan.massage[0]
    minutes, pressure = min(first.minutes, item.minutes), min(first.pressure, item.pressure_max)
    require = tuple(sorted({*first.require, *plan.limits_in_force.require}))
    say = first.say
    if TRIAL in require:
        minutes, pressure = min(minutes, test.minutes), min(pressure, test.pressure)
        say = first.say if test.say in first.say else f"{test.say} {first.say}"
    shorter = {"minutes": minutes, "pressure": pressure, "require": require, "say": say}
    return plan.model_copy(update={"first_session": first.model_copy(update=shorter)})


def tightened(plan: Plan, limits: Limits, sources: tuple[str, ...], knowledge: Knowledge) -> Plan:
    """The plan with narrower limits, each new demand among its limits in words."""
    new = [word for word in limits.require if word not in plan.limits_in_force.require]
    said = tuple(Said(say=f"{knowledge.words[word].say}.", about="require", sources=sources) for word in new)
    narrower = {"tightened": join([plan.tightened, limits]), "limits": (*plan.limits, *said)}
    return held(plan.model_copy(update=narrower), knowledge)


def lighter(plan: Plan, steps: int, knowledge: Knowledge) -> Plan:
    """Every massage so many steps lighter, the lightest step at least."""
    home = tuple(lighter_home(item, steps) for item in plan.home)
    return lighter_clinic(plan.model_copy(update={"home": home}), steps, knowledge)


def lighter_clinic(plan: Plan, steps: int, knowledge: Knowledge) -> Plan:
    """Massage with a therapist begun so many steps lighter."""
    massage = tuple(
        item.model_copy(update={"pressure_start": max(LIGHTEST, item.pressure_start - steps)}) for item in plan.massage
    )
    return held(plan.model_copy(update={"massage": massage}), knowledge)


def lighter_home(item: HomeItem, steps: int) -> HomeItem:
    """One massage at home so many steps lighter."""
    return _with_steps(item, tuple(_pressed(step, step.pressure - steps) for step in item.steps))


def _pressed(step: HomeStep, pressure: int) -> HomeStep:
    """The step at this pressure; one that does not press stays as it is."""
    return step.model_copy(update={"pressure": max(LIGHTEST, pressure)}) if step.pressure else step


def _with_steps(item: HomeItem, steps: tuple[HomeStep, ...]) -> HomeItem:
    minutes = round(sum(step.seconds for step in steps) / 60, 2)
    return item.model_copy(
        update={"steps": steps, "minutes": minutes, "pressure_max": max(step.pressure for step in steps)}
    )


def no_more_than(now: HomeItem, other: HomeItem, knowledge: Knowledge) -> HomeItem:
    """Another massage at home with no more pressure than this one, and shortened as this one was."""
    share = min(1.0, now.minutes * 60 / knowledge.scripts[now.script].seconds)
    steps = tuple(
        _pressed(step, min(step.pressure, now.pressure_max)).model_copy(
            update={"seconds": max(1, int(step.seconds * share))}
        )
        for step in other.steps
    )
    often = {"order": now.order, "per_day": min(now.per_day, other.per_day)}
    return _with_steps(other.model_copy(update=often), steps)


def firmer(plan: Plan, built: Plan, items: Collection[str], steps: int, knowledge: Knowledge) -> Plan:
    """These massages so many steps firmer, never past the plan as it was built: stage, technique, wish and limits."""
    massage = tuple(
        item.model_copy(update={"pressure_start": min(item.pressure_start + steps, item.pressure_max)})
        if item.technique in items
        else item
        for item in plan.massage
    )
    home = tuple(_firmer_home(item, built, steps) if item.script in items else item for item in plan.home)
    return held(plan.model_copy(update={"massage": massage, "home": home}), knowledge)


def _firmer_home(item: HomeItem, built: Plan, steps: int) -> HomeItem:
    highest = {step.id: step.pressure for each in built.home if each.script == item.script for step in each.steps}
    return _with_steps(
        item,
        tuple(_pressed(step, min(step.pressure + steps, highest.get(step.id, step.pressure))) for step in item.steps),
    )


def divided(plan: Plan, parts: int, knowledge: Knowledge) -> Plan:
    """Every massage with one part in so many of its pressure and its minutes."""
    massage = tuple(
        item.model_copy(
            update={
                "pressure_start": max(LIGHTEST, item.pressure_start // parts),
                "pressure_max": max(LIGHTEST, item.pressure_max // parts),
                "minutes": max(1, item.minutes // parts),
            }
        )
        for item in plan.massage
    )
    home = tuple(
        _with_steps(
            item,
            tuple(
                _pressed(step, step.pressure // parts).model_copy(update={"seconds": max(1, step.seconds // parts)})
                for step in item.steps
            ),
        )
        for item in plan.home
    )
    return held(plan.model_copy(update={"massage": massage, "home": home}), knowledge)


@dataclass(frozen=True)
class Without:
    """Which massage a plan goes on without."""

    clinic: bool = True
    home: bool = True


def without(plan: Plan, what: Without, knowledge: Knowledge) -> Plan:
    """The plan without massage with a therapist, at home, or both."""
    left = {"massage": () if what.clinic else plan.massage, "home": () if what.home else plan.home}
    return held(plan.model_copy(update=left), knowledge)


def tapered(plan: Plan, every_weeks: int, knowledge: Knowledge) -> Plan:
    """Massage with a therapist once every so many weeks, and no oftener than before."""
    massage = tuple(
        item.model_copy(update={"per_week": 1, "every_weeks": max(every_weeks, item.every_weeks)})
        for item in plan.massage
    )
    return held(plan.model_copy(update={"massage": massage}), knowledge)


def switched(plan: Plan, knowledge: Knowledge) -> Plan:
    """The second kind of massage instead of the first: same minutes, its own pressure, its own places."""
    return held(plan.model_copy(update={"massage": tuple(_other(item, knowledge) for item in plan.massage)}), knowledge)


def _other(item: MassageItem, knowledge: Knowledge) -> MassageItem:
    if item.alternative is None:
        return item
    other = knowledge.techniques[item.alternative]
    shared = tuple(region for region in item.alternative_regions if region in item.regions)
    highest = min(item.pressure_max, other.pressure.max)
    return item.model_copy(
        update={
            "technique": other.id,
            "name": other.name,
            "alternative": None,
            "alternative_regions": (),
            "regions": shared or item.alternative_regions,
            "pressure_max": highest,
            "pressure_start": min(item.pressure_start, other.pressure.start, highest),
            "evidence": f"{other.evidence.back} / {other.evidence.leg}",
            "why": other.say,
            "sources": other.sources,
        }
    )
