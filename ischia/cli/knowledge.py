"""`ischia knowledge check | show ID`: is the knowledge whole, and what does one fact say? (contract 8)."""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ischia.core.checking import faults
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.loading import FOLDER
from ischia.core.problems import Problem, did_you_mean

EXAMPLE = """example:
  ischia knowledge check
  ischia knowledge show rf_cauda_equina
  ischia knowledge show findings          (every id of one kind)"""

KINDS = (
    "findings",
    "derived",
    "rules",
    "techniques",
    "scripts",
    "exercises",
    "measures",
    "sources",
    "topics",
    "regions",
    "positions",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    commands = parser.add_subparsers(dest="what", required=True, metavar="check|show")
    check = commands.add_parser(
        "check", help="is it valid, complete and cited?", epilog="example: ischia knowledge check"
    )
    check.add_argument("--folder", type=Path, default=FOLDER, help="another folder of knowledge files")
    show = commands.add_parser(
        "show", help="one record with its sources", epilog="example: ischia knowledge show ex_walk"
    )
    show.add_argument("id", help=f"the id of a record, or a kind: {', '.join(KINDS)}")
    show.add_argument("--json", action="store_true", help="print the record as one object")


def run(args: argparse.Namespace) -> int:
    """Check or show."""
    return _check(args.folder.resolve()) if args.what == "check" else _show(args.id, args.json)


def _check(folder: Path) -> int:
    """0 when the knowledge is whole; 1 with each fault as file, line and field otherwise."""
    try:
        knowledge = load_knowledge(folder)
        found = [fault.line(folder) for fault in faults(knowledge)]
    except Problem as problem:
        found = [str(problem)]
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print(f"{len(found)} fault{'s' if len(found) > 1 else ''}", file=sys.stderr)
        return 1
    counts = {"findings": knowledge.findings, "rules": knowledge.rules, "sources": knowledge.sources}
    told = ", ".join(f"{len(each)} {name}" for name, each in counts.items())
    print(f"valid, complete, cited: {told}. Version {knowledge.version}, {knowledge.digest}.")
    if importlib.util.find_spec("ischia.proof") is None:
        print("Not proved: this installation has no proofs.")
    return 0


def _show(name: str, as_json: bool) -> int:
    knowledge = load_knowledge()
    records = dict(_records(knowledge))
    listed = {kind: [key for key, (of, _) in records.items() if of == kind] for kind in KINDS}
    if name in listed:
        print(json.dumps(listed[name]) if as_json else "\n".join(listed[name]))
        return 0
    if name not in records:
        hint = did_you_mean(name, [*records, *KINDS])
        raise Problem("ID", name, f"the id of a record{hint}; `ischia knowledge show rules` lists one kind")
    kind, record = records[name]
    if as_json:
        print(json.dumps(record, ensure_ascii=False, indent=2))
        return 0
    print("\n".join(_lines(kind, record, knowledge)))
    return 0


def _records(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, Mapping[str, Any]]]]:
    """Every record that has an id, with its kind; where an id stands twice the first kind in the list wins."""
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for document in knowledge.documents.values():
        for kind, records in document.items():
            for record in records if isinstance(records, list) else ():
                if isinstance(record, Mapping) and isinstance(record.get("id"), str):
                    found.setdefault(record["id"], (kind, record))
    yield from found.items()


def _lines(kind: str, record: Mapping[str, Any], knowledge: Knowledge) -> Iterator[str]:
    yield f"{record['id']} ({kind})"
    for key, value in record.items():
        if key not in ("id", "sources"):
            yield f"  {key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
    for source in _sources_of(kind, record, knowledge):
        entry = knowledge.sources[source]
        mark = entry.mark.replace("_", " ")
        yield f"  [{source}] {entry.cite} ({mark}{': ' + entry.note if entry.note else ''})"


def _sources_of(kind: str, record: Mapping[str, Any], knowledge: Knowledge) -> list[str]:
    """The sources of a record; a finding carries those of the rules that read it."""
    if kind == "findings":
        return list(knowledge.sources_of_finding(record["id"]))
    if kind == "sources":
        return []
    return [key for key in record.get("sources", ()) if key in knowledge.sources]
