"""A case in YAML 1.2: a duplicate key is an error, and so is an alias, which a case never needs and a bomb is made of."""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from ischia.core.problems import Problem


def parse(words: str, where: str) -> Any:
    """The one document of a YAML text.

    Raises:
        Problem: no valid YAML, a key that stands twice, an alias, or more than one document.
    """
    try:
        for event in YAML(typ="safe", pure=True).parse(words):
            if isinstance(event, AliasEvent):
                line = event.start_mark.line + 1
                raise Problem(f"{where}: line {line}", f"*{event.anchor}", "plain values without aliases")
        return YAML(typ="safe", pure=True).load(words)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Problem(f"{where}: line {line}", (error.problem or "").splitlines()[0], "valid YAML 1.2") from None
    except RecursionError:
        raise Problem(where, "brackets inside brackets without end", "a mapping of findings") from None
    except (YAMLError, ValueError) as error:
        if isinstance(error, Problem):
            raise
        raise Problem(where, str(error).splitlines()[0][:80], "valid YAML 1.2") from None


def text(document: dict[str, Any]) -> str:
    """A case as YAML text."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    held = io.StringIO()
    writer.dump(document, held)
    return held.getvalue()
