"""Conditions and fields in words, for a comparison that a clinician reads."""

from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from ischia.core.conditions import (
    All,
    Any,
    AtLeast,
    Atom,
    Below,
    Condition,
    Holds,
    Includes,
    Not,
    OneOf,
    Yes,
)

LONGEST = 400  # characters of a value that are shown; a drawing has thousands
NOTHING = "nothing"


def condition_in_words(condition: Condition) -> str:
    """A condition read aloud: `age at least 65, and any of (bone_weak; trauma_recent is minor)`."""
    match condition:
        case All(()):
            return "always"
        case Any(()):
            return "never"
        case All(parts):
            return ", and ".join(_inside(part) for part in parts)
        case Any(parts):
            return f"any of ({'; '.join(condition_in_words(part) for part in parts)})"
        case Not(Holds(finding)):
            return f"{finding} is empty"
        case Not(part):
            return f"not ({condition_in_words(part)})"
        case _:
            return _test_in_words(condition)


def _test_in_words(test: Atom) -> str:
    match test:
        case Yes(finding):
            return finding
        case OneOf(finding, choices):
            return f"{finding} is {_or(choices)}"
        case Includes(finding, members):
            return f"{finding} includes {_or(members)}"
        case Holds(finding):
            return f"{finding} is not empty"
        case AtLeast(finding, bound):
            return f"{finding} at least {bound}"
        case Below(finding, bound):
            return f"{finding} below {bound}"


def _inside(part: Condition) -> str:
    words = condition_in_words(part)
    return f"({words})" if isinstance(part, All) and len(part.parts) > 1 else words


def _or(words: Iterable[str]) -> str:
    return " or ".join(sorted(words))


def value_in_words(value: JsonValue) -> str:
    """A value of a record on one line."""
    match value:
        case None:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case str():
            return f"“{_short(value)}”"
        case list():
            return _short(", ".join(map(_bare, value))) or NOTHING
        case dict():
            return _short(", ".join(f"{key} {_bare(each)}" for key, each in value.items())) or NOTHING
        case _:
            return str(value)


def _bare(value: JsonValue) -> str:
    return value if isinstance(value, str) else value_in_words(value)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]} …"


def members_in_words(old: Sequence[JsonValue], new: Sequence[JsonValue]) -> str:
    """What a list no longer holds and what it holds newly; or that it stands in another order."""
    gone = [_bare(each) for each in old if each not in new]
    came = [_bare(each) for each in new if each not in old]
    said = [f"no longer {_short(', '.join(gone))}"] * bool(gone) + [f"newly {_short(', '.join(came))}"] * bool(came)
    return "; ".join(said) or f"in another order: {_short(', '.join(map(_bare, new)))}"
