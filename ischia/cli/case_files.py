"""Case files in: YAML, JSON or JSON Lines, from a path or standard input; anything wrong becomes one Problem.

YAML is read by a module of its own that is loaded only when there is YAML to read, so that JSON answers faster.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from ischia.core.case import Case, read_case
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem

LARGEST = 1_000_000  # bytes of one case; a long one has about 5,000
STANDARD_INPUT = "-"
A_CASE = "a case: the keys case and findings"


def read_document(name: str) -> Any:
    """The one document in a file (or in standard input, `-`).

    Raises:
        Problem: not readable, too large, not UTF-8, or neither valid JSON nor valid YAML; the field is the file's name.
    """
    with _opened(name) as file:
        return parse(_read(file, name), shown(name), yaml=not name.endswith(".json"))


def read_json(name: str, expected: str) -> Any:
    """The JSON document in a file (or in standard input, `-`); `expected` says in messages what it should be.

    Raises:
        Problem: not readable, too large, not UTF-8 or no valid JSON; the field is the file's name.
    """
    with _opened(name) as file:
        return parse(_read(file, name), shown(name), yaml=False, expected=expected)


def case_in(name: str, knowledge: Knowledge) -> Case:
    """The one case in a file.

    Raises:
        Problem: what is wrong first; the field begins with the file's name.
    """
    try:
        return read_case(read_document(name), knowledge)
    except Problem as problem:
        raise in_file(name, problem) from None


def in_file(name: str, problem: Problem) -> Problem:
    """The same problem, with the file it is in."""
    if problem.field.startswith(shown(name)):
        return problem
    return Problem(f"{shown(name)}: {problem.field}", problem.got, problem.allowed)


def read_lines(name: str) -> Iterator[tuple[int, Any, Problem | None]]:
    """Each line of a JSON Lines file: its number, and the document or what is wrong with it. Empty lines are passed."""
    with _opened(name) as file:
        number = 0
        while line := file.readline(LARGEST + 1):
            number += 1
            where = f"{shown(name)}:{number}"
            if len(line) > LARGEST:
                while line and not line.endswith(b"\n"):
                    line = file.readline(LARGEST)
                yield number, None, Problem(where, f"more than {LARGEST} bytes", f"lines of at most {LARGEST} bytes")
            elif line.strip():
                try:
                    yield number, parse(line, where, yaml=False), None
                except Problem as problem:
                    yield number, None, problem


def documents_in(name: str, lines: bool) -> Iterator[tuple[int | None, Any, Problem | None]]:
    """Each case of a file: the number of its line where it holds one a line, and the document or what is wrong with it.

    On a terminal many lines come with a bar on standard error, which a module of its own draws.
    """
    if lines:
        numbered = read_lines(name)
        if sys.stderr.isatty():
            numbered = importlib.import_module("ischia.cli.progress").bar(numbered, size_of(name))
        yield from numbered
        return
    try:
        yield None, read_document(name), None
    except Problem as problem:
        yield None, None, problem


def identity_of(document: Any) -> str | None:
    """The id that a case came with.

    Raises:
        Problem: it is no string.
    """
    identity = document.get("id") if isinstance(document, dict) else None
    if identity is not None and not isinstance(identity, str):
        raise Problem("id", identity, "a string")
    return identity


def size_of(name: str) -> int | None:
    """Bytes in a file, where that is known."""
    return None if name == STANDARD_INPUT else Path(name).stat().st_size


def is_lines(name: str) -> bool:
    """Does a file hold one case a line? Standard input does when a second object follows the first line."""
    if name != STANDARD_INPUT:
        return name.endswith(".jsonl")
    assert isinstance(sys.stdin.buffer, BufferedReader)
    first, _, rest = sys.stdin.buffer.peek().partition(b"\n")
    return first.rstrip().endswith(b"}") and first.startswith(b"{") and rest.lstrip().startswith(b"{")


def shown(name: str) -> str:
    """How messages call a file."""
    return "standard input" if name == STANDARD_INPUT else name


def parse(text: bytes, where: str, yaml: bool, expected: str = A_CASE) -> Any:
    """One document from its bytes. JSON is tried first where the text looks like it.

    Raises:
        Problem: no valid UTF-8, JSON or YAML, or a key that stands twice.
    """
    try:
        words = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(where, f"byte {error.object[error.start]:#04x} at {error.start}", "text in UTF-8") from None
    if not words.strip():
        raise Problem(where, "an empty file", expected)
    if "\0" in words:
        raise Problem(where, "a zero byte", "text in UTF-8")
    if not yaml or words.lstrip().startswith("{"):
        return _json(words, where, expected)
    return importlib.import_module("ischia.cli.yaml_cases").parse(words, where)


def _json(words: str, where: str, expected: str) -> Any:
    try:
        return json.loads(words, object_pairs_hook=lambda pairs: _once(pairs, where), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"{where}: line {error.lineno}, column {error.colno}"
        raise Problem(place, error.msg, "valid JSON") from None
    except RecursionError:
        raise Problem(where, "brackets inside brackets without end", expected) from None
    except ValueError as error:
        if isinstance(error, Problem):
            raise
        raise Problem(where, str(error)[:80], "valid JSON") from None


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def _once(pairs: list[tuple[str, Any]], where: str) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in pairs:
        if key in kept:
            raise Problem(f"{where}: {key[:60]}", "given twice", "each key once")
        kept[key] = value
    return kept


def _opened(name: str) -> BinaryIO:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Problem(name[:200], reason, "a file that can be read, or - for standard input") from None


def _read(file: BinaryIO, name: str) -> bytes:
    try:
        text = file.read(LARGEST + 1)
    except OSError as error:
        raise Problem(shown(name), error.strerror, "a file that can be read") from None
    if len(text) > LARGEST:
        allowed = f"a file of at most {LARGEST} bytes (many cases: .jsonl)"
        raise Problem(shown(name), f"more than {LARGEST} bytes", allowed)
    return text
