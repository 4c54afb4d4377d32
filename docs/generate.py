"""Writes the parts of the docs that the code knows best: JSON Schemas of every answer, and the knowledge as a page.

bin/docs            writes docs/schemas/*.json, docs/knowledge.md and the made parts of safety-case.md and proofs.md
bin/docs --check    says which of them are not up to date (the tests do this)
bin/docs --release  also notes in docs/editions.yaml that this edition of the knowledge is out, and never changes again
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import proofs
import safety_case
from pydantic import TypeAdapter

from ischia.core.asking import Asking
from ischia.core.directory.answer import FoundTherapists
from ischia.core.facts.edition import EditionChanges
from ischia.core.facts.findings import Finding
from ischia.core.history.values import Difference
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.measures import Scored
from ischia.core.planning import NoPlan, Plan
from ischia.core.screening import Screening
from ischia.core.session import Before, SessionScript
from ischia.core.session.record import SessionRecord
from ischia.core.yaml_files import parse
from ischia.exchange.explaining import Explanation
from ischia.exchange.free_times import FreeTimes, Kept, LostTime
from ischia.exchange.import_report import ImportReport
from ischia.proof.hazards import load_hazards

DOCS = Path(__file__).parent
EDITIONS = DOCS / "editions.yaml"
SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def main(words: list[str]) -> int:
    """Write, or check, every generated file."""
    knowledge = load_knowledge()
    released = parse(EDITIONS.name, EDITIONS.read_bytes())["released"] or {}
    if refused := changed_since_release(knowledge, released):
        print(refused, file=sys.stderr)
        return 1
    if "--release" in words and knowledge.version not in released:
        with EDITIONS.open("a", encoding="utf-8") as file:
            file.write(f'  "{knowledge.version}": {knowledge.digest}\n')
    stale = []
    for file, text in generated(knowledge):
        if "--check" not in words:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(file.name)
    if stale:
        print(f"not up to date: {', '.join(stale)}; run bin/docs", file=sys.stderr)
    return 1 if stale else 0


def changed_since_release(knowledge: Knowledge, released: Mapping[str, str]) -> str:
    """What to do about a released edition that is not what it was; empty where all is well.

    An edition that is not released yet may change freely: then its version stands nowhere in the list.
    """
    if released.get(knowledge.version, knowledge.digest) == knowledge.digest:
        return ""
    return (
        f"the knowledge changed, but edition {knowledge.version} is released: raise `version` in "
        "ischia/knowledge/edition.yaml, add an entry to its `changes`, then run bin/docs"
    )


def generated(knowledge: Knowledge) -> Iterator[tuple[Path, str]]:
    """Each generated file with its text."""
    answers = {
        "screening": Screening,
        "asking": Asking,
        "plan": Plan | NoPlan,
        "session": SessionScript,
        "session-record": SessionRecord,
        "before-session": Before,
        "score": Scored,
        "free-times": FreeTimes,
        "kept-time": Kept,
        "lost-time": LostTime,
        "difference": Difference,
        "explanation": Explanation,
        "directory-find": FoundTherapists,
        "directory-import": ImportReport,
    }
    for name, kind in answers.items():
        schema = {"$schema": SCHEMA, **TypeAdapter(kind).json_schema(mode="validation")}
        yield DOCS / "schemas" / f"{name}.json", _json(schema)
    yield DOCS / "schemas" / "case.json", _json(case_schema(knowledge))
    yield DOCS / "knowledge.md", "\n".join(knowledge_page(knowledge))
    page = DOCS / "safety-case.md"
    yield page, safety_case.filled(page.read_text(encoding="utf-8"), load_hazards(), knowledge)
    page = DOCS / "proofs.md"
    yield page, proofs.filled(page.read_text(encoding="utf-8"), knowledge)


def case_schema(knowledge: Knowledge) -> dict[str, object]:
    """What a case may hold (contract 1): every finding with its type, its range and its allowed words."""
    return {
        "$schema": SCHEMA,
        "title": "Case",
        "type": "object",
        "required": ["case", "findings"],
        "properties": {
            "case": {"const": 1},
            "id": {"type": "string"},
            "as_of": {"type": "string", "format": "date"},
            "findings": {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: _answer(each, knowledge) for name, each in knowledge.findings.items()},
            },
        },
    }


def _answer(finding: Finding, knowledge: Knowledge) -> dict[str, object]:
    said: dict[str, object] = {"description": finding.ask}
    match finding.type:
        case "bool":
            return {**said, "type": ["boolean", "null"]}
        case "integer":
            return {**said, "type": ["integer", "null"], "minimum": finding.min, "maximum": finding.max}
        case "choice":
            return {**said, "enum": [*knowledge.allowed(finding), None]}
        case "set":
            most = {"maxItems": finding.at_most} if finding.at_most else {}
            items = {"enum": list(knowledge.allowed(finding))}
            return {**said, "type": ["array", "null"], "items": items, "uniqueItems": True, **most}


def knowledge_page(knowledge: Knowledge) -> Iterator[str]:
    """Every rule as a reader would want it: when it speaks, what it says, its limits, its sources."""
    yield "# What Ischia knows"
    yield ""
    yield f"Edition {knowledge.version}. Made from `ischia/knowledge/*.yaml` by `bin/docs`; licence CC BY 4.0."
    yield f"{len(knowledge.findings)} findings, {len(knowledge.rules)} rules, {len(knowledge.sources)} sources."
    yield "Every rule whose condition holds speaks. The strictest result wins; limits join to the strictest of each."
    yield "\n## What each edition changed"
    for edition in knowledge.changes:
        yield from _edition(edition)
    topic = ""
    for rule in knowledge.rules.values():
        if rule.topic != topic:
            topic = rule.topic
            yield f"\n## {topic.replace('_', ' ').capitalize()}"
        cleared = f"; after a doctor's yes `{rule.after_clearance.id}`" if rule.after_clearance is not None else ""
        convention = " **Rests on convention only.**" if rule.sources == ("EXPERT",) else ""
        yield f"\n### `{rule.id}`\n\n{rule.say}{convention}\n"
        yield f"- gives `{rule.then.id}`{cleared}"
        if rule.limits:
            limits = "; ".join(f"{key}: {_plain(value)}" for key, value in rule.limits.items())
            yield f"- limits: {limits}"
        yield f"- for clinicians: {rule.tell_clinician}"
        yield f"- sources: {', '.join(rule.sources)}"
    yield from _sources(knowledge)


def _edition(edition: EditionChanges) -> Iterator[str]:
    yield f"\n**{edition.version}** ({edition.date})\n"
    for change in edition.changed:
        named = [f"`{name}`" for name in change.rules] + [f"{name} (gone)" for name in change.gone]
        yield f"- {change.say}" + (f" {', '.join(named)}" if named else "")


def _sources(knowledge: Knowledge) -> Iterator[str]:
    yield "\n## Sources\n"
    for source in knowledge.sources.values():
        link = f" <{source.link}>" if source.link else ""
        note = f": {source.note}" if source.note else ""
        yield f"- **{source.id}** {source.cite}{link} ({source.mark.replace('_', ' ')}{note})"
    yield ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())
    return str(value).lower()


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
