"""What a person changes themselves: gentler for today, another one, less; never past the limits in force."""

from collections.abc import Iterable, Sequence
from datetime import date

from ischia.core.adapting import doses
from ischia.core.adapting.change import Adapted, Change, Kind, narrowed
from ischia.core.adapting.difference import difference
from ischia.core.adapting.doses import held, lighter_home, no_more_than
from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.planning.exercises import exercise_items, gentlest
from ischia.core.planning.home import home_choices
from ischia.core.planning.person import Person
from ischia.core.planning.plan import ExerciseItem, HomeItem, MassageItem, Plan
from ischia.core.problems import Problem, did_you_mean
from ischia.core.session.occasions import Pause

EVERY = 99  # more than there are exercises
NONE_LIKE_IT = "another one: there is none like it that fits your limits"


def flare(plan: Plan, case: Case, knowledge: Knowledge) -> Adapted:
    """Today only resting in the position that eases, and walking."""
    person = _person(plan, case, knowledge)
    gentle = plan.model_copy(update={"massage": (), "home": (), "exercise": tuple(gentlest(person, "severe"))})
    return _to("flare", "flare", plan, held(gentle, knowledge), knowledge).model_copy(update={"today_only": True})


def pause(plan: Plan, first: date, last: date | None, knowledge: Knowledge) -> Adapted:
    """Nothing from one day to another, or until further notice: an illness, a journey.

    Raises:
        Problem: it ends before it begins.
    """
    if last is not None and last < first:
        raise Problem("last", str(last), f"a day from {first} on")
    word = knowledge.adapting.words("pause")
    change = Change(kind="pause", rule=word.id, moves=(), why=word.say, by="person", sources=word.sources)
    return Adapted(change=change, plan=plan, pause=Pause(first=first, last=last))


def resume(plan: Plan, knowledge: Knowledge) -> Adapted:
    """On with the plan before a pause of the person's own is over."""
    return _to("resume", "resume", plan, plan, knowledge)


def swap(plan: Plan, item: str, case: Case, knowledge: Knowledge) -> Adapted:
    """Another one like it: the other kind of massage, or the next massage at home or exercise that suits this person.

    Raises:
        Problem: the item is not in the plan, or there is no other.
    """
    person, now = _person(plan, case, knowledge), _item(plan, item)
    if isinstance(now, MassageItem):
        if now.alternative is None:
            raise Problem("item", item, NONE_LIKE_IT)
        return _to("swap", "swap", plan, doses.switched(plan, knowledge), knowledge)
    other = _next_home(now, person) if isinstance(now, HomeItem) else _next_exercise(now, plan, person)
    if other is None:
        raise Problem("item", item, NONE_LIKE_IT)
    if isinstance(now, HomeItem) and isinstance(other, HomeItem):
        other = no_more_than(now, other, knowledge)
    return _to("swap", "swap", plan, held(_replaced(plan, now, [other]), knowledge), knowledge)


def skip(plan: Plan, item: str, case: Case, knowledge: Knowledge) -> Adapted:
    """The plan without this item; another exercise takes the place of one that is left out, where there is one.

    Raises:
        Problem: the item is not in the plan, or massage would be left alone.
    """
    person, now = _person(plan, case, knowledge), _item(plan, item)
    if isinstance(now, MassageItem):
        return _to("skip", "skip", plan, doses.without(plan, doses.Without(home=False), knowledge), knowledge)
    instead = _next_exercise(now, plan, person) if isinstance(now, ExerciseItem) else None
    less = held(_replaced(plan, now, [instead] if instead else []), knowledge)
    lost = isinstance(now, ExerciseItem) and (less.massage, less.home) != (plan.massage, plan.home)
    if lost or item in knowledge.dosing.home.always:
        raise Problem("item", item, knowledge.adapting.words("exercises_first").say)
    return _to("skip", "skip", plan, less, knowledge)


def too_hard(plan: Plan, item: str, case: Case, knowledge: Knowledge) -> Adapted:
    """A massage one step lighter, with a therapist from the start; an exercise dropped for another one."""
    now = _item(plan, item)
    if isinstance(now, MassageItem):
        return _to(
            "lower", "too_hard", plan, doses.lighter_clinic(plan, knowledge.adapting.raise_.steps, knowledge), knowledge
        )
    if isinstance(now, ExerciseItem):
        return _named("too_hard", skip(plan, item, case, knowledge), knowledge)
    lower = lighter_home(now, knowledge.adapting.raise_.steps)
    return _to("lower", "too_hard", plan, held(_replaced(plan, now, [lower]), knowledge), knowledge)


