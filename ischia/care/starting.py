"""Starting a session: what is due today, the check before it, and the script that may be played."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from ischia.care.models import Check, Recheck, Screening
from ischia.care.recording import sessions_of
from ischia.care.so_far import so_far_of
from ischia.care.telling.kept import Kept, read_kept
from ischia.care.usecases import begin_check
from ischia.care.versions import Followed, followed
from ischia.care.vouchers import days_of, vouchers_of_row
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import read_plan
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

GOOD_FOR = timedelta(hours=1)  # a check "before a session" is of just now; how long that is, is a convention of ours


@dataclass(frozen=True)
class Playable:
    """A plan that may be played: what was kept of its screening, and the plan as it is followed now."""

    kept: Kept
    plan: Followed

    def due_on(self, day: date) -> tuple[Occasion, ...]:
        """What of it is due on a day, as it is followed that day."""
        return occasions(self.plan.on(day), day, so_far_of(self.plan), load_knowledge())


def playable(row: Screening) -> Playable | None:
    """The plan of a screening, where there is one and it was made with the rules of today."""
    if row.knowledge_digest != load_knowledge().digest:
        return None
    said = {"answers": row.answers, "result": row.result, "plan": row.plan}
    kept = read_kept(said, row.as_of, load_knowledge(), load_knowledge())
    plan = followed(row, kept)
    return Playable(kept, plan) if plan else None


def waiting_for_answers(row: Screening) -> Recheck | None:
    """The check before a session that said "answer these questions first", while nobody has."""
    return Recheck.objects.filter(keeper=row.keeper, again__isnull=False, made_at__gt=row.made_at).first()


@transaction.atomic
def check_before(row: Screening, item: str, told: Told, today: date) -> Recheck:
    """Decide from three answers whether a session may start, and keep the decision.

    Where questions have to be answered again first, a check in which they are open is begun at once.
    """
    found = playable(row)
    if found is None:
        raise Screening.DoesNotExist
    knowledge = load_knowledge()
    told = told.model_copy(update={"answered_again": answered_again(row)})
    known = Known(found.kept.case, days_of(row), vouchers_of_row(row))
    before = before_session(found.plan.on(today), known, told, today, knowledge)
    asked = {*before.answer_again, *follow_ups_of(told.signs, knowledge)}
    again = _begin_again(row, before, asked, today) if told.signs or asked else None
    return Recheck.objects.create(
        keeper=row.keeper,
        screening=row,
        item=item,
        day=today,
        told=told.model_dump(mode="json"),
        before=before.model_dump(mode="json"),
        again=again,
    )


def _begin_again(row: Screening, before: Before, asked: Iterable[str], today: date) -> Check:
    """A check with today's answers, in which exactly the pages with something to answer are still to be seen.

    An answer that is only carried along keeps its day, and what vouches keeps what it vouched for.
    """
    asked, knowledge = set(asked), load_knowledge()
    answers = {name: answer for name, answer in before.model_dump(mode="json")["answers"].items() if name not in asked}
    check = begin_check(row.keeper, answers, row.answered.demo if row.answered else "")
    check.sides = row.answered.sides if row.answered else {}
    check.said_on = {name: _said_on(name, answer, row, today) for name, answer in answers.items()}
    check.vouchers = [each for each in row.vouchers if each["id"] not in {*before.fallen, *asked}]
    check.seen = [topic.id for topic in knowledge.topics.values() if asked.isdisjoint(topic.findings)]
    check.save()
    return check


def _said_on(name: str, answer: object, row: Screening, today: date) -> str:
    """The day of an answer: of then where it is as it was, of today where the check before a session changed it."""
    carried = name in row.answers and row.answers[name] == answer
    said: str = row.said_on.get(name, row.as_of.isoformat())
    return said if carried else today.isoformat()


def _led_by(row: Screening) -> Recheck | None:
    """The check before a session that this screening comes from, where one sent people back to the questions."""
    return Recheck.objects.filter(again=row.answered_id).first() if row.answered_id else None


def answered_again(row: Screening) -> tuple[str, ...]:
    """The questions that were answered again for the check before a session, on the day of this screening."""
    led = _led_by(row)
    if led is None or led.day != row.as_of:
        return ()
    return tuple(name for name in led.before["answer_again"] if name in row.answers)


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
    plan = followed(recheck.screening)
    if plan is None:
        return None
    so_far = so_far_of(plan, until=recheck.made_at)  # as it stood: what is done since changes no script
    due = occasions(before.plan, recheck.day, so_far, load_knowledge())
    occasion = next((each for each in due if each.item == item), None)
    return write_session(before.plan, occasion, load_knowledge()) if occasion else None


def may_begin(recheck: Recheck, item: str, now: datetime) -> bool:
    """May this session begin now?

    The check is of just now, the session was not done on it already, and the plan has not changed since.
    """
    done = sessions_of(recheck.keeper).filter(item=item, ended_at__gt=recheck.made_at)
    changed = recheck.screening.versions.filter(made_at__gt=recheck.made_at)
    return now - recheck.made_at <= GOOD_FOR and not done.exists() and not changed.exists()


def digest_of(script: SessionScript) -> str:
    """Tells one script from another in a record."""
    return f"sha256:{hashlib.sha256(script.model_dump_json().encode()).hexdigest()}"
