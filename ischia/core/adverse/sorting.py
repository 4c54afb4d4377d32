"""What is said after a massage, put over what was known before → which events these are, and what to do now."""

from collections.abc import Mapping
from datetime import date

from ischia.core.case import Answer, Case, make_case
from ischia.core.conditions import findings_in, holds
from ischia.core.facts.adverse import AdverseEvent, Does, Grade
from ischia.core.facts.care import Ids
from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits, join
from ischia.core.problems import Problem, did_you_mean
from ischia.core.screening import Screening, screen
from ischia.core.session.before import follow_ups_of
from ischia.core.value import Disposition, DispositionWord, Value
from ischia.core.vouching import Voucher, with_standing

AFTER_GROUP = "I"  # findings about the last session only
GRADES: tuple[Grade, ...] = ("mild", "moderate", "serious")
CHANGE, HOURS = "after_pain_change", "after_worse_hours"


class After(Value):
    """What is said after a session.

    `answers` are to the questions about the last session; `signs` are findings that are new or worse since; `places`
    are the regions it happened on, empty where nobody said.
    """

    answers: dict[str, Answer] = {}
    signs: Ids = ()
    places: Ids = ()


class Found(Value):
    """One event that was found, with its words."""

    id: str
    title: str
    grade: Grade
    expected: bool
    say: str
    does: Does
    record: str
    sources: Ids


class Sorted(Value):
    """What was found, the gravest first, and what follows.

    `grade` is the gravest; None where nothing in the list fits. `disposition` is that of the safety rules with the
    events as a floor under it. `limits` come on top of those of the plan. `locks`: no massage until the safety
    questions are answered again. `pause_days` and `lower_pressure_by` are the most of any event; `ask` names questions
    to look at again; `answers` are those that were screened.
    """

    events: tuple[Found, ...]
    grade: Grade | None
    disposition: DispositionWord
    locks: bool
    pause_days: int
    lower_pressure_by: int
    limits: Limits
    ask: Ids
    answers: dict[str, Answer]
    screening: Screening

    @property
    def emergency(self) -> bool:
        """Is the emergency advice to be shown before anything else?"""
        return self.disposition is Disposition.EMERGENCY_NOW


def sort_event(
    before: Case, after: After, today: date, knowledge: Knowledge, vouchers: tuple[Voucher, ...] = ()
) -> Sorted:
    """Say what happened after a massage, how bad it is, and what follows.

    Args:
        before: the answers as they were before the session.
        after: what is said since.
        today: the day.
        knowledge: the events and the rules.
        vouchers: what vouched for answers before; what is new since takes it away.
    Raises:
        Problem: an answer to another question, an unknown sign or place, or more pain without the hours.
    """
    _check(after, knowledge)
    answers = _with_new_yes(after, knowledge)
    now = _case_now(before, answers, after, vouchers, today, knowledge)
    screening = screen(now, knowledge)
    events = _found(before, answers, after, knowledge)
    floor = max((event.then for event in events if event.then is not None), default=Disposition.SUITABLE)
    disposition = max(screening.disposition, floor)
    known = screen(_without_session(before, knowledge), knowledge).disposition
    got_worse = disposition > max(known, Disposition.MASSAGE_WITH_LIMITS)
    return Sorted(
        events=tuple(_told(event) for event in events),
        grade=max((event.grade for event in events), key=GRADES.index, default=None),
        disposition=disposition,
        locks=got_worse or bool(after.signs) or any(event.does.lock or event.grade == "serious" for event in events),
        pause_days=max((event.does.pause_days for event in events), default=0),
        lower_pressure_by=max((event.does.lower_pressure_by for event in events), default=0),
        limits=join(_limits(event, after, knowledge) for event in events),
        ask=tuple(dict.fromkeys(name for event in events for name in event.does.ask)),
        answers=dict(now.answers),
        screening=screening,
    )


