"""New answers make a new plan; what rules made gentler after something went wrong is not forgotten with the old one."""

from ischia.core.adapting import doses
from ischia.core.adapting.change import Adapted, Change
from ischia.core.adapting.course import Course
from ischia.core.adapting.difference import difference
from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.planning.plan import HomeItem, MassageItem, Plan
from ischia.core.session.occasions import Pause


def carried_over(plan: Plan, old: Plan, course: Course, pause: Pause | None, knowledge: Knowledge) -> Adapted | None:
    """The new plan no firmer, no longer and with no fewer limits than the old one; None where nothing went wrong.

    Args:
        plan: as it was made from the new answers.
        old: the plan that was followed until now, as it was last.
        course: how it went, with the rules that acted.
        pause: the days without massage that a rule had begun and that are not over.
        knowledge: the rules.
    """
    facts = knowledge.adapting
    worse = course.times(facts.worse.id)
    if not (worse or course.times(facts.event.id)):
        return None
    now = doses.tightened(plan, old.tightened, facts.carried.sources, knowledge) if old.tightened != Limits() else plan
    if worse > 1:  # the second time massage was stopped
        now = doses.without(now, doses.Without(), knowledge)
    now = doses.held(_no_firmer(now, old, knowledge), knowledge)
    if now == plan and pause is None:
        return None
    change = Change(
        kind="lower",
        rule=facts.carried.id,
        moves=difference(plan, now),
        why=facts.carried.say,
        by="rule",
        sources=facts.carried.sources,
    )
    return Adapted(change=change, plan=now, pause=pause)


def _no_firmer(plan: Plan, old: Plan, knowledge: Knowledge) -> Plan:
    """Each massage no firmer and no longer than the same one was in the old plan; another one as the gentlest there."""
    massage = tuple(_clinic(item, old) for item in plan.massage)
    home = tuple(_home(item, old, knowledge) for item in plan.home)
    return plan.model_copy(update={"massage": massage, "home": home})


def _clinic(item: MassageItem, old: Plan) -> MassageItem:
    same = [each for each in old.massage if each.technique == item.technique] or old.massage
    if not same:
        return item
    return item.model_copy(
        update={
            "pressure_start": min(item.pressure_start, *(each.pressure_start for each in same)),
            "pressure_max": min(item.pressure_max, *(each.pressure_max for each in same)),
            "minutes": min(item.minutes, *(each.minutes for each in same)),
        }
    )


def _home(item: HomeItem, old: Plan, knowledge: Knowledge) -> HomeItem:
    same = [each for each in old.home if each.script == item.script] or old.home
    for each in same:
        item = doses.no_more_than(each, item, knowledge)
    return item
