"""Starting a session: what is due today, the check before it, and the script that may be played."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from ischia.care.models import Check, Recheck, Screening
from ischia.care.recording import sessions_of
from ischia.care.so_far import so_far_of
from ischia.care.telling.kept import Kept, read_kept
from ischia.care.usecases import begin_check
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import NoPlan, Plan, read_plan
from ischia.core.screening import Screening as Decided
from ischia.core.session import (
    Before,
    Known,
    Occasion,
    SessionScript,
    Told,
    before_session,
    occasions,
    write_session,
)
from ischia.core.session.before import follow_ups_of
from ischia.core.vouching import vouchers_of

GOOD_FOR = timedelta(hours=1)  # a check "before a session" is of just now; how long that is, is a convention of ours


def kept_with_plan(row: Screening) -> tuple[Kept, Plan] | None:
    """What a row holds, where that is a plan that may be played: one that was made with the rules of today."""
    if row.knowledge_digest != load_knowledge().digest:
        return None
    said = {"answers": row.answers, "result": row.result, "plan": row.plan}
    kept = read_kept(said, row.as_of, load_knowledge(), load_knowledge())
    return None if isinstance(kept.plan, NoPlan) else (kept, kept.plan)


def due_on(row: Screening, plan: Plan, day: date) -> tuple[Occasion, ...]:
    """What of a plan is due on a day."""
    return occasions(plan, day, so_far_of(row), load_knowledge())


def waiting_for_answers(row: Screening) -> Recheck | None:
    """The check before a session that said "answer these questions first", while nobody has."""
    return Recheck.objects.filter(keeper=row.keeper, again__isnull=False, made_at__gt=row.made_at).first()


@transaction.atomic
def check_before(row: Screening, item: str, told: Told, today: date) -> Recheck:
    """Decide from three answers whether a session may start, and keep the decision.

    Where questions have to be answered again first, a check in which they are open is begun at once.
    """
    found = kept_with_plan(row)
    if found is None:
        raise Screening.DoesNotExist
    kept, plan = found
    knowledge = load_knowledge()
    told = told.model_copy(update={"answered_again": answered_again(row)})
    known = _known(row, kept, knowledge)
    before = before_session(plan, known, told, today, knowledge)
    asked = {*before.answer_again, *follow_ups_of(told.signs, knowledge)}
    again = _begin_again(row, before, asked, knowledge) if told.signs or asked else None
    return Recheck.objects.create(
        keeper=row.keeper,
        screening=row,
        item=item,
        day=today,
        told=told.model_dump(mode="json"),
        before=before.model_dump(mode="json"),
        again=again,
    )


def _known(row: Screening, kept: Kept, knowledge: Knowledge) -> Known:
    days = days_of(row)
    return Known(kept.case, days, vouchers_of(kept.case.answers, days, knowledge))


def _begin_again(row: Screening, before: Before, asked: Iterable[str], knowledge: Knowledge) -> Check:
    """A check with today's answers, in which exactly the pages with something to answer are still to be seen."""
    asked = set(asked)
    answers = {name: answer for name, answer in before.model_dump(mode="json")["answers"].items() if name not in asked}
    check = begin_check(row.keeper, answers, row.answered.demo if row.answered else "")
    check.sides = row.answered.sides if row.answered else {}
    check.seen = [topic.id for topic in knowledge.topics.values() if asked.isdisjoint(topic.findings)]
    check.save()
    return check


def _led_by(row: Screening) -> Recheck | None:
    """The check before a session that this screening comes from, where one sent people back to the questions."""
    return Recheck.objects.filter(again=row.answered_id).first() if row.answered_id else None


def answered_again(row: Screening) -> tuple[str, ...]:
    """The questions that were answered again for the check before a session, on the day of this screening."""
    led = _led_by(row)
    if led is None or led.day != row.as_of:
        return ()
    return tuple(name for name in led.before["answer_again"] if name in row.answers)


def days_of(row: Screening) -> dict[str, date]:
    """The day of each answer. One that was only carried along keeps the day on which it was given."""
    led = _led_by(row)
    if led is None:
        return dict.fromkeys(row.answers, row.as_of)
    earlier, carried = days_of(led.screening), led.screening.answers
    asked = {*led.before["answer_again"], *led.told["signs"]}
    return {
        name: row.as_of if name in asked or name not in carried or carried[name] != answer else earlier[name]
        for name, answer in row.answers.items()
    }


def read_before(recheck: Recheck) -> Before:
    """The outcome as it was kept; nothing is decided anew."""
    said = dict(recheck.before)
    screening = Decided.model_validate(said["screening"])
    return Before.model_validate({**said, "screening": screening, "plan": read_plan(said["plan"], screening)})


def script_for(recheck: Recheck, item: str) -> SessionScript | None:
    """The script of an item that this check let start on its day; None where it did not, or nothing of it is left."""
    before = read_before(recheck)
    if before.screening.knowledge.digest != load_knowledge().digest:
        return None
    if before.may == "not_now" or (before.may == "start" and item != recheck.item):
        return None
    so_far = so_far_of(recheck.screening, until=recheck.made_at)  # as it stood: what is done since changes no script
    due = occasions(before.plan, recheck.day, so_far, load_knowledge())
    occasion = next((each for each in due if each.item == item), None)
    return write_session(before.plan, occasion, load_knowledge()) if occasion else None


def may_begin(recheck: Recheck, item: str, now: datetime) -> bool:
    """May this session begin now: the check is of just now, and the session was not done on it already?"""
    done = sessions_of(recheck.keeper).filter(item=item, ended_at__gt=recheck.made_at)
    return now - recheck.made_at <= GOOD_FOR and not done.exists()


def digest_of(script: SessionScript) -> str:
    """Tells one script from another in a record."""
    return f"sha256:{hashlib.sha256(script.model_dump_json().encode()).hexdigest()}"
