"""Knowledge files → plain documents, with a digest; and where in which file a record stands.

YAML is for people. On first use it is compiled to one file beside it that loads in milliseconds; when the digest of the
YAML differs, the YAML is read again.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ischia.core.problems import Problem

FOLDER = Path(__file__).parent.parent / "knowledge"
COMPILED = ".compiled.json"
FORMAT = 1

Documents = Mapping[str, Mapping[str, Any]]


def read_documents(folder: Path = FOLDER) -> tuple[Documents, str]:
    """Every knowledge file of a folder as a plain document, by its name, and the digest of them all.

    Raises:
        Problem: a file cannot be read or is no YAML; the message says which, and where.
    """
    texts = _texts(folder)
    digest = _digest(texts)
    documents: Documents | None = _compiled(folder, digest)
    if documents is None:
        parsed = {name: _parse(name, text) for name, text in texts.items()}
        compiled = json.dumps({"format": FORMAT, "digest": digest, "documents": parsed}, default=str)
        _keep(folder, compiled)
        documents = json.loads(compiled)["documents"]  # the very same, whether compiled just now or long ago
    return documents, digest


def _texts(folder: Path) -> dict[str, bytes]:
    try:
        texts = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    except OSError as error:
        raise Problem(str(folder), error.strerror, "a folder that can be read") from None
    if not texts:
        raise Problem(str(folder), "no YAML file", "a folder of knowledge files")
    return texts


def _digest(texts: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, text in texts.items():
        whole.update(f"{name}\0{len(text)}\0".encode())
        whole.update(text)
    return f"sha256:{whole.hexdigest()}"


def _parse(name: str, text: bytes) -> dict[str, Any]:
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


def _compiled(folder: Path, digest: str) -> dict[str, Any] | None:
    try:
        kept = json.loads((folder / COMPILED).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or (kept.get("format"), kept.get("digest")) != (FORMAT, digest):
        return None
    documents: dict[str, Any] = kept["documents"]
    return documents


def _keep(folder: Path, compiled: str) -> None:
    """Keep the compiled file; a folder that cannot be written only costs time."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=folder, prefix=COMPILED)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(compiled)
        Path(name).chmod(0o644)
        Path(name).replace(folder / COMPILED)


def line_of(folder: Path, name: str, path: tuple[str | int, ...]) -> int:
    """The line on which a record or a field stands; as deep as the path can be followed."""
    node: Any = YAML(typ="rt", pure=True).load((folder / name).read_bytes())
    line = 1
    for step in path:
        try:
            place = node.lc.item(step) if isinstance(node, list) else node.lc.key(step)
            node = node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
        line = place[0] + 1
    return line
