"""Whether there is massage left to offer, with a therapist and at home; as `choosing` and `home` in the core do it."""

from collections.abc import Mapping

from ischia.core.facts.care import Cause, Goal, Technique
from ischia.core.facts.home import Script
from ischia.core.limits import POWERED
from ischia.core.planning.home import SCRIPTS_OF, TRIAL
from ischia.proof.formulas import FALSE, TRUE, Formula, either, every, no, some
from ischia.proof.planning.wishes import AnyPerson


class Massage:
    """The kinds of massage and the home sessions that may be offered."""

    def __init__(self, person: AnyPerson) -> None:
        self.person, self.knowledge = person, person.knowledge
        self.goals = self._goals()
        self.causes = self._causes()

    def _goals(self) -> Mapping[str, Formula]:
        """When each goal is one of the person's."""
        dosing, person = self.knowledge.dosing, self.person
        none_named = no(person.names_any("goals"))
        default = {dosing.default_goal: none_named}
        return {each.id: some((person.named("goals", each.id), default.get(each.id, FALSE))) for each in dosing.goals}

    def _causes(self) -> list[tuple[Cause, Formula]]:
        """When each cause is the person's: it holds, and none before it does."""
        found: list[tuple[Cause, Formula]] = []
        none_before = TRUE
        for cause in self.knowledge.dosing.causes:
            when = self.person.holds(cause.when)
            found.append((cause, every((none_before, when))))
            none_before = every((none_before, no(when)))
        return found

    def in_clinic(self) -> Formula:
        """Some kind of massage with a therapist is left, with a place and a position for it."""
        position = self.person.has_position(self.knowledge.dosing.positions)
        techniques = [self.knowledge.techniques[name] for name in self._nameable()]
        kinds = (every((self._offered(each), self._may(each), self._has_place(each))) for each in techniques)
        return every((self.person.wants("clinic"), position, some(kinds)))

    def _nameable(self) -> list[str]:
        dosing = self.knowledge.dosing
        named = [name for goal in dosing.goals for name in goal.clinic]
        named += [name for cause in dosing.causes for name in cause.techniques if self._is_clinical(name)]
        return list(dict.fromkeys([*named, dosing.pregnant_only]))

    def _is_clinical(self, technique: str) -> bool:
        return self.knowledge.techniques[technique].setting == "clinic"

    def _offered(self, technique: Technique) -> Formula:
        """Would this kind be thought of: for a pregnancy, for the cause, or for a goal?"""
        dosing = self.knowledge.dosing
        only = TRUE if technique.id == dosing.pregnant_only else FALSE
        return either(self.person.says_yes("pregnant"), only, self._for_goal_or_cause(technique.id))

    def _for_goal_or_cause(self, technique: str) -> Formula:
        any_shaped = some(self._shaped(name) for name in self._nameable())
        strict = [(cause, when) for cause, when in self.causes if cause.only_these]
        strict = [(cause, when) for cause, when in strict if any(map(self._is_clinical, cause.techniques))]
        only_these = some(when for _, when in strict)
        among_these = some(
            when for cause, when in strict if technique in cause.techniques and self._is_clinical(technique)
        )
        return either(any_shaped, self._shaped(technique), either(only_these, among_these, self._for_goal(technique)))

    def _shaped(self, technique: str) -> Formula:
        suits_cause = some(when for cause, when in self.causes if technique in cause.techniques)
        return every((self._for_goal(technique), suits_cause))

    def _for_goal(self, technique: str) -> Formula:
        goals = (goal for goal in self.knowledge.dosing.goals if technique in goal.clinic)
        return some(every((self.goals[goal.id], self._suits(goal, technique))) for goal in goals)

    def _suits(self, goal: Goal, technique: str) -> Formula:
        return self.person.holds(goal.only_if[technique]) if technique in goal.only_if else TRUE

    def _may(self, technique: Technique) -> Formula:
        person = self.person
        unwanted = some((person.forbids("technique", technique.id), person.named("technique_dislikes", technique.id)))
        return every((no(unwanted), person.holds(technique.only_if)))

    def _has_place(self, technique: Technique) -> Formula:
        return some(
            every((no(self.person.forbids("region", region)), self._region_suits(technique, region)))
            for region in technique.regions
        )

    def _region_suits(self, technique: Technique, region: str) -> Formula:
        only_if = technique.region_only_if
        return self.person.holds(only_if[region]) if region in only_if else TRUE

    def at_home(self) -> Formula:
        """Some home session is left that is not too long."""
        person = self.person
        alone = every((person.forbids("flag", "no_unsupervised_home"), no(person.says_yes("partner_at_home"))))
        severe = person.case["pain_now"].at_least(self.knowledge.dosing.home.no_massage_at_pain)
        ruled_out = some((person.says_yes("pregnant"), no(person.wants("home")), alone, severe))
        return every((no(ruled_out), some(map(self._session, self.knowledge.scripts.values()))))

    def _session(self, script: Script) -> Formula:
        person, technique = self.person, self.knowledge.techniques[script.technique]
        off = [person.forbids("region", region) for region in script.regions]
        if technique.id == POWERED:
            off += [person.forbids("powered_region", region) for region in script.regions]
        minutes = script.seconds / 60
        fits = no(some(person.forbids_longer_than(minutes)))  # with all its steps: the safer reading
        short = minutes <= self.knowledge.dosing.test_session.minutes
        trial = TRUE if short else no(person.forbids("require", TRIAL))
        only_if = person.holds(script.only_if)
        place = every((no(some(off)), person.has_position(script.positions)))
        return every(
            (self._goal_names(script), self._may(technique), only_if, place, self._in_stage(script), fits, trial)
        )

    def _goal_names(self, script: Script) -> Formula:
        goals = (goal for goal in self.knowledge.dosing.goals
                 if script.id in [SCRIPTS_OF.get(name, name) for name in goal.home])  # fmt: skip
        return some(self.goals[goal.id] for goal in goals)

    def _in_stage(self, script: Script) -> Formula:
        stages = self.knowledge.dosing.stages
        return self.person.is_in_stage(
            each.id for each in stages if not each.home.scripts or script.id in each.home.scripts
        )