def _check(after: After, knowledge: Knowledge) -> None:
    about_sessions = [name for name, finding in knowledge.findings.items() if finding.group == AFTER_GROUP]
    for field, given, allowed in (
        ("answers", after.answers, about_sessions),
        ("signs", after.signs, signs_asked(knowledge)),
        ("places", after.places, tuple(knowledge.regions)),
    ):
        for name in given:
            if name not in allowed:
                raise Problem(field, name, f"any of {', '.join(allowed)}{did_you_mean(name, list(allowed))}")
    change = after.answers.get(CHANGE)
    if (
        isinstance(change, int)
        and change > 0
        and after.answers.get(HOURS) is None
        and not _flare_alone(change, knowledge)
    ):
        raise Problem(HOURS, after.answers.get(HOURS), "for how many hours it has been worse, as the pain is worse")


def _flare_alone(change: int, knowledge: Knowledge) -> bool:
    """Is so much more pain something by itself, however long it lasts?"""
    return any(holds(event.when, {CHANGE: change}) for event in knowledge.adverse.events)


def signs_asked(knowledge: Knowledge) -> Ids:
    """The findings that may be told as new or worse since a session, each once."""
    adverse = knowledge.adverse
    named = [*knowledge.home.recheck.signs.findings, *knowledge.telling_events.signs.also]
    named += [name for event in adverse.events for name in (*event.set_by_new_yes, *findings_in(event.when))]
    context = {name for event in adverse.events for name in event.known_before}
    return tuple(
        name for name in dict.fromkeys(named) if name not in context and knowledge.findings[name].group != AFTER_GROUP
    )


def _with_new_yes(after: After, knowledge: Knowledge) -> dict[str, Answer]:
    """The answers about the session, with what a new yes elsewhere sets."""
    answers = dict(after.answers)
    for event in knowledge.adverse.events:
        if not set(event.set_by_new_yes).isdisjoint(after.signs):
            answers |= dict.fromkeys(findings_in(event.when), True)
    return answers


def _without_session(before: Case, knowledge: Knowledge) -> Case:
    kept = {name: each for name, each in before.answers.items() if knowledge.findings[name].group != AFTER_GROUP}
    return make_case(kept, knowledge, before.as_of)


def _case_now(
    before: Case,
    answers: Mapping[str, Answer],
    after: After,
    vouchers: tuple[Voucher, ...],
    today: date,
    knowledge: Knowledge,
) -> Case:
    """The answers as they are now. Follow-ups of a new sign spoke of how it was, and go."""
    gone = set(follow_ups_of(after.signs, knowledge))
    kept = {name: each for name, each in _without_session(before, knowledge).answers.items() if name not in gone}
    new = {sign: yes_to(sign, knowledge) for sign in after.signs}
    now = with_standing(vouchers, {**kept, **new, **answers}, after.signs, today, knowledge)
    return make_case(now, knowledge, today)


def yes_to(sign: str, knowledge: Knowledge) -> Answer:
    """A yes to a sign: true, or the word for it where the answer is a choice."""
    return True if knowledge.findings[sign].type == "bool" else "yes"


def _found(before: Case, answers: Mapping[str, Answer], after: After, knowledge: Knowledge) -> list[AdverseEvent]:
    """The events that hold, the gravest first. Only what is new counts, and what they name besides."""
    new = make_case({**answers, **{sign: yes_to(sign, knowledge) for sign in after.signs}}, knowledge).values
    held = []
    for event in knowledge.adverse.events:
        besides = {name: before.values[name] for name in event.known_before if name in before.values}
        if holds(knowledge.base(event.when), {**besides, **new}):
            held.append(event)
    return sorted(held, key=lambda event: (-GRADES.index(event.grade), -(event.then or 0)))


def _told(event: AdverseEvent) -> Found:
    return Found(
        id=event.id,
        title=event.title,
        grade=event.grade,
        expected=event.expected,
        say=event.say,
        does=event.does,
        record=event.record,
        sources=event.sources,
    )


def _limits(event: AdverseEvent, after: After, knowledge: Knowledge) -> Limits:
    """What an event adds to the limits. A place that nobody named stands for every place."""
    limits = Limits.model_validate(event.does.limits)
    if not event.does.keep_off_until_healed:
        return limits
    places = after.places or tuple(knowledge.regions)
    return join([limits, Limits(forbid_regions=tuple(sorted(places)))])
