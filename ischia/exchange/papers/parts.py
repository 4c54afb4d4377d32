"""Pieces that more than one paper holds: reasons, limits, the safety-net card, sources."""

from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import Any

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import Said
from ischia.core.screening import Reason
from ischia.core.value import Disposition
from ischia.exchange.wording import band_of, because_in_words, case_answer

Piece = dict[str, Any]

# What a therapist or a doctor wants to know first; left out where it was not answered.
ABOUT = {
    "age": "Age",
    "pain_regions": "Where it hurts",
    "pain_side": "Side",
    "radiation_furthest": "How far it goes",
    "pain_now": "Pain now",
    "onset_days": "Since",
    "known_causes": "Cause named",
    "cause_told_by": "Named by",
    "allergies": "Allergies",
}


def band(disposition: Disposition) -> Piece:
    """The result in a word, a heading and a sentence; the id picks its shape."""
    shown = band_of(disposition)
    return {"id": disposition.id, "word": shown.word, "title": shown.title, "say": shown.say}


def about(case: Case, knowledge: Knowledge, without: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Who this is about, in a few answers."""
    names = [name for name in ABOUT if name in case.answers and name not in without]
    return [(ABOUT[name], case_answer(case, name, knowledge)) for name in names]


def said(lines: Iterable[Said]) -> list[Piece]:
    """Sentences with the keys of their sources."""
    return [{"say": line.say, "keys": list(line.sources)} for line in lines]


def reason(each: Reason, case: Case, knowledge: Knowledge) -> Piece:
    """One reason: what we say, the answers that made it, and its sources."""
    return {
        "rule": each.rule,
        "band": band(each.disposition),
        "say": each.person,
        "clinician": each.clinician,
        "answers": because_in_words(each, case, knowledge),
        "keys": list(each.sources),
    }


def limits(lines: Sequence[Said], reasons: Iterable[Reason], marks: dict[str, str] | None = None) -> Piece:
    """Limits and what sets them. Each reason is said once and has a letter; each limit names its letters."""
    naming = {rule for line in lines for rule in line.rules}
    spoken = [each for each in reasons if each.rule in naming]
    marks = marks or marks_of(spoken)
    return {
        "limits": [{"say": line.say, "marks": [marks[rule] for rule in line.rules if rule in marks]} for line in lines],
        "reasons": [{"mark": marks[each.rule], "say": each.person, "keys": list(each.sources)} for each in spoken],
    }


def marks_of(reasons: Iterable[Reason]) -> dict[str, str]:
    """A letter for each rule that spoke."""
    return {each.rule: mark(place) for place, each in enumerate(reasons)}


def mark(place: int) -> str:
    """A letter for a place in a list: a, b, … z, aa, ab."""
    first, last = divmod(place, len(ascii_lowercase))
    return (mark(first - 1) if first else "") + ascii_lowercase[last]


def card(knowledge: Knowledge) -> Piece:
    """The safety-net card in its own words."""
    lines = [
        {"id": line.urgency, "lead": line.say, "rest": line.sentence.removeprefix(line.say).strip()}
        for line in knowledge.card.lines
    ]
    return {"title": knowledge.card.title, "lines": lines, "keys": list(knowledge.card.sources)}


def keys_in(piece: object) -> list[str]:
    """Every source key that a paper names, in the order in which it is met."""
    found: list[str] = []
    if isinstance(piece, dict):
        found += piece.get("keys", [])
        found += [key for each in piece.values() for key in keys_in(each)]
    elif isinstance(piece, list | tuple):
        found += [key for each in piece for key in keys_in(each)]
    return list(dict.fromkeys(found))


def sources(keys: Iterable[str], knowledge: Knowledge) -> list[Piece]:
    """The list of sources, in the order of their keys."""
    known = sorted(key for key in keys if key in knowledge.sources)
    return [{"key": key, "cite": knowledge.sources[key].cite} for key in known]
