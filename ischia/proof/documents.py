"""A case as a document (contract 1): what a counter-example is told as."""

import json
from typing import Any

Document = dict[str, Any]  # `case: 1` and `findings`


def as_yaml(document: Document) -> str:
    """A case as a YAML file that `ischia screen` reads, one answer a line."""
    answers = [f"  {name}: {json.dumps(answer)}" for name, answer in document["findings"].items()]
    return "\n".join([f"case: {document['case']}", "findings:" if answers else "findings: {}", *answers, ""])
