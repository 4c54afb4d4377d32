"""`ischia knowledge check | show | keep | diff`: is it whole, what does it say, and what has changed? (contract 8)."""

import argparse
import importlib
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ischia.core.checking import faults
from ischia.core.facts.edition import EditionChanges
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.loading import installed_folder
from ischia.core.problems import Problem, did_you_mean

EXAMPLE = """example:
  ischia knowledge check
  ischia knowledge show rf_cauda_equina
  ischia knowledge show findings          (every id of one kind)
  ischia knowledge show edition           (what each edition changed)
  ischia knowledge keep edition.json      (the whole edition in one file)
  ischia knowledge diff edition.json installed --cases people.jsonl"""

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
    commands = parser.add_subparsers(dest="what", required=True, metavar="check|show|keep|diff")
    check = commands.add_parser(
        "check", help="is it valid, complete, cited and proved?", epilog="example: ischia knowledge check"
    )
    check.add_argument("--folder", type=Path, help="another folder of knowledge files")
    check.add_argument("--counter-example", type=Path, metavar="FILE", help="write the case that breaks a theorem here")
    show = commands.add_parser(
        "show", help="one record with its sources", epilog="example: ischia knowledge show ex_walk"
    )
    show.add_argument("id", help=f"the id of a record, edition, or a kind: {', '.join(KINDS)}")
    show.add_argument("--json", action="store_true", help="print the record as one object")
    keep = commands.add_parser(
        "keep", help="write the whole edition into one file", epilog="example: ischia knowledge keep edition.json"
    )
    keep.add_argument("file", metavar="FILE", help="the file to write; one that is there already is left as it is")
    keep.add_argument("--folder", type=Path, help="another folder of knowledge files")
    _add_diff(commands)


def _add_diff(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    diff = commands.add_parser(
        "diff",
        help="what changed between two editions, and for whom",
        description="What NEW has otherwise than OLD; with cases also whose result changes, the milder ones first, for "
        "that is the dangerous direction. Exits 0 with and without differences, 2 where an input is bad.",
        epilog="example: ischia knowledge diff edition-1.0.json installed --cases people.jsonl",
    )
    for name in ("old", "new"):
        diff.add_argument(
            name, metavar=name.upper(), help="a folder of knowledge files, a kept edition (.json), or: installed"
        )
    diff.add_argument(
        "--cases", nargs="+", default=[], metavar="PEOPLE", help="YAML, JSON or .jsonl files, or - for standard input"
    )
    diff.add_argument("--json", action="store_true", help="print the difference as one object")


def run(args: argparse.Namespace) -> int:
    """Check, show, keep or compare."""
    if args.what == "show":
        return _show(args.id, args.json)
    if args.what == "check":
        return _check((args.folder or installed_folder()).resolve(), args.counter_example)
    code: int = importlib.import_module(f"ischia.cli.knowledge_{args.what}").run(args)  # only they need the editions
    return code


def _check(folder: Path, counter_example: Path | None) -> int:
    """0 when the knowledge is whole; 1 with each fault as file, line and field, or with a counter-example."""
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
    if importlib.util.find_spec("z3") is None:
        print("Not proved: z3 is not installed here (it comes with the extra `ischia[proof]`).")
        return 0
    # Loaded by name: the prover takes longer to load than all other commands together.
    return 1 if importlib.import_module("ischia.cli.proving").prove_all(knowledge, counter_example) else 0


def _show(name: str, as_json: bool) -> int:
    knowledge = load_knowledge()
    records = dict(_records(knowledge))
    listed = {kind: [key for key, (of, _) in records.items() if of == kind] for kind in KINDS}
    if name == "edition":
        return _show_edition(knowledge, as_json)
    if name in listed:
        print(json.dumps(listed[name]) if as_json else "\n".join(listed[name]))
        return 0
    if name not in records:
        hint = did_you_mean(name, [*records, *KINDS, "edition"])
        raise Problem("ID", name, f"the id of a record{hint}; `ischia knowledge show rules` lists one kind")
    kind, record = records[name]
    if as_json:
        print(json.dumps(record, ensure_ascii=False, indent=2))
        return 0
    print("\n".join(_lines(kind, record, knowledge)))
    return 0


def _show_edition(knowledge: Knowledge, as_json: bool) -> int:
    changes = [each.model_dump(mode="json") for each in knowledge.changes]
    if as_json:
        edition = {"version": knowledge.version, "digest": knowledge.digest, "changes": changes}
        print(json.dumps(edition, ensure_ascii=False, indent=2))
        return 0
    print(f"Edition {knowledge.version}, {knowledge.digest}")
    print("\n".join(line for each in knowledge.changes for line in edition_lines(each)))
    return 0


def edition_lines(edition: EditionChanges) -> Iterator[str]:
    """What one edition changed, as lines of text."""
    yield f"{edition.version} ({edition.date}):"
    for change in edition.changed:
        named = [*change.rules, *(f"{name} (gone)" for name in change.gone)]
        yield f"  - {change.say}" + (f" [{', '.join(named)}]" if named else "")


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
