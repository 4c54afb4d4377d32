"""Three taps → what is said after a massage; and which question comes next."""

from datetime import date
from typing import Literal

from ischia.core.adverse.sorting import AFTER_GROUP, After, sort_event
from ischia.core.case import Answer, Case
from ischia.core.facts.adverse import Choice, How
from ischia.core.facts.care import Ids
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem, did_you_mean
from ischia.core.value import Value

Question = Literal["what", "how", "signs", "done"]


class Told(Value):
    """What was tapped so far. `signs` is None until the list was looked through; empty is "none of these".

    `what` and `how` are ids of choices; `places` are regions, empty where nobody said.
    """

    what: str | None = None
    how: str | None = None
    signs: Ids | None = None
    places: Ids = ()


def choices_of(told: Told, knowledge: Knowledge) -> tuple[Choice | None, How | None, Choice | None]:
    """What was chosen first, the question that it calls for, and what was chosen there.

    Raises:
        Problem: a choice that is not offered.
    """
    telling = knowledge.telling_events
    what = _chosen("what", told.what, (*telling.what.choices, telling.what.gone))
    asked = next((each for each in telling.how if what and each.id == what.how), None)
    how = _chosen("how", told.how, offered(asked, told)) if asked else None
    return what, asked, how


def offered(asked: How | None, told: Told) -> tuple[Choice, ...]:
    """The answers to the second question that fit the first one."""
    choices = asked.choices if asked else ()
    return tuple(each for each in choices if not each.only_with or told.what in each.only_with)


def _chosen(field: str, id: str | None, choices: tuple[Choice, ...]) -> Choice | None:
    if id is None:
        return None
    for choice in choices:
        if choice.id == id:
            return choice
    ids = [choice.id for choice in choices]
    raise Problem(field, id, f"one of {', '.join(ids)}{did_you_mean(id, ids)}")


def signs_listed(knowledge: Knowledge) -> Ids:
    """The third question's list: the signs that are looked through before a session, and some more."""
    return (*knowledge.home.recheck.signs.findings, *knowledge.telling_events.signs.also)


def after_of(told: Told, knowledge: Knowledge) -> After:
    """What the taps say. What stands on the list and was not ticked is a no, once the list was looked through.

    Raises:
        Problem: a choice or a sign that is not offered.
    """
    what, _, how = choices_of(told, knowledge)
    chosen = [each for each in (what, how) if each]
    listed = signs_listed(knowledge)
    for name in told.signs or ():
        if name not in listed:
            raise Problem("signs", name, f"any of {', '.join(listed)}{did_you_mean(name, list(listed))}")
    about_session = [name for name in listed if knowledge.findings[name].group == AFTER_GROUP]
    ticked = set(told.signs or ())
    answers: dict[str, Answer] = {} if told.signs is None else {name: name in ticked for name in about_session}
    for choice in chosen:
        answers |= choice.sets
    answers |= {name: True for name in about_session if name in ticked}
    signs = dict.fromkeys((*(sign for each in chosen for sign in each.signs), *(told.signs or ())))
    kept = tuple(name for name in signs if name not in about_session)
    return After(answers=answers, signs=kept, places=told.places)


def told_in_numbers(before: int | None, day_after: int | None, knowledge: Knowledge) -> Told | None:
    """What the pain before a massage and a day after it tell by themselves, 0 to 10; None where that is no event.

    The warning signs were not looked through.
    """
    rule = knowledge.telling_events.in_numbers
    if before is None or day_after is None or day_after - before < rule.rises_by:
        return None
    return Told(what=rule.what, how=rule.how)


def next_question(before: Case, told: Told, today: date, knowledge: Knowledge) -> Question:
    """What to ask next. Once it is an emergency nothing more is asked.

    Raises:
        Problem: a choice or a sign that is not offered.
    """
    what, asked, how = choices_of(told, knowledge)
    if what is None:
        return "what"
    if asked and how is None:
        return "how"
    if told.signs is None and not sort_event(before, after_of(told, knowledge), today, knowledge).emergency:
        return "signs"
    return "done"
