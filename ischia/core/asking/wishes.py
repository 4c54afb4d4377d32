"""Which wishes and abilities a plan reads: planning itself is watched, so nothing is asked that it does not look at."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ischia.core.case import Case
from ischia.core.conditions import Condition, findings_in
from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL
from ischia.core.planning import build_plan
from ischia.core.screening import Screening

# What planning reads besides the conditions of techniques, home sessions and exercises.
READ_BY_PLANNING = (
    "goals",
    "technique_likes",
    "technique_dislikes",
    "pressure_wanted",
    "minutes_wanted",
    "settings_wanted",
    "positions_ok",
    "pain_side",
    "partner_at_home",
    "days_per_week_possible",
)
READ_BY_EXERCISES = ("days_per_week_possible",)
REPEATED = {"goals"}  # a plan without massage says the goals again and uses them for nothing


class _Watched(Mapping[str, object]):
    """Answers that remember which of them were looked for in vain."""

    def __init__(self, said: Mapping[str, object]) -> None:
        self.said, self.missed = said, set[str]()

    def __getitem__(self, name: str) -> object:
        if name not in self.said:
            self.missed.add(name)
        return self.said[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.said)

    def __len__(self) -> int:
        return len(self.said)


def missed_by_the_plan(screening: Screening, case: Case, knowledge: Knowledge) -> set[str]:
    """The findings not answered yet that planning looks for in this case.

    Planning is a function of what it reads: an answer that it does not look for cannot change this plan. Once one of
    these is answered it may look for others.
    """
    answers, values = _Watched(case.answers), _Watched(case.values)
    build_plan(screening, Case(answers, values, case.as_of), knowledge)  # type: ignore[arg-type]
    missed = (answers.missed | values.missed) - set(case.answers)
    return missed - REPEATED if ALL in screening.limits.forbid_techniques else missed


@lru_cache(maxsize=8)
def readable(knowledge: Knowledge, massage: bool) -> frozenset[str]:
    """Every finding that planning may ever look for, with massage or with exercises alone."""
    conditions = plan_conditions(knowledge) if massage else _exercise_conditions(knowledge)
    named = READ_BY_PLANNING if massage else READ_BY_EXERCISES
    return frozenset({*named, *(name for condition in conditions for name in findings_in(condition))})


def plan_conditions(knowledge: Knowledge) -> list[Condition]:
    """Every condition that planning asks, over asked findings only."""
    dosing = knowledge.dosing
    conditions = [each.only_if for each in knowledge.techniques.values()]
    conditions += [each.only_if for each in knowledge.home.scripts]
    conditions += [test for each in knowledge.techniques.values() for test in each.region_only_if.values()]
    conditions += [test for goal in dosing.goals for test in goal.only_if.values()]
    conditions += [each.when for each in dosing.causes] + [each.when for each in dosing.reviews]
    conditions.append(dosing.intensive.only_if)
    return [knowledge.base(condition) for condition in conditions] + _exercise_conditions(knowledge)


def _exercise_conditions(knowledge: Knowledge) -> list[Condition]:
    """Every condition that choosing exercises asks, over asked findings only."""
    exercises = knowledge.exercises
    asked = [each.when for each in exercises.presentations] + [each.not_if for each in exercises.exercises]
    return [knowledge.base(condition) for condition in (*asked, exercises.nerve_gliding.when)]
