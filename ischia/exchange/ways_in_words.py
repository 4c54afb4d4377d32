"""What would change a result, in words: for the page, for paper and for the terminal."""

from collections.abc import Iterator
from datetime import date

from ischia.core.case import Case
from ischia.core.facts.changes import Event
from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.planning.words import limit_lines
from ischia.core.rules import CLEARED_FOR_DAYS, CLEARED_FOR_DAYS_RED_FLAG
from ischia.core.screening import Screening
from ischia.core.value import Disposition, DispositionWord, Value
from ischia.core.what_if import Milestone, Standing, Way, WhatIf
from ischia.exchange.wording import counted, day_in_words, listed, lower_first

A_DOCTOR = "doctor"
ALWAYS = "This holds if nothing else changes and no new sign appears. On the day, answer as things are then."
SAYS = {
    Standing.SEEN_NOW: "Being seen is what changes this, and it comes first. Get help now; the questions can wait.",
    Standing.SEEN_TODAY: "Being seen is what changes this: let a doctor look at it today.",
    Standing.UNFINISHED: "First answer what is still open. Only then can we tell what would change the result.",
    Standing.WAYS: "Give every answer as it is: it is there to keep you safe. What would truly change the result:",
    Standing.NO_WAY: "No date and no check that we know of would change this: it rests on how things are with you now. "
    "If that changes, or if you want to know more, talk to a doctor, and then answer the questions again.",
    Standing.DOCTOR_ONLY: "No date and no letter changes this here. Talk to a doctor, who can say what would help you.",
    Standing.NOTHING_NEEDED: "Nothing needs to change. What you keep to holds for everyone, or was your own wish.",
}
MASSAGE_THEN = {
    Disposition.SUITABLE: "Then massage may go ahead. Only the limits for everyone stay.",
    Disposition.MASSAGE_WITH_LIMITS: "Then massage may go ahead inside limits.",
}
ENDS = {
    Disposition.SUITABLE: "Then this ends, and no reason against massage is left:",
    Disposition.MASSAGE_WITH_LIMITS: "Then this ends:",
}


class FirstQuestion(Value):
    """A question to answer first, and what its answer could make of the result; None where it could not be worse."""

    finding: str
    question: str
    could_become: DispositionWord | None


class WayInWords(Value):
    """Things that must all have happened (`when`), and what follows (`then`), with the limits that it is about.

    These are the limits that end or, where massage may go ahead (`opens_massage`), those that hold then. `rules` are
    the reasons that it takes away or clears.
    """

    when: tuple[str, ...]
    from_day: date | None
    opens_massage: bool
    disposition: DispositionWord
    then: str
    limits: tuple[str, ...]
    rules: tuple[str, ...]
    sources: tuple[str, ...]


class WhatWouldChange(Value):
    """What would change a result; `always` goes with every way.

    `first` is to be answered first, `after_a_check` again once a doctor has looked; `letters` says how long a doctor's
    yes counts.
    """

    standing: Standing
    says: str
    ways: tuple[WayInWords, ...]
    always: str
    first: tuple[FirstQuestion, ...]
    after_a_check: tuple[str, ...]
    letters: tuple[str, ...]


def what_would_change_in_words(
    found: WhatIf, case: Case, screening: Screening, knowledge: Knowledge
) -> WhatWouldChange:
    """What would change this, as sentences. Nothing is decided here."""
    again = [knowledge.findings[name] for name in found.again]
    return WhatWouldChange(
        standing=found.standing,
        says=SAYS[found.standing],
        ways=tuple(_way(way, case, screening, knowledge) for way in found.ways),
        always=ALWAYS if found.ways else "",
        first=tuple(_first(found, knowledge)),
        after_a_check=tuple(asked.ask for asked in again if asked.risk != "neither"),  # age stays what it is
        letters=tuple(_letters(found, knowledge)),
    )


def _first(found: WhatIf, knowledge: Knowledge) -> Iterator[FirstQuestion]:
    could = {each.finding: each.could_become for each in found.first}
    for name in dict.fromkeys([*could, *found.needed]):
        yield FirstQuestion(finding=name, question=knowledge.findings[name].ask, could_become=could.get(name))


