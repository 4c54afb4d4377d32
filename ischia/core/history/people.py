"""For whom the result changes, and how: each person screened and planned by both editions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ischia.core.case import known_answers, make_case
from ischia.core.history.results import plan_changes, result_changes
from ischia.core.history.values import Direction, People, PersonChange
from ischia.core.knowledge import Knowledge
from ischia.core.planning import NoPlan, Plan, build_plan
from ischia.core.screening import Screening, screen

DANGEROUS_FIRST: tuple[Direction, ...] = ("milder", "stricter", "otherwise", "same")


@dataclass(frozen=True)
class Person:
    """Someone's answers, looked at by no edition yet; `where` says in which file and line they stand."""

    findings: Mapping[str, object]
    where: str
    id: str | None = None


def people_changes(people: Iterable[Person | None], old: Knowledge, new: Knowledge) -> People:
    """For whom of these people the result changes, those whose becomes milder first; None is one that is unreadable."""
    count: dict[Direction, int] = dict.fromkeys(DANGEROUS_FIRST, 0)
    unreadable, changed = 0, []
    for person in people:
        if person is None:
            unreadable += 1
            continue
        change = person_change(person, old, new)
        count[change.direction] += 1
        if change.changes or change.unknown_to_old or change.unknown_to_new:
            changed.append(change)
    changed.sort(key=lambda change: DANGEROUS_FIRST.index(change.direction))
    return People(cases=sum(count.values()), unreadable=unreadable, changed=tuple(changed), **count)


def person_change(person: Person, old: Knowledge, new: Knowledge) -> PersonChange:
    """How one person's result changes; answers that an edition does not know are left out for it, and named."""
    (before, plan_before, unknown_to_old), (after, plan_after, unknown_to_new) = (
        _decided(person, knowledge) for knowledge in (old, new)
    )
    changes = (*result_changes(before, after), *plan_changes(plan_before, plan_after))
    found = {change.direction for change in changes}
    return PersonChange(
        id=person.id,
        where=person.where,
        direction=next((each for each in DANGEROUS_FIRST if each in found), "same"),
        changes=changes,
        unknown_to_old=unknown_to_old,
        unknown_to_new=unknown_to_new,
    )


def _decided(person: Person, knowledge: Knowledge) -> tuple[Screening, Plan | NoPlan, tuple[str, ...]]:
    known = known_answers(person.findings, knowledge)
    case = make_case(known, knowledge)
    screening = screen(case, knowledge)
    unknown = tuple(str(name)[:60] for name in person.findings if name not in known)
    return screening, build_plan(screening, case, knowledge), unknown
