"""A case in YAML 1.2. Duplicate keys are errors; so are aliases: a case needs none, and a bomb is made of them."""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from ischia.core.problems import Problem

DEEPEST = 10  # a case is three deep: the case, its findings, a list


def parse(words: str, where: str) -> Any:
    """The one document of a YAML text.

    Raises:
        Problem: no valid YAML, a key that stands twice, an alias, or more than one document.
    """
    try:
        _harmless(words, where)
        return YAML(typ="safe", pure=True).load(words)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Problem(f"{where}: line {line}", (error.problem or "").splitlines()[0], "valid YAML 1.2") from None
    except (YAMLError, ValueError) as error:
        if isinstance(error, Problem):
            raise
        raise Problem(where, str(error).splitlines()[0][:80], "valid YAML 1.2") from None


def _harmless(words: str, where: str) -> None:
    """Look through the text without building anything: aliases and deep nesting are refused before they cost time."""
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(words):
        line = f"{where}: line {event.start_mark.line + 1}"
        if isinstance(event, AliasEvent):
            raise Problem(line, f"*{event.anchor}", "plain values without aliases")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise Problem(line, "lists inside lists without end", "a mapping of findings")


def text(document: dict[str, Any]) -> str:
    """A case as YAML text."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    held = io.StringIO()
    writer.dump(document, held)
    return held.getvalue()
