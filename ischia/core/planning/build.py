"""The plan itself: built step by step from a screening, and held to its limits at the end."""

from ischia.core.case import Case, make_case
from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL
from ischia.core.planning.choosing import clinic_massage, goals_of, stage_of
from ischia.core.planning.exercises import exercise_items, gentlest, has_direction_left, presentation_of
from ischia.core.planning.gate import Gate
from ischia.core.planning.home import home_massage
from ischia.core.planning.person import Person
from ischia.core.planning.plan import (
    AfterClearance,
    ExerciseItem,
    FirstSession,
    HomeItem,
    MassageItem,
    MeasureItem,
    NoPlan,
    Plan,
    Provider,
    ReviewItem,
    Said,
)
from ischia.core.planning.words import limits_in_words, waits_in_words
from ischia.core.screening import Screening, screen
from ischia.core.value import Disposition

LICENSED = "licensed_therapist"
TOO_YOUNG = 16  # under this age no plan is made at all (rule cx_child)
WALK = "ex_walk"
INSTEAD = {
    Disposition.EMERGENCY_NOW: "No plan now: get emergency help first.",
    Disposition.SAME_DAY_MEDICAL: "No plan today: speak to a doctor today first.",
}


def build_plan(screening: Screening, case: Case, knowledge: Knowledge) -> Plan | NoPlan:
    """Make a plan of a screening and the wishes in its case, or say why there is none.

    Args:
        screening: the screening of this very case; without one there is no plan.
        case: the answers, of which the wishes choose inside the limits.
        knowledge: the knowledge that screened it.
    """
    letter = screening.disposition in (Disposition.SAME_DAY_MEDICAL, Disposition.DOCTOR_BEFORE_MASSAGE)
    person = Person(case, screening.limits, knowledge)
    why_not = _why_no_plan(screening, person)
    if why_not:
        return NoPlan(instead=why_not, letter=letter, screening=screening)
    gate = Gate(screening.limits, screening.fired)
    if screening.allows_massage:
        massage, home, exercise, missing = _items(person, gate)
    else:
        massage, home, exercise, missing = None, None, _exercises(gentlest(person), gate), ()
    return _plan(screening, person, gate, (massage, home, exercise), missing)


def _why_no_plan(screening: Screening, person: Person) -> str:
    """Words for why no plan may be made; empty when one may."""
    age = person.number("age")
    if screening.disposition in INSTEAD:
        return INSTEAD[screening.disposition]
    if age is not None and age < TOO_YOUNG:
        return "No plan under 16: back or leg pain at this age must be seen by a doctor."
    if not screening.complete:
        return "No plan yet: some safety questions are still open. Answer them first."
    if not screening.allows_a_plan:
        return "No plan yet: a question that is still open could mean that a doctor is needed today. Answer it first."
    return ""


Items = tuple[MassageItem | None, HomeItem | None, list[ExerciseItem]]


def _items(
    person: Person, gate: Gate
) -> tuple[MassageItem | None, HomeItem | None, list[ExerciseItem], tuple[Said, ...]]:
    """Massage, home session and exercises inside the limits, and words for what is missing."""
    rules = person.knowledge.dosing.home
    held = ALL in person.limits.forbid_techniques
    massage = None if held else clinic_massage(person)
    home = None if held else home_massage(person)
    massage, home = massage and gate.massage(massage), home and gate.home(home)
    places = rules.items_a_day - (1 if home else 0)
    exercise = _exercises(exercise_items(person, places, 2 if home else 1), gate)
    walks = any(item.exercise == WALK for item in exercise)
    if (massage or home) and not (walks and len(exercise) >= rules.exercises_beside_massage):
        why = f"{rules.say} Walking or a second exercise is not safe for you now, so this plan has no massage."
        alone = _exercises(exercise_items(person, rules.items_a_day, 1), gate)
        return None, None, alone, (Said(say=why, sources=rules.sources),)
    return massage, home, exercise, () if held else _missing(massage, home, person)


def _exercises(items: list[ExerciseItem], gate: Gate) -> list[ExerciseItem]:
    return [kept for item in items if (kept := gate.exercise(item))]


def _missing(massage: MassageItem | None, home: HomeItem | None, person: Person) -> tuple[Said, ...]:
    """Words for massage that is wanted and that nothing is left of."""
    clinic = person.wants("clinic")
    if massage if clinic else home:
        return ()
    none_of = "No kind of massage with a therapist" if clinic else "No massage at home"
    say = f"{none_of} fits both your limits and your wishes, so there is none in this plan."
    return (Said(say=say, sources=person.knowledge.dosing.home.sources),)


