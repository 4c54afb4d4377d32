"""What someone says when they call for help: two sentences made of their own answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.screening import Reason
from ischia.core.value import Disposition

FILE = "on-the-phone.yaml"
PERHAPS = "perhaps "
AT_MOST = 4  # who answers the phone needs the worst first, not everything


def words_for_the_phone(reasons: Sequence[Reason], case: Case, knowledge: Knowledge) -> tuple[str, str]:
    """What is wrong, and what else they must know; only from answers that made an emergency."""
    named = {name for reason in reasons if reason.disposition is Disposition.EMERGENCY_NOW for name in reason.because}
    document: Mapping[str, Any] = knowledge.documents[FILE]
    signs = _said(document["signs"], named, case)[:AT_MOST]
    also = _said(document["also"], named, case)[:AT_MOST]
    now = (
        f"I have back or leg pain, and now {_row(signs)}." if signs else "I have back or leg pain, and I need help now."
    )
    age = case.answers.get("age")
    known = [f"I am {age} years old", *also] if age is not None else also
    told = "I was told not to wait, and to be seen at once."
    return now, f"{_row(known)}; {told}" if known else told


def _said(entries: Sequence[Mapping[str, Any]], named: set[str], case: Case) -> list[str]:
    return [words for entry in entries if entry["finding"] in named and (words := _words(entry, case))]


def _words(entry: Mapping[str, Any], case: Case) -> str:
    """The words of one entry, where the answer counts; with "perhaps" where it was "not sure"."""
    name, say = entry["finding"], str(entry["say"])
    value = case.values.get(name)
    counts = value is True if "answer" not in entry else _holds(value, entry["answer"])
    if not counts:
        return ""
    unsure = case.answers.get(name) in (None, "not_sure")
    return PERHAPS + say if unsure else say


def _holds(value: object, wanted: Sequence[str]) -> bool:
    return bool(value.intersection(wanted)) if isinstance(value, frozenset) else value in wanted


def _row(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
