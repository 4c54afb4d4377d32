"""Which records came, went or changed from one edition to another, field by field, and nothing that is only layout."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue

from ischia.core.conditions import Condition, parse
from ischia.core.history.values import FieldChange, RecordChange
from ischia.core.history.words import condition_in_words, members_in_words, value_in_words
from ischia.core.knowledge import RULE_FILES, Knowledge
from ischia.core.loading import Documents
from ischia.core.problems import Problem

EDITION = "edition.yaml"  # told by itself
NAMED_BY = ("id", "finding", "step", "instrument")  # what tells the records of one list apart
CONDITIONS = ("when", "only_if", "not_if", "asked_when")
HOLD_CONDITIONS = ("values", "only_if", "region_only_if")  # each of its fields is one
DRAWN = ("shapes", "outline", "line", "picture", "view_box")
WORDS_OF = ("say", "ask", "name", "cite", "title", "then")  # the first that a record has says what it is

Record = Mapping[str, Any]
Key = tuple[str, str]  # the kind of a record and its id
Fields = Iterator[FieldChange]


def record_changes(old: Knowledge, new: Knowledge) -> tuple[RecordChange, ...]:
    """Every record that is not as it was, in the order of the newer edition; those that went come last."""
    before, after = _records(old.documents), _records(new.documents)
    changes = []
    for key in dict.fromkeys((*after, *before)):
        (was_in, was), (stands_in, now) = before.get(key, ("", None)), after.get(key, ("", None))
        if was is None or now is None:
            changes.append(_came_or_went(key, stands_in or was_in, was, now))
        elif fields := (*_moved(was_in, stands_in), *_fields(was, now)):
            changes.append(RecordChange(kind=key[0], file=stands_in, id=key[1], change="changed", fields=fields))
    return (*changes, *_reordered(before, after))


def _records(documents: Documents) -> dict[Key, tuple[str, Record]]:
    """Every record by its kind and id, with the file it stands in."""
    return {
        (_kind(file, part), name): (file, record)
        for file, document in documents.items()
        if file != EDITION
        for part, content in document.items()
        for name, record in (
            _named(content) or {part: content if isinstance(content, Mapping) else {part: content}}
        ).items()
    }


def _kind(file: str, part: str) -> str:
    return part if file in RULE_FILES else f"{file.removesuffix('.yaml')}.{part}"


def _named(content: Any) -> dict[str, Record] | None:
    """The records of a list by what tells them apart; None where it is no such list."""
    for key in NAMED_BY if isinstance(content, list) and content else ():
        if all(isinstance(each, Mapping) and key in each for each in content):
            found = {str(each[key]): each for each in content}
            if len(found) == len(content):
                return found
    return None


def _came_or_went(key: Key, file: str, was: Record | None, now: Record | None) -> RecordChange:
    record = now or was or {}
    say = next((str(record[field]) for field in WORDS_OF if field in record), "")
    return RecordChange(kind=key[0], file=file, id=key[1], change="removed" if now is None else "added", say=say)


def _moved(was_in: str, stands_in: str) -> Fields:
    if was_in != stands_in:
        yield _told("file", was_in, stands_in)


def _reordered(before: Mapping[Key, Any], after: Mapping[Key, Any]) -> Iterator[RecordChange]:
    """The lists whose records stand in another order; that of rules is their number."""
    for kind in dict.fromkeys(kind for kind, _ in after if kind != "rules"):
        was: list[JsonValue] = [name for of, name in before if of == kind and (of, name) in after]
        now: list[JsonValue] = [name for of, name in after if of == kind and (of, name) in before]
        if was != now:
            file = next(each[0] for key, each in after.items() if key[0] == kind)
            field = _told("order", was, now)
            yield RecordChange(kind=kind, file=file, id=kind, change="changed", fields=(field,))


def _fields(was: Record, now: Record, path: tuple[str, ...] = ()) -> Fields:
    """Each field that differs, with the way to it."""
    for name in dict.fromkeys((*now, *was)):
        if was.get(name) != now.get(name):
            yield from _field(was.get(name), now.get(name), (*path, name))


def _field(was: Any, now: Any, path: tuple[str, ...]) -> Fields:
    field = ".".join(path)
    if path[-1] in DRAWN:
        yield FieldChange(field=field, old=None, new=None, say=f"{field}: drawn anew")
    elif _are_conditions(was, now, path):
        yield from _condition(field, was, now)
    elif isinstance(was or {}, Mapping) and isinstance(now or {}, Mapping):
        yield from _fields(was or {}, now or {}, path)
    elif (before := _named(was)) and (after := _named(now)):
        yield from _fields(before, after, path)
    elif "limits" not in path or not _same_members(was, now):  # limits are sets: their order says nothing
        yield _told(field, was, now)


def _are_conditions(was: Any, now: Any, path: tuple[str, ...]) -> bool:
    held = (
        len(path) > 1 and path[-2] in HOLD_CONDITIONS and all(isinstance(each, Mapping) for each in (was, now) if each)
    )
    return (path[-1] in CONDITIONS or held) and not any(_parsed(each) is None for each in (was, now) if each)


def _parsed(data: Any) -> Condition | None:
    try:
        return parse(data)
    except Problem:
        return None


def _condition(field: str, was: Any, now: Any) -> Fields:
    before, after = (parse(each) if each else None for each in (was, now))
    if before != after:
        words = [condition_in_words(each) if each else "no condition" for each in (before, after)]
        yield FieldChange(field=field, old=was, new=now, say=f"{field}: {words[0]} → {words[1]}")


def _same_members(was: Any, now: Any) -> bool:
    return isinstance(was, list) and isinstance(now, list) and sorted(map(str, was)) == sorted(map(str, now))


def _told(field: str, was: JsonValue, now: JsonValue) -> FieldChange:
    if isinstance(was, list) and isinstance(now, list):
        return FieldChange(field=field, old=was, new=now, say=f"{field}: {members_in_words(was, now)}")
    return FieldChange(field=field, old=was, new=now, say=f"{field}: {value_in_words(was)} → {value_in_words(now)}")
