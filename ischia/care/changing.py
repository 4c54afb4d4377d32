"""What one answer does to the others: follow-ups nobody asks any more go, what vouched for an answer falls with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from ischia.care.places import SIDED
from ischia.core.case import Case, make_case
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.rules import rule_book
from ischia.core.vouching import fallen, vouchers_of

Answers = dict[str, object]
ANY_DAY = date.min  # answers that change while they are given are all of one day


@dataclass(frozen=True)
class Said:
    """What one page said: answers, questions left empty, sided places, and what was "not sure" for the first time."""

    answers: Mapping[str, object]
    blank: Collection[str] = ()
    sides: Mapping[str, list[str]] = field(default_factory=dict)
    unsure: Collection[str] = ()


@dataclass(frozen=True)
class Changed:
    """Answers after a change, and those that went because of it: "hidden" or "changed"."""

    answers: Answers
    removed: dict[str, str]


def change(before: Mapping[str, object], said: Said, knowledge: Knowledge) -> Changed:
    """Put what was said over what was there, finding by finding, and take out what no longer holds."""
    left_out = {*said.blank, *said.unsure}
    after = {name: answer for name, answer in {**before, **said.answers}.items() if name not in left_out}
    removed = dict.fromkeys(_fallen(before, after, knowledge), "changed")
    kept = {name: answer for name, answer in after.items() if name not in removed}
    hidden = no_longer_asked(kept, knowledge)
    return Changed(
        {name: answer for name, answer in kept.items() if name not in hidden},
        {**removed, **{name: "hidden" for name in hidden if name in before}},
    )


def _fallen(before: Mapping[str, object], after: Mapping[str, object], knowledge: Knowledge) -> list[str]:
    """The answers that vouched for one that is now another."""
    was, now = make_case(before, knowledge).answers, make_case(after, knowledge).answers
    vouchers = vouchers_of(was, dict.fromkeys(was, ANY_DAY), knowledge)
    return [name for name in fallen(vouchers, now, (), ANY_DAY, knowledge) if name in knowledge.findings]


def no_longer_asked(answers: Mapping[str, object], knowledge: Knowledge) -> set[str]:
    """The follow-ups whose parents, as they now stand, do not call for them; and theirs in turn."""
    gone: set[str] = set()
    while True:
        kept = {name: answer for name, answer in answers.items() if name not in gone}
        case = make_case(kept, knowledge)
        more = {name for name in kept if not _called_for(knowledge.findings[name], case, knowledge, kept)}
        if not more:
            return gone
        gone |= more


def _called_for(finding: Finding, case: Case, knowledge: Knowledge, kept: Mapping[str, object]) -> bool:
    if place := SIDED.get(finding.id):
        return bool(kept.get(place))
    return rule_book(knowledge).called_for(finding, case)
