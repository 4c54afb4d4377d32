"""Which exercises: walking always, then what eases this person, then what the stage asks for."""

from ischia.core.facts.home import Exercise, Presentation
from ischia.core.planning.choosing import stage_of
from ischia.core.planning.person import Person
from ischia.core.planning.plan import ExerciseItem

NERVE_GLIDING, PRESENTATION = "nerve_gliding", "presentation"
SEVERE_PAIN = 8
EVERY_DAY = 7
GENTLEST = ("ex_walk", "ex_ease_position")


def presentation_of(person: Person) -> Presentation:
    """Which way of moving eases. One with no exercise left counts as neutral."""
    if has_direction_left(person):
        return _answered(person)
    return next(each for each in person.knowledge.exercises.presentations if each.id == "neutral")


def has_direction_left(person: Person) -> bool:
    """Is any exercise left in the direction that the answers point to?"""
    return any(may_do(exercise, person) for exercise in _suiting(_answered(person).id, person))


def _answered(person: Person) -> Presentation:
    return next(each for each in person.knowledge.exercises.presentations if person.holds(each.when))


def exercise_items(person: Person, places: int, first: int) -> list[ExerciseItem]:
    """Up to so many exercises, each with its reason; `first` is the order of the first one.

    With severe pain only walking and the easing position: what may be done at home then, massage or not.
    """
    if (person.number("pain_now") or 0) >= SEVERE_PAIN:
        return gentlest(person, "severe", first)
    chosen: dict[str, tuple[Exercise, str]] = {}
    for exercise, because in _ranked(person):
        if may_do(exercise, person):
            chosen.setdefault(exercise.id, (exercise, because))
    kept = list(chosen.values())[:places]
    return [_item(exercise, because, first + place, person) for place, (exercise, because) in enumerate(kept)]


def gentlest(person: Person, because: str = "acute", first: int = 1) -> list[ExerciseItem]:
    """The only exercises offered while a doctor has to be seen first, or while pain is severe."""
    allowed = [person.knowledge.exercise[name] for name in GENTLEST]
    kept = [exercise for exercise in allowed if may_do(exercise, person)]
    return [
        _item(exercise, "all" if "all" in exercise.suits else because, place, person)
        for place, exercise in enumerate(kept, first)
    ]


def may_do(exercise: Exercise, person: Person) -> bool:
    """Is this exercise allowed: not forbidden, nothing against it, and a position left?"""
    return (
        exercise.id not in person.limits.forbid_exercises
        and not person.holds(exercise.not_if)
        and bool(person.positions(exercise.positions, held_long=False))
    )


def _suiting(word: str, person: Person) -> list[Exercise]:
    return [exercise for exercise in person.knowledge.exercises.exercises if word in exercise.suits]


def _ranked(person: Person) -> list[tuple[Exercise, str]]:
    """Every exercise worth offering, best first, each with the word that says why."""
    named = person.knowledge.exercise
    stage, directed = stage_of(person), _directed(person)
    ranked = [(named[name], "all") for name in person.knowledge.dosing.home.always]
    if person.says_yes("pregnant"):
        ranked += [(exercise, "pregnant") for exercise in _suiting("pregnant", person)]
    for word in stage.exercises:
        if word == PRESENTATION:
            ranked += directed[:1]
        elif word == NERVE_GLIDING:
            ranked += _gliding(person)
        else:
            ranked.append((named[word], stage.id))
    return (
        ranked + directed + [(exercise, "all") for exercise in [*_suiting("all", person), *_suiting("acute", person)]]
    )


def _directed(person: Person) -> list[tuple[Exercise, str]]:
    presentation = presentation_of(person).id
    allowed = [exercise for exercise in _suiting(presentation, person) if may_do(exercise, person)]
    return [(exercise, presentation) for exercise in allowed]


def _gliding(person: Person) -> list[tuple[Exercise, str]]:
    if not person.holds(person.knowledge.exercises.nerve_gliding.when):
        return []
    allowed = [exercise for exercise in _suiting(NERVE_GLIDING, person) if may_do(exercise, person)]
    return [(exercise, NERVE_GLIDING) for exercise in allowed[:1]]


def _item(exercise: Exercise, because: str, order: int, person: Person) -> ExerciseItem:
    position = person.positions(exercise.positions, held_long=False)[0]
    reason = next(each for each in person.knowledge.exercises.reasons if each.id == because)
    return ExerciseItem(
        exercise=exercise.id,
        name=exercise.name,
        order=order,
        position=position,
        how=exercise.how_in.get(position, exercise.how),
        dose=exercise.dose,
        progress=exercise.progress,
        days_per_week=min(exercise.days_per_week or EVERY_DAY, person.number("days_per_week_possible") or EVERY_DAY),
        why=reason.say,
        sources=tuple(dict.fromkeys((*exercise.sources, *reason.sources))),
    )
