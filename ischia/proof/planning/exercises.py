"""Which exercises are left to offer; as `exercises` in the core does it."""

from collections.abc import Iterable
from itertools import combinations

from ischia.core.facts.home import Exercise
from ischia.core.planning.exercises import GENTLEST, NERVE_GLIDING, SEVERE_PAIN
from ischia.proof.formulas import TRUE, Formula, always, either, every, no, some
from ischia.proof.planning.wishes import AnyPerson


class Exercises:
    """The exercises that may be offered beside massage."""

    def __init__(self, person: AnyPerson) -> None:
        self.person, self.knowledge = person, person.knowledge
        self.severe = person.case["pain_now"].at_least(SEVERE_PAIN)
        self._directions = self._presentations()

    def offers(self, exercise: str) -> Formula:
        """This exercise may be done, and there is a reason to offer it."""
        known = self.knowledge.exercise[exercise]
        gentle = always(exercise in GENTLEST)
        return every((self._may_do(known), either(self.severe, gentle, self._ranked(known))))

    def at_least_two(self) -> Formula:
        """Two exercises or more may be offered."""
        offered = [self.offers(name) for name in self.knowledge.exercise]
        return some(every(pair) for pair in combinations(offered, 2))

    def _may_do(self, exercise: Exercise) -> Formula:
        person = self.person
        out = some((person.forbids("exercise", exercise.id), person.holds(exercise.not_if)))
        return every((no(out), person.has_position(exercise.positions, held_long=False)))

    def _ranked(self, exercise: Exercise) -> Formula:
        """Is there a reason to offer it: always, a pregnancy, the stage, the direction that eases, the nerve?"""
        if exercise.id in self.knowledge.dosing.home.always or {"all", "acute"} & set(exercise.suits):
            return TRUE
        reasons = [when for direction, when in self._directions if direction in exercise.suits]
        reasons.append(self.person.is_in_stage(self._stages_with(exercise.id)))
        if "pregnant" in exercise.suits:
            reasons.append(self.person.says_yes("pregnant"))
        if NERVE_GLIDING in exercise.suits:
            reasons.append(self._glides(exercise))
        return some(reasons)

    def _stages_with(self, word: str) -> Iterable[str]:
        return (stage.id for stage in self.knowledge.dosing.stages if word in stage.exercises)

    def _glides(self, exercise: Exercise) -> Formula:
        """The first gliding exercise that may be done, in a stage that asks for one."""
        earlier = []
        for each in self._suiting(NERVE_GLIDING):
            if each.id == exercise.id:
                break
            earlier.append(self._may_do(each))
        stage = self.person.is_in_stage(self._stages_with(NERVE_GLIDING))
        return every((self.person.holds(self.knowledge.exercises.nerve_gliding.when), stage, no(some(earlier))))

    def _presentations(self) -> list[tuple[str, Formula]]:
        """When each way of moving is the one that eases; one with no exercise left counts as neutral."""
        found: list[tuple[str, Formula]] = []
        none_before, none_left = TRUE, []
        for each in self.knowledge.exercises.presentations:
            when = self.person.holds(each.when)
            answered = every((none_before, when))
            left = some(map(self._may_do, self._suiting(each.id)))
            none_left.append(every((answered, no(left))))
            found.append((each.id, every((answered, left))))
            none_before = every((none_before, no(when)))
        return [*found, ("neutral", some(none_left))]

    def _suiting(self, word: str) -> list[Exercise]:
        return [exercise for exercise in self.knowledge.exercises.exercises if word in exercise.suits]
