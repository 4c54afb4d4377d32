"""Knowledge files → plain documents, with a digest.

YAML is for people. On first use it is compiled to one file beside it that loads in milliseconds; when the digest of the
YAML differs, the YAML is read again. Only then is the YAML reader loaded, by name: it takes longer than an answer.
"""

import contextlib
import hashlib
import importlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ischia.core.problems import Problem

FOLDER = Path(__file__).parent.parent / "knowledge"
COMPILED = ".compiled.json"
FORMAT = 1

Documents = Mapping[str, Mapping[str, Any]]


def installed_folder() -> Path:
    """The folder of the knowledge in use: the one that `ISCHIA_KNOWLEDGE` names, else the one that came along."""
    return Path(os.environ.get("ISCHIA_KNOWLEDGE") or FOLDER)


def read_documents(folder: Path = FOLDER) -> tuple[Documents, str, bool]:
    """Every knowledge file of a folder as a plain document, by its name, and the digest of them all.

    The last value says whether they were read from YAML just now, and so have yet to be checked and compiled.

    Raises:
        Problem: a file cannot be read or is no YAML; the message says which, and where.
    """
    texts = _texts(folder)
    digest = _digest(texts)
    documents = _compiled(folder, digest)
    if documents is not None:
        return documents, digest, False
    reader = importlib.import_module("ischia.core.yaml_files")
    parsed = {name: reader.parse(name, text) for name, text in texts.items()}
    return json.loads(json.dumps(parsed, default=str)), digest, True  # the very same, whether compiled now or long ago


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


def _compiled(folder: Path, digest: str) -> dict[str, Any] | None:
    try:
        kept = json.loads((folder / COMPILED).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or (kept.get("format"), kept.get("digest")) != (FORMAT, digest):
        return None
    documents: dict[str, Any] = kept["documents"]
    return documents


def keep_compiled(folder: Path, digest: str, documents: Documents) -> None:
    """Keep checked documents as the compiled file; a folder that cannot be written only costs time."""
    compiled = json.dumps({"format": FORMAT, "digest": digest, "documents": documents})
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=folder, prefix=COMPILED)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(compiled)
        Path(name).chmod(0o644)
        Path(name).replace(folder / COMPILED)


def line_of(folder: Path, name: str, path: tuple[str | int, ...]) -> int:
    """The line on which a record or a field stands; as deep as the path can be followed."""
    line: int = importlib.import_module("ischia.core.yaml_files").line_of(folder / name, path)
    return line
