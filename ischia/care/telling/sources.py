"""Where a fact comes from, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass

from ischia.core.facts.rules import Source
from ischia.core.knowledge import Knowledge

KINDS = {
    "guideline": "Guideline",
    "review": "Review of many studies",
    "trial": "Trial",
    "observational": "Study without a trial",
    "case_report": "Report of single cases",
    "textbook": "Textbook",
    "official_page": "Page of a health service or public body",
    "web_article": "Web article",
    "convention": "Agreed by experts, not measured",
}
MARKS = {
    "checked": "we checked it",
    "from_memory": "from memory, not checked",
    "not_looked_up": "not looked up yet",
    "not_sourced": "no source found",
}


@dataclass(frozen=True)
class SourceRow:
    """One source as a page shows it."""

    id: str
    cite: str
    year: int | None
    link: str | None
    says: str
    kind: str
    mark: str
    note: str


def source_row(source: Source) -> SourceRow:
    """One source in plain words; the year where the citation does not hold it."""
    year = source.year if str(source.year) not in source.cite else None
    kind, mark = KINDS.get(source.kind, source.kind), MARKS[source.mark]
    return SourceRow(source.id, source.cite, year, source.link, source.says, kind, mark, source.note)


def source_rows(ids: Iterable[str], knowledge: Knowledge) -> list[SourceRow]:
    """Sources by their keys. One that today's knowledge no longer holds is left out."""
    return [source_row(knowledge.sources[key]) for key in ids if key in knowledge.sources]


def sources_by_kind(knowledge: Knowledge) -> list[tuple[str, list[SourceRow]]]:
    """Every source, the strongest kind first."""
    groups = [
        (words, [source_row(source) for source in knowledge.sources.values() if source.kind == kind])
        for kind, words in KINDS.items()
    ]
    return [(words, rows) for words, rows in groups if rows]
