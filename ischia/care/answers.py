"""Answers in words, page by page: what the check-your-answers page shows."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ischia.care.flow import Standing
from ischia.care.places import body
from ischia.core.facts.findings import Finding, Topic


@dataclass(frozen=True)
class Row:
    """One question with its answer in words."""

    finding: str
    question: str
    answer: str


def rows_of(topic: Topic, here: Standing) -> list[Row]:
    """The answered questions of a page."""
    findings = [here.knowledge.findings[name] for name in topic.findings]
    return [Row(each.id, each.ask, in_words(each, here)) for each in findings if each.id in here.answers]


def in_words(finding: Finding, here: Standing) -> str:
    """An answer as a person would say it."""
    answer = here.answers[finding.id]
    for ready in finding.ready:
        if ready.stands_for == (tuple(answer) if isinstance(answer, list) else answer) and answer is not False:
            return ready.say
    if answer is None:
        return _("Not sure")
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    if isinstance(answer, list | tuple):
        return _members(finding, answer, here) or _("None")
    return _one(finding, answer, here)


def _one(finding: Finding, answer: object, here: Standing) -> str:
    if finding.type == "choice":
        return here.knowledge.word_for(finding, str(answer))
    if finding.unit == "points":
        return _("%(number)s of 10") % {"number": answer}
    return str(answer) if finding.unit in (None, "pressure 1 to 5") else f"{answer} {finding.unit}"


def _members(finding: Finding, answer: list[str] | tuple[str, ...], here: Standing) -> str:
    if finding.of == "regions":
        return ", ".join(_place(region, here.sides.get(finding.id, ())) for region in answer)
    words = [here.knowledge.word_for(finding, each) for each in answer]
    return "; ".join(words)


def _place(region: str, touched: Collection[str]) -> str:
    sides = {spot.partition(":")[2] for spot in touched if spot.startswith(f"{region}:")} - {"middle"}
    name = next(each.name for each in body().regions if each.id == region)
    if not sides:
        return name
    words = {"left": _("left"), "right": _("right"), "": _("both sides")}
    return f"{name} ({words[sides.pop() if len(sides) == 1 else '']})"