def too_easy(plan: Plan, item: str, knowledge: Knowledge) -> Adapted:
    """What comes next: the exercise's own next step, in words; massage is never made firmer by a wish."""
    now = _item(plan, item)
    if not isinstance(now, ExerciseItem):
        return _to("hold", "firmer_later", plan, plan, knowledge)
    adapted = _to("hold", "too_easy", plan, plan, knowledge)
    rule = knowledge.exercises.rule
    why = " ".join(part for part in (adapted.change.why, rule.progress, now.progress) if part)
    return adapted.model_copy(update={"change": adapted.change.model_copy(update={"why": why})})


def restore(old: Plan, plan: Plan, later: Sequence[Change], knowledge: Knowledge) -> Adapted:
    """An earlier version again, held to the screening and the limits of now.

    Where a rule has narrowed massage since, the massage of now stays and only the exercises come back.

    Args:
        old: the earlier version.
        plan: the version of now.
        later: the changes since the earlier one.
        knowledge: the knowledge.
    """
    kept = {
        name: getattr(plan, name)
        for name in ("disposition", "screening", "tightened", "limits", "not_now", "after_clearance", "letter", "stage")
    }
    stays = {"massage": plan.massage, "home": plan.home, "first_session": plan.first_session} if narrowed(later) else {}
    allowed = {} if plan.screening.allows_massage else {"exercise": plan.exercise}
    again = held(old.model_copy(update={**kept, **stays, **allowed}), knowledge)
    return _to("restore", "restore", plan, again, knowledge)


def _person(plan: Plan, case: Case, knowledge: Knowledge) -> Person:
    return Person(case, plan.limits_in_force, knowledge)


def _item(plan: Plan, name: str) -> MassageItem | HomeItem | ExerciseItem:
    items: dict[str, MassageItem | HomeItem | ExerciseItem] = {each.technique: each for each in plan.massage}
    items |= {each.script: each for each in plan.home}
    items |= {each.exercise: each for each in plan.exercise}
    if name in items:
        return items[name]
    allowed = list(items)
    raise Problem("item", name, f"one of the plan: {', '.join(allowed)}{did_you_mean(name, allowed)}")


def _next_home(now: HomeItem, person: Person) -> HomeItem | None:
    """The one after this one among those that suit; after the last the first again."""
    suiting = list(home_choices(person))
    place = next((place for place, each in enumerate(suiting) if each.script == now.script), -1)
    others = [each for each in (*suiting[place + 1 :], *suiting[: max(0, place)]) if each.script != now.script]
    return next(iter(others), None)


def _next_exercise(now: ExerciseItem, plan: Plan, person: Person) -> ExerciseItem | None:
    """The best exercise that is not in the plan; one for the same reason before others."""
    inside = {each.exercise for each in plan.exercise}
    others = [each for each in exercise_items(person, EVERY, now.order) if each.exercise not in inside]
    alike = sorted(others, key=lambda each: each.why != now.why)
    return alike[0].model_copy(update={"order": now.order}) if alike else None


def _replaced(plan: Plan, now: HomeItem | ExerciseItem, by: Iterable[HomeItem | ExerciseItem]) -> Plan:
    """The plan with one item replaced by another one, or by none."""
    new = list(by)
    if isinstance(now, HomeItem):
        kept = [each for each in plan.home if each != now]
        return plan.model_copy(update={"home": (*kept, *(each for each in new if isinstance(each, HomeItem)))})
    exercises = [each for item in plan.exercise for each in (new if item == now else [item])]
    return plan.model_copy(update={"exercise": tuple(each for each in exercises if isinstance(each, ExerciseItem))})


def _to(kind: Kind, rule: str, was: Plan, plan: Plan, knowledge: Knowledge) -> Adapted:
    words = knowledge.adapting.words(rule)
    return Adapted(
        change=Change(
            kind=kind,
            rule=rule,
            moves=difference(was, plan),
            why=words.say,
            by="person",
            sources=words.sources,
        ),
        plan=plan,
    )


def _named(rule: str, adapted: Adapted, knowledge: Knowledge) -> Adapted:
    words = knowledge.adapting.words(rule)
    change = adapted.change.model_copy(update={"rule": rule, "why": words.say, "sources": words.sources})
    return adapted.model_copy(update={"change": change})
