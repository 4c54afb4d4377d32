"""Editions of the knowledge in: a folder of YAML files, a kept edition, or the installed one."""

import json
from pathlib import Path

from ischia.core.history.keeping import read_kept_edition
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.problems import Problem

INSTALLED = "installed"


def edition_at(name: str) -> Knowledge:
    """The edition that a word of a command names.

    Raises:
        Problem: there is none, or it is not as it must be; the field begins with the name.
    """
    if name == INSTALLED:
        return load_knowledge()
    path = Path(name)
    try:
        if path.is_dir():
            return load_knowledge(path.resolve())
        return read_kept_edition(_document(path))
    except Problem as problem:
        raise Problem(f"{name}: {problem.field}", problem.got, problem.allowed) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise Problem(name[:200], why, "a folder of knowledge files, a kept edition (.json), or: installed") from None


def _document(path: Path) -> object:
    """The JSON of a file. It may be large, and is trusted no further than any other input."""
    try:
        document: object = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Problem("JSON", str(error)[:80], "an edition as `ischia knowledge keep` writes it") from None
    return document
