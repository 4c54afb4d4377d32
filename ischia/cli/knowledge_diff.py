"""`ischia knowledge diff OLD NEW [--cases PEOPLE]`: what changed, and whose result changes (contract 8)."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence

from ischia.cli.case_files import documents_in, identity_of, in_file, is_lines, shown
from ischia.cli.editions import edition_at
from ischia.cli.knowledge import edition_lines
from ischia.core.case import read_findings
from ischia.core.history.difference import difference
from ischia.core.history.people import Person
from ischia.core.history.values import Difference, People, PersonChange, RecordChange
from ischia.core.problems import Problem

HEADINGS = {
    "milder": "MILDER than before: look at each of these",
    "stricter": "Stricter than before",
    "otherwise": "Changed, neither milder nor stricter",
    "same": "The same result, but not every answer is known",
}


def run(args: argparse.Namespace) -> int:
    """Compare; 0 with and without differences, 2 where a case could not be read (the others are still compared)."""
    old, new = edition_at(args.old), edition_at(args.new)
    found = difference(old, new, _people(args.cases) if args.cases else None)
    if args.json:
        print(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(found)))
    return 2 if found.people and found.people.unreadable else 0


def _people(names: Sequence[str]) -> Iterator[Person | None]:
    """Everyone in these files; None, and a line on standard error, for a case that cannot be read."""
    for name in names:
        for number, document, problem in documents_in(name, is_lines(name)):
            where = shown(name) if number is None else f"{shown(name)}:{number}"
            try:
                if problem:
                    raise problem
                yield Person(read_findings(document)[0], where, identity_of(document))
            except Problem as wrong:
                print(in_file(where, wrong), file=sys.stderr)
                yield None


def _lines(found: Difference) -> Iterator[str]:
    """A difference for people to read."""
    yield f"Old: edition {found.old.version}, {found.old.digest}"
    yield f"New: edition {found.new.version}, {found.new.digest}"
    for each in found.changes:
        yield "\nWhat the new edition says of itself:"
        yield from edition_lines(each)
    yield from _knowledge_lines(found)
    if found.people:
        yield from _people_lines(found.people)


def _knowledge_lines(found: Difference) -> Iterator[str]:
    if found.old.digest == found.new.digest:
        yield "\nThe two are the same."
    elif not found.records:
        yield "\nNo fact changed: only layout, comments or the words of the edition itself."
    else:
        yield f"\nWhat changed ({len(found.records)}):"
        for record in found.records:
            yield from _record_lines(record)


def _record_lines(record: RecordChange) -> Iterator[str]:
    said = f": {record.say}" if record.say else ""
    yield f"  {record.kind} {record.id} ({record.file}) {record.change}{said}"
    yield from (f"      {field.say}" for field in record.fields)


def _people_lines(people: People) -> Iterator[str]:
    yield (
        f"\nFor whom, of {people.cases}: {people.milder} milder, {people.stricter} stricter, {people.otherwise} "
        f"otherwise, {people.same} the same{_unread(people.unreadable)}."
    )
    for direction, heading in HEADINGS.items():
        group = [person for person in people.changed if person.direction == direction]
        if group:
            yield f"\n{heading} ({len(group)}):"
            for person in group:
                yield from _person_lines(person)


def _unread(number: int) -> str:
    return f"; {number} could not be read" if number else ""


def _person_lines(person: PersonChange) -> Iterator[str]:
    yield f"  {person.id or person.where}{f' ({person.where})' if person.id else ''}"
    for change in person.changes:
        mark = f" ({change.direction})" if change.direction in ("milder", "stricter") else ""
        yield f"      {change.say}{mark}"
    for edition, names in (("old", person.unknown_to_old), ("new", person.unknown_to_new)):
        if names:
            yield f"      answers that the {edition} edition does not know: {', '.join(names)}"
