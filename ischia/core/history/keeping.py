"""A whole edition in one document, to keep it beside the files it was read from."""

import hashlib
import json
from typing import Any, Literal

from pydantic import Field, ValidationError

from ischia.core.knowledge import Knowledge, knowledge_from
from ischia.core.loading import Documents
from ischia.core.problems import Problem
from ischia.core.value import Value

FORMAT: Literal[1] = 1


class KeptEdition(Value):
    """An edition as it is kept. `digest` is that of the files it was read from, `content` that of `documents`."""

    kept_edition: Literal[1]
    version: str
    digest: str = Field(pattern="^sha256:[0-9a-f]{64}$")
    content: str
    documents: dict[str, dict[str, Any]]


def to_keep(knowledge: Knowledge) -> KeptEdition:
    """An edition, ready to be written down."""
    documents = {name: dict(document) for name, document in knowledge.documents.items()}
    return KeptEdition(
        kept_edition=FORMAT,
        version=knowledge.version,
        digest=knowledge.digest,
        content=content_digest(documents),
        documents=documents,
    )


def read_kept_edition(document: object) -> Knowledge:
    """The knowledge of a kept edition.

    Raises:
        Problem: it is no kept edition, it is not as it was written, or today's program cannot read it.
    """
    try:
        kept = KeptEdition.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "edition"
        raise Problem(field, first["input"], "an edition as `ischia knowledge keep` writes it") from None
    if content_digest(kept.documents) != kept.content:
        raise Problem("content", kept.content, "an edition that nobody has changed since it was kept")
    return knowledge_from(kept.documents, kept.digest)


def content_digest(documents: Documents) -> str:
    """A fingerprint of documents, whatever the order of their keys."""
    text = json.dumps(documents, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
