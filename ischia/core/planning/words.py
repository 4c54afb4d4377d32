"""Limits in words: each with the rules that set it and their sources, for the person and for a therapist."""

from collections.abc import Iterable, Mapping

from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL, FLAGS, Limits
from ischia.core.planning.plan import Said
from ischia.core.screening import Reason, Screening

NAMED = {
    "require_provider": "",
    "require": "",
    "refer_to": "Have it looked at by:",
    "wait_until": "",
}  # with how each begins


def limits_in_words(screening: Screening, knowledge: Knowledge) -> tuple[Said, ...]:
    """Every limit of a screening in words, with its rules and their sources; places that one rule names in one go."""
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    about: dict[tuple[str, tuple[str, ...]], str] = {}
    for lead, what, field, entry in _limits(screening.limits, knowledge):
        rules = tuple(reason.rule for reason in screening.fired if _sets(reason, field, entry))
        if rules:
            key = (lead or what, rules)
            grouped.setdefault(key, []).append(what)
            about[key] = field
    return tuple(
        Said(
            say=_sentence(lead, what),
            about=about[lead, rules],
            rules=rules,
            sources=_sources(rules, screening.fired),
        )
        for (lead, rules), what in grouped.items()
    )


def limit_lines(limits: Limits, knowledge: Knowledge) -> tuple[str, ...]:
    """Limits in words, whichever rules they come from; what begins alike is told in one line."""
    grouped: dict[str, list[str]] = {}
    for lead, what, _, _ in _limits(limits, knowledge):
        grouped.setdefault(lead or what, []).append(what)
    return tuple(_sentence(lead, what) for lead, what in grouped.items())


def _sentence(lead: str, what: list[str]) -> str:
    """One line: how it begins and all that it names, or a sentence of its own."""
    return f"{lead} {', '.join(_lower(each) for each in what)}." if what != [lead] else f"{lead}."


def waits_in_words(screening: Screening, knowledge: Knowledge) -> tuple[Said, ...]:
    """Why there is no massage now and from when there may be, for each wait that holds."""
    waits = [word for word in screening.limits.wait_until if knowledge.words[word].starts]
    return tuple(
        Said(
            say=f"{knowledge.words[word].say}. From: {knowledge.words[word].starts}.",
            rules=(rules := tuple(reason.rule for reason in screening.fired if word in reason.limits.wait_until)),
            sources=_sources(rules, screening.fired),
        )
        for word in waits
    )


Line = tuple[str, str, str, str | None]  # how it begins, what it names, the field and the entry that it comes from


def _limits(limits: Limits, knowledge: Knowledge) -> Iterable[Line]:
    """Each limit in words; an empty beginning is a sentence of its own."""
    if ALL in limits.forbid_techniques:
        yield "", "No massage for now", "forbid_techniques", ALL
    else:
        yield from _named(
            "Leave out:", "forbid_techniques", limits, {name: t.name for name, t in knowledge.techniques.items()}
        )
    yield from _pressure(limits, knowledge)
    if limits.max_minutes is not None:
        yield "", f"At most {limits.max_minutes} minutes a session", "max_minutes", None
    yield from _named("Keep off:", "forbid_regions", limits, knowledge.regions)
    yield from _named("No powered massager on:", "forbid_powered_regions", limits, knowledge.regions)
    yield from _named("Not in this position:", "forbid_positions", limits, knowledge.positions)
    exercises = {name: exercise.name for name, exercise in knowledge.exercise.items()}
    yield from _named("Leave out this exercise:", "forbid_exercises", limits, exercises)
    for field, lead in NAMED.items():
        yield from ((lead, knowledge.words[word].say, field, word) for word in getattr(limits, field))
    yield from (("", knowledge.words[flag].say, flag, None) for flag in FLAGS if getattr(limits, flag))


def _named(lead: str, field: str, limits: Limits, names: Mapping[str, str]) -> Iterable[Line]:
    return ((lead, names[entry], field, entry) for entry in getattr(limits, field))


def _pressure(limits: Limits, knowledge: Knowledge) -> Iterable[Line]:
    scale = {step.step: step.name for step in knowledge.dosing.pressure_scale}
    if limits.max_pressure is not None:
        yield "", f"Pressure at most {limits.max_pressure} of 5 ({scale[limits.max_pressure]})", "max_pressure", None
    for region, cap in limits.max_pressure_in.items():
        if cap < (limits.max_pressure or 6):
            yield (
                f"Pressure at most {cap} of 5 ({scale[cap]}) on:",
                knowledge.regions[region],
                "max_pressure_in",
                region,
            )


def _sets(reason: Reason, field: str, entry: str | None) -> bool:
    held = getattr(reason.limits, field)
    if entry == ALL and field == "forbid_techniques":  # a doctor's yes or a wait forbids them all as well
        return ALL in held or bool(reason.limits.wait_until)
    return entry in held if entry is not None else bool(held)


def _sources(rules: tuple[str, ...], reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for reason in reasons if reason.rule in rules for key in reason.sources))


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
