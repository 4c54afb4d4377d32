"""Two changes of one entry made side by side, as in two windows: nothing that either of them said is lost."""

from dataclasses import dataclass

from ischia.core.diary.entry import Entry

Part = tuple[str, str]


@dataclass(frozen=True)
class Merged:
    """The entry with both changes; `clashes` are the parts that both changed, each in its own way; the last holds."""

    entry: Entry
    clashes: tuple[Part, ...]


def merge(base: Entry, kept: Entry, mine: Entry) -> Merged:
    """Put the changes from `base` to `mine` over `kept`, which may have changed since.

    What `mine` left as it was in `base` stays as `kept` has it. Of a part that both changed, `mine` holds; the other
    one is not lost, for every version of an entry is kept.
    """
    old, theirs, ours = base.parts, kept.parts, mine.parts
    names = tuple(dict.fromkeys((*old, *theirs, *ours)))
    ours_changed = [name for name in names if ours.get(name) != old.get(name)]
    clashes = [name for name in ours_changed if theirs.get(name) not in (old.get(name), ours.get(name))]
    parts = {name: (ours if name in ours_changed else theirs).get(name) for name in names}
    return Merged(_entry_of(parts), tuple(clashes))


def _entry_of(parts: dict[Part, object]) -> Entry:
    said: dict[str, object] = {name: value for (name, key), value in parts.items() if not key}
    for group in ("scores", "reach", "places"):
        said[group] = {key: value for (name, key), value in parts.items() if name == group and value is not None}
    said["care"] = tuple(key for (name, key), value in parts.items() if name == "care" and value)
    return Entry.model_validate(said)
