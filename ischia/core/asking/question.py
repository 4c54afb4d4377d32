"""A finding as a question to a person, and the place of each question on the pages."""

from collections.abc import Iterable
from functools import lru_cache

from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.value import Value


class Question(Value):
    """One question as it is asked; `choices` are the allowed words of a choice or a set, `labels` what to show."""

    finding: str
    question: str
    help: str
    type: str
    choices: tuple[str, ...] | None
    labels: dict[str, str] = {}
    min: int | None = None
    max: int | None = None
    unit: str | None = None


def question_of(finding: Finding, knowledge: Knowledge) -> Question:
    """A finding as a question."""
    words = knowledge.allowed(finding) if finding.type in ("choice", "set") else None
    return Question(
        finding=finding.id,
        question=finding.ask,
        help=finding.help,
        type=finding.type,
        choices=words,
        labels={word: knowledge.word_for(finding, word) for word in words or ()},
        min=finding.min,
        max=finding.max,
        unit=finding.unit,
    )


@lru_cache(maxsize=4)
def places(knowledge: Knowledge) -> dict[str, int]:
    """The place of each question on the pages; questions on no page come last."""
    paged = [name for topic in knowledge.topics.values() for name in topic.findings]
    return {name: place for place, name in enumerate(dict.fromkeys([*paged, *knowledge.findings]))}


def as_on_the_pages(names: Iterable[str], knowledge: Knowledge) -> list[str]:
    """The names in the order of the pages."""
    return sorted(names, key=places(knowledge).__getitem__)
