"""When each answer of a check was given, and what vouches for others: kept with its date and the values of that day."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.timezone import localdate

from ischia.care.models import Check, Screening
from ischia.core.case import Answer, known_answers, make_case
from ischia.core.knowledge import Knowledge
from ischia.core.vouching import DAYS, RULES, Voucher, vouch, vouchers_of, with_standing


def note_answers(check: Check, said: Collection[str], today: date, knowledge: Knowledge) -> None:
    """Write down that these were answered today; of one that vouches also what it vouches for, as it is now."""
    answers = make_case(known_answers(check.answers, knowledge), knowledge).answers
    new = [name for name in said if name in answers]
    days = {**check.said_on, **dict.fromkeys(new, today.isoformat())}
    check.said_on = {name: day for name, day in days.items() if name in answers}
    vouching = [vouch(name, today, answers, knowledge, answers[name]) for name in new if _vouches(name, knowledge)]
    kept = [each for each in _stored(check) if each.id in answers and each.id not in new]
    check.vouchers = [each.model_dump(mode="json") for each in (*kept, *vouching)]


def days_of(row: Screening) -> dict[str, date]:
    """The day on which each answer of a screening was given; one that is missing is of its own day."""
    return {name: date.fromisoformat(said) for name, said in row.said_on.items()}


def vouchers_of_row(row: Screening | None) -> tuple[Voucher, ...]:
    """What vouched when a screening was made."""
    return tuple(Voucher.model_validate(each) for each in row.vouchers) if row else ()


def _vouches(name: str, knowledge: Knowledge) -> bool:
    return bool(knowledge.findings[name].vouches_for)


def _stored(check: Check) -> list[Voucher]:
    return [Voucher.model_validate(each) for each in check.vouchers]


def vouchers_in(check: Check, knowledge: Knowledge) -> tuple[Voucher, ...]:
    """What vouches in a check. Where its day was not written down, it is that on which the check was begun."""
    answers, stored = make_case(known_answers(check.answers, knowledge), knowledge).answers, _stored(check)
    begun = localdate(check.begun_at)
    days = dict.fromkeys(answers, begun)
    ago = answers.get(DAYS)
    if RULES in days and isinstance(ago, int):
        days[RULES] = begun - timedelta(days=ago)
    named = {each.id for each in stored}
    return (*stored, *(each for each in vouchers_of(answers, days, knowledge) if each.id not in named))


def standing_answers(check: Check, today: date, knowledge: Knowledge) -> dict[str, Answer]:
    """The answers of a check in which only what still vouches counts."""
    answers = make_case(known_answers(check.answers, knowledge), knowledge).answers
    return with_standing(vouchers_in(check, knowledge), answers, (), today, knowledge)
