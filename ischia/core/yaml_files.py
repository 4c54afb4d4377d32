"""YAML 1.2 in: a knowledge file as a plain document, and the line on which a part of it stands."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ischia.core.problems import Problem


def parse(name: str, text: bytes) -> dict[str, Any]:
    """One knowledge file as a plain document.

    Raises:
        Problem: no YAML, not UTF-8, a key that stands twice, or no mapping at the top.
    """
    try:
        document = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Problem(f"{name}:{line}", error.problem, "valid YAML 1.2") from None
    except (YAMLError, UnicodeError, ValueError) as error:
        raise Problem(name, str(error).splitlines()[0], "valid YAML 1.2 in UTF-8") from None
    if not isinstance(document, dict):
        raise Problem(name, document, "a mapping at the top")
    return document


def line_of(file: Path, path: tuple[str | int, ...]) -> int:
    """The line on which a record or a field stands; as deep as the path can be followed."""
    node: Any = YAML(typ="rt", pure=True).load(file.read_bytes())
    line = 1
    for step in path:
        try:
            place = node.lc.item(step) if isinstance(step, int) else node.lc.key(step)
            node = node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
        line = place[0] + 1
    return line
