"""What a person does, as glue: load, call the core, keep. Safe to repeat, because phones repeat."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from ischia.accounts.models import Keeper
from ischia.care.changing import Said, change
from ischia.care.editions import keep_edition
from ischia.care.events import still_holding
from ischia.care.flow import Standing
from ischia.care.following import carry_over
from ischia.care.models import Check, Screening
from ischia.care.vouchers import note_answers, standing_answers, vouchers_in
from ischia.core import screening as core_screening
from ischia.core.case import known_answers, make_case
from ischia.core.facts.findings import Topic
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import build_plan


def begin_check(keeper: Keeper, answers: Mapping[str, object] | None = None, demo: str = "") -> Check:
    """Start answering, from nothing or from answers that are already there."""
    return Check.objects.create(keeper=keeper, answers=dict(answers or {}), demo=demo)


def standing_of(check: Check) -> Standing:
    """Where the person of this check stands among the pages."""
    knowledge = load_knowledge()
    later = [name for name, why in check.removed.items() if why == "changed"]
    return Standing(knowledge, known_answers(check.answers, knowledge), check.sides, later, check.asked_twice)


@transaction.atomic
def answer_page(check: Check, topic: Topic, said: Said, *, today: date, leaving: bool = False) -> Check:
    """Keep what one page said, finding by finding, so that two pages open at once lose nothing of each other.

    What was decided once stays as it was: new answers to a finished check go into a fresh one, which is given back.
    """
    kept = Check.objects.select_for_update().get(pk=check.pk)
    knowledge = load_knowledge()
    before = known_answers(kept.answers, knowledge)
    changed = change(before, said, knowledge)
    if changed.answers != before and not topic.wishes and kept.screenings.exists():
        kept = copy_check(kept)
    kept.answers = {**unknown_answers(kept, knowledge), **changed.answers}
    gone = {**kept.removed, **changed.removed}
    kept.removed = {name: why for name, why in gone.items() if name not in changed.answers}
    note_answers(kept, said.answers, today, knowledge)
    kept.sides = {name: spots for name, spots in {**kept.sides, **said.sides}.items() if name in changed.answers}
    settled = {name for name in said.answers if said.answers[name] is not None}
    kept.asked_twice = sorted({*kept.asked_twice, *said.unsure} - settled)
    if not leaving and topic.id not in kept.seen:
        kept.seen = [*kept.seen, topic.id]
    kept.save()
    return kept


def copy_check(check: Check) -> Check:
    """Start a fresh check from a finished one; what fell before its result was shown may be asked again.

    Its answers are as old as they were: who has to answer anew begins with none.
    """
    fresh = begin_check(check.keeper, check.answers, check.demo)
    fresh.begun_at = check.begun_at
    fresh.sides, fresh.asked_twice, fresh.seen = check.sides, check.asked_twice, check.seen
    fresh.said_on, fresh.vouchers = check.said_on, check.vouchers
    return fresh


@transaction.atomic
def vouch(check: Check, finding: str, answer: bool | None, today: date) -> Screening:
    """Keep whether a doctor has looked at something already, asked after the result, and decide anew."""
    kept = Check.objects.select_for_update().get(pk=check.pk)
    kept.answers = {**kept.answers, finding: answer}
    kept.removed = {name: why for name, why in kept.removed.items() if name != finding}
    note_answers(kept, [finding], today, load_knowledge())
    kept.save()
    return record_screening(kept, today)


@transaction.atomic
def record_screening(check: Check, today: date) -> Screening:
    """Decide on the answers and keep the decision with its words and its edition. Sent twice, kept once.

    What was told about the last massage and still holds is decided on too, and what rules made gentler stays so.
    """
    knowledge = load_knowledge()
    answers = {**standing_answers(check, today, knowledge), **still_holding(check.keeper)}
    case = make_case(answers, knowledge, today)
    result = core_screening.screen(case, knowledge)
    plan = build_plan(result, case, knowledge)
    said = json.dumps(answers, sort_keys=True)
    keep_edition(knowledge)
    kept, is_new = Screening.objects.get_or_create(
        answered=check,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        as_of=today,
        knowledge_digest=knowledge.digest,
        defaults={
            "keeper": check.keeper,
            "answers": answers,
            "said_on": check.said_on,
            "vouchers": [each.model_dump(mode="json") for each in vouchers_in(check, knowledge)],
            "result": result.model_dump(mode="json"),
            "plan": plan.model_dump(mode="json", exclude={"screening"}),
            "disposition": result.disposition.id,
            "knowledge_version": knowledge.version,
        },
    )
    if is_new:
        carry_over(kept, today)
    return kept


def unknown_answers(check: Check, knowledge: Knowledge) -> dict[str, object]:
    """The answers of an earlier edition that this one has no question for, or that its question no longer allows."""
    known = known_answers(check.answers, knowledge)
    return {name: answer for name, answer in check.answers.items() if name not in known}


@transaction.atomic
def look_again(row: Screening) -> Check:
    """Put the answers of an earlier result before the person once more, under today's questions.

    Nothing is decided yet: the answers are of another day, and only the person knows whether they still hold. Sent
    twice, begun once.
    """
    Screening.objects.select_for_update().get(pk=row.pk)
    begun = row.looked_at_again.filter(screenings=None).first()
    if begun is not None:
        return begun
    fresh = begin_check(row.keeper, row.answers, row.answered.demo if row.answered else "")
    fresh.again_of, fresh.begun_at = row, row.made_at  # answers as old as they were
    fresh.sides = row.answered.sides if row.answered else {}
    here = standing_of(fresh)
    fresh.seen = [page.id for page in here.pages() if all(each.id in here.answers for each in here.asks(page))]
    fresh.save()
    return fresh