def _way(way: Way, case: Case, screening: Screening, knowledge: Knowledge) -> WayInWords:
    reasons = [reason for reason in screening.fired if reason.rule in way.rules]
    then, limits = _then(way, knowledge)
    return WayInWords(
        when=tuple(_when(way, case, knowledge)),
        from_day=way.from_day,
        opens_massage=way.opens_massage,
        disposition=way.then.disposition,
        then=then,
        limits=limits,
        rules=way.rules,
        sources=tuple(dict.fromkeys(key for reason in reasons for key in reason.sources)),
    )


def _when(way: Way, case: Case, knowledge: Knowledge) -> Iterator[str]:
    """Everything that must have happened, a sentence each: days first, then what is seen, then what is written."""
    if way.happenings.days:
        yield _from(way)
    for each in sorted(way.happenings.events):
        event = knowledge.findings[each.finding].changes[each.place]
        if isinstance(event, Event):
            yield event.say
    # In the order of the reasons that they are about.
    yield from (_letter(rule, case, knowledge) for rule in way.rules if rule in way.happenings.letters)


def _from(way: Way) -> str:
    """`From 14 December 2026, 72 hours after the injury.`"""
    after = listed(_after(each) for each in way.milestones)
    if way.from_day is None:
        return f"Not before {after}."
    latest = " at the latest" if any(each.at_the_latest for each in way.milestones) else ""
    return f"From {day_in_words(way.from_day)}{latest}, {after}."


def _after(each: Milestone) -> str:
    """`6 weeks after the operation`"""
    weeks, rest = divmod(each.number, 7)
    number, unit = (weeks, "week") if each.unit == "day" and weeks and not rest else (each.number, each.unit)
    return f"{counted(number, unit)} after {each.since}"


def _letter(rule: str, case: Case, knowledge: Knowledge) -> str:
    """Who has to say yes in writing, and to what."""
    who = knowledge.words[next(iter(knowledge.rules[rule].limits.get("refer_to", ())), A_DOCTOR)].say
    given = case.values.get("cleared_rules")
    again = " once more, because your letter is too old" if isinstance(given, frozenset) and rule in given else ""
    return f"{who} has said yes to massage in writing{again}, about this: “{_about(rule, knowledge)}”"


def _about(rule: str, knowledge: Knowledge) -> str:
    """A rule in its first sentence."""
    return f"{knowledge.rules[rule].say.split('. ')[0].rstrip('.')}."


def _then(way: Way, knowledge: Knowledge) -> tuple[str, tuple[str, ...]]:
    if way.opens_massage:
        limits = way.then.limits.model_copy(update={"refer_to": ()})  # whom to see is no limit
        return MASSAGE_THEN[way.then.disposition], limit_lines(limits, knowledge)
    return ENDS[way.then.disposition], tuple(_ended(way.ends, way.then.limits, knowledge))


def _ended(ends: Limits, then: Limits, knowledge: Knowledge) -> Iterator[str]:
    """The limits that end; of a number that only goes up also what it is then."""
    for field in ("max_pressure", "max_minutes"):
        if getattr(ends, field) is not None:
            now, *after = (_line(field, limits, knowledge) for limits in (ends, then) if getattr(limits, field))
            yield f"{'; then '.join([now, *map(lower_first, after)])}."
    yield from limit_lines(ends.model_copy(update={"max_pressure": None, "max_minutes": None}), knowledge)


def _line(field: str, limits: Limits, knowledge: Knowledge) -> str:
    (line,) = limit_lines(Limits.model_validate({field: getattr(limits, field)}), knowledge)
    return line.rstrip(".")


def _letters(found: WhatIf, knowledge: Knowledge) -> Iterator[str]:
    """How long a doctor's yes counts: the one that is there, the one that is needed."""
    for end in found.letter_ends:
        until = day_in_words(end.last_day) if end.last_day else f"{counted(end.days, 'day')} from now"
        about = " ".join(f"“{_about(rule, knowledge)}”" for rule in end.rules)
        yield f"Your doctor's yes in writing counts until {until}; after that it takes a new one. It is about: {about}"
    if any(way.happenings.letters for way in found.ways):
        yield f"A yes in writing counts for {CLEARED_FOR_DAYS} days. A therapist's or a friend's yes is not enough."
    if found.by_letter:
        about = " ".join(f"“{_about(rule, knowledge)}”" for rule in found.by_letter)
        yield (
            "If the doctor who has checked you finds that massage is all right with this, a yes in writing counts for "
            f"{CLEARED_FOR_DAYS_RED_FLAG} days. It must be about: {about}"
        )
