"""`ischia knowledge keep FILE`: the whole edition in one file, to compare with later."""

import argparse
import json
from pathlib import Path

from ischia.core.history.keeping import to_keep
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem


def run(args: argparse.Namespace) -> int:
    """Write the edition; a file that is there already may be the only copy of another one, so it is never replaced."""
    kept = to_keep(load_knowledge(args.folder.resolve() if args.folder else None))
    try:
        with Path(args.file).open("x", encoding="utf-8") as file:
            json.dump(kept.model_dump(mode="json"), file, ensure_ascii=False)
    except OSError as error:
        raise Problem(args.file[:200], error.strerror, "a new file in a folder that can be written") from None
    print(f"Kept edition {kept.version}, {kept.digest}, in {args.file}")
    return 0
