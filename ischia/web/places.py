"""Where things lie on this machine: the code, and the one folder the installation may write to."""

import contextlib
import os
import secrets
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def var_folder() -> Path:
    """The folder for the database, the secret key and the collected files. Beside the code in a checkout, else here."""
    if named := os.environ.get("ISCHIA_VAR"):
        return Path(named).resolve()
    checkout = PACKAGE.parent
    return (checkout if (checkout / "manage.py").exists() else Path.cwd()) / "var"


def secret_key(folder: Path) -> str:
    """The key that signs cookies. Made once, readable by its owner alone; deleting it signs everybody out."""
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Written under a name of its own, then linked: two processes starting at once agree on one key.
        draft = folder / f"secret-key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text()