def _plan(screening: Screening, person: Person, gate: Gate, items: Items, missing: tuple[Said, ...]) -> Plan:
    massage, home, exercise = items
    knowledge, dosing = person.knowledge, person.knowledge.dosing
    limits = limits_in_words(screening, knowledge)
    told = tuple(each.say for each in limits if each.about != "refer_to")  # whom to see is the person's own affair
    return Plan(
        disposition=screening.disposition,
        stage=stage_of(person).id,
        presentation=presentation_of(person).id,
        goals=tuple(goal.id for goal in goals_of(person)),
        massage=(massage,) if massage else (),
        home=(home,) if home else (),
        exercise=tuple(exercise),
        first_session=_first_session(massage, person) if massage else None,
        provider=Provider(require=_providers(massage, person), tell_them=told),
        limits=limits,
        not_now=waits_in_words(screening, knowledge) + missing,
        notes=_notes(person),
        guidelines=tuple(Said(say=each.say, sources=each.sources) for each in knowledge.guidelines.values()),
        cuts=tuple(gate.cuts),
        after_clearance=_after_clearance(screening, person),
        review=_reviews(massage, home, person),
        stop_rules=_stop_rules(massage, home, person),
        safety_net=tuple(line.sentence for line in knowledge.card.lines),
        measures=tuple(MeasureItem(instrument=each.instrument, every_days=each.every_days) for each in dosing.measures),
        letter=screening.disposition is Disposition.DOCTOR_BEFORE_MASSAGE,
        screening=screening,
    )


def _notes(person: Person) -> tuple[Said, ...]:
    """What every plan says, and that no exercise was left in the direction that eases, where that is so."""
    rule = person.knowledge.exercises.rule
    always = tuple(Said(say=each.say, sources=each.sources) for each in person.knowledge.dosing.always_say)
    return always if has_direction_left(person) else (*always, Said(say=rule.no_direction_left, sources=rule.sources))


def _providers(massage: MassageItem | None, person: Person) -> tuple[str, ...]:
    """What one therapist must be, all of it at once."""
    kinds = [name for name in (massage.technique, massage.alternative) if name] if massage else []
    asked = [each for name in kinds for each in person.knowledge.techniques[name].require_provider]
    return tuple(dict.fromkeys((LICENSED, *asked, *person.limits.require_provider)))


def _first_session(massage: MassageItem, person: Person) -> FirstSession:
    first, test = person.knowledge.dosing.first_session, person.knowledge.dosing.test_session
    pressure = max(1, massage.pressure_start - first.pressure_lower_by)
    minutes = min(massage.minutes, first.minutes_at_most)
    shorter = f" {first.say_shorter}" if minutes < massage.minutes else ""
    say = f"{first.say}{shorter} {first.raise_}"
    if "test_session_first" in person.limits.require:
        pressure, minutes = min(pressure, test.pressure), min(minutes, test.minutes)
        say = f"{test.say} {first.raise_}"
    require = tuple(sorted({*first.require, *person.limits.require}))
    return FirstSession(
        minutes=minutes, pressure=pressure, require=require, call_back_hours=first.call_back_hours, say=say
    )


def _reviews(massage: MassageItem | None, home: HomeItem | None, person: Person) -> tuple[ReviewItem, ...]:
    dosing = person.knowledge.dosing
    due = [each for each in dosing.reviews if person.holds(each.when)]
    if massage is not None and massage.per_week == dosing.intensive.clinic.per_week:
        due = [*dosing.intensive.reviews, *due]
    if massage is None and home is None:
        due = [dosing.review_exercise_only]
    return tuple(
        ReviewItem(on_day=each.on_day, check=each.check, if_not=each.if_not, sources=each.sources) for each in due
    )


def _stop_rules(massage: MassageItem | None, home: HomeItem | None, person: Person) -> tuple[str, ...]:
    rules = [rule.say for rule in person.knowledge.dosing.stop_rules if massage or home or not rule.of_massage]
    during = [rule.say for rule in person.knowledge.home.stop_rules] if home else []
    return (*rules, person.knowledge.exercises.rule.stop, *during)


def _after_clearance(screening: Screening, person: Person) -> AfterClearance | None:
    """What a doctor's written yes to everything that waits for one would open; None where nothing waits."""
    if screening.disposition is not Disposition.DOCTOR_BEFORE_MASSAGE:
        return None
    rules = person.knowledge.rules
    waiting = [reason for reason in screening.fired if reason.disposition is Disposition.DOCTOR_BEFORE_MASSAGE]
    needs = tuple(reason.rule for reason in waiting)
    if not all(rules[name].after_clearance is not None for name in needs):
        say = "A letter cannot open massage here: the doctor's check must change one of your answers first."
        return AfterClearance(needs_a_yes_for=needs, possible=False, say=say)
    cleared = tuple(reason.rule for reason in screening.fired if reason.cleared)
    answers = {**person.case.answers, "cleared_rules": needs + cleared, "clearance_days_ago": 0}
    then = screen(make_case(answers, person.knowledge, person.case.as_of), person.knowledge)
    say, limits = _then_words(then, person)
    return AfterClearance(needs_a_yes_for=needs, possible=then.allows_massage, say=say, limits=limits)


def _then_words(then: Screening, person: Person) -> tuple[str, tuple[Said, ...]]:
    if not then.allows_massage:
        return "Even with a doctor's written yes there is something else to settle first.", ()
    if ALL in then.limits.forbid_techniques:
        say = "With a doctor's written yes to each of these, massage may come later, once what it waits for is over."
        return say, ()
    say = "With a doctor's written yes to each of these, massage may be possible inside these limits:"
    return say, limits_in_words(then, person.knowledge)
