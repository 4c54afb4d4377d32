"""Answers and letters that vouch for others: a doctor has looked at them. They fall when what they vouch for changes.

This is done before the rules run; the rules see only what still stands (docs/decisions/0017-session-script.md).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from ischia.core.case import Answer
from ischia.core.conditions import findings_in
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem
from ischia.core.rules import letter_counts_for
from ischia.core.value import Value

RULES, DAYS = "cleared_rules", "clearance_days_ago"
SAYS_NO: tuple[object, ...] = (False, "no", "none", frozenset())


class Voucher(Value):
    """What vouches, since which day, and for which answers as they were then; blank ones are absent.

    `id` is a finding such as `ces_assessed_stable` with its `answer`, or a rule that a doctor has cleared in writing.
    """

    id: str
    day: date
    answer: Answer = True
    stands_for: dict[str, Answer]


def vouched_for(id: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The findings that a vouching finding, or the clearance of a rule, vouches for; computed ones expanded.

    Raises:
        Problem: it is neither.
    """
    if id in knowledge.rules:
        return tuple(findings_in(knowledge.conditions[id]))
    if id in knowledge.findings and knowledge.findings[id].vouches_for:
        return knowledge.findings[id].vouches_for
    raise Problem("voucher", id, "a rule, or a finding that vouches for others")


def vouch(id: str, day: date, answers: Mapping[str, Answer], knowledge: Knowledge, answer: Answer = True) -> Voucher:
    """Write down a voucher together with the answers that it vouches for as they are now."""
    named = vouched_for(id, knowledge)
    stands_for = {name: answers[name] for name in named if name in answers}
    return Voucher(id=id, day=day, answer=answer, stands_for=stands_for)


def fallen(
    vouchers: Iterable[Voucher],
    answers: Mapping[str, Answer],
    worse: Collection[str],
    today: date,
    knowledge: Knowledge,
) -> tuple[str, ...]:
    """The vouchers that no longer stand, by id.

    One falls when an answer that it vouches for is another now, other than no or none; when the person says that it is
    new, worse or more; and, for a clearance, after 90 days, or 30 for a red flag. One from the future never stands.

    Args:
        vouchers: as they were written down.
        answers: as they are now.
        worse: the findings that the person says are new, worse or more.
        today: the day.
        knowledge: says what vouches for what.
    """
    return tuple(each.id for each in vouchers if not _stands(each, answers, worse, today, knowledge))


def with_standing(
    vouchers: Iterable[Voucher],
    answers: Mapping[str, Answer],
    worse: Collection[str],
    today: date,
    knowledge: Knowledge,
) -> dict[str, Answer]:
    """Answers in which exactly those vouchers count that still stand; arguments as for `fallen`.

    Answers that vouch go first: a clearance may rest on one of them.
    """
    vouching = {name for name, finding in knowledge.findings.items() if finding.vouches_for}
    kept = {name: answer for name, answer in answers.items() if name not in {*vouching, RULES, DAYS}}
    by_age = sorted(vouchers, key=lambda each: each.day)
    for each in by_age:
        if each.id in vouching and _stands(each, answers, worse, today, knowledge):
            kept[each.id] = each.answer
    clearances = [each for each in by_age if each.id in knowledge.rules]
    standing = {each.id: each.day for each in clearances if _stands(each, kept, worse, today, knowledge)}
    if standing:
        kept[RULES] = tuple(standing)
        kept[DAYS] = (today - min(standing.values())).days
    return kept


def vouchers_of(answers: Mapping[str, Answer], days: Mapping[str, date], knowledge: Knowledge) -> tuple[Voucher, ...]:
    """The vouchers in answers that were all given together, each since its day; without a day it cannot be dated."""
    vouching = [name for name in answers if name in days and knowledge.findings[name].vouches_for]
    cleared = answers.get(RULES)
    letters = cleared if isinstance(cleared, tuple) and RULES in days else ()
    given = [vouch(name, days[name], answers, knowledge, answers[name]) for name in vouching]
    return (*given, *(vouch(rule, days[RULES], answers, knowledge) for rule in letters))


def _stands(
    voucher: Voucher, answers: Mapping[str, Answer], worse: Collection[str], today: date, knowledge: Knowledge
) -> bool:
    named = vouched_for(voucher.id, knowledge)
    age = (today - voucher.day).days
    return (
        0 <= age <= _good_for(voucher.id, knowledge, age)
        and not any(name in worse for name in named)
        and not any(has_changed(name, voucher.stands_for, answers) for name in named)
    )


def _good_for(id: str, knowledge: Knowledge, otherwise: int) -> int:
    """For how many days a clearance counts; an answer that vouches has no end of its own."""
    return letter_counts_for(id) if id in knowledge.rules else otherwise


def has_changed(name: str, before: Mapping[str, Answer], after: Mapping[str, Answer]) -> bool:
    """Is an answer another one now, other than no or none? An answer that was taken back is another one."""
    if name not in after:
        return name in before
    now = _plain(after[name])
    says_no = any(now is no or (now == no and type(now) is type(no)) for no in SAYS_NO)
    return not says_no and (name not in before or now != _plain(before[name]))


def _plain(answer: Answer) -> object:
    return frozenset(answer) if isinstance(answer, tuple | list) else answer
