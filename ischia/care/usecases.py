"""What a person does, as glue: load, call the core, keep. Safe to repeat, because phones repeat."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from ischia.accounts.models import Keeper
from ischia.care.models import Check, Screening
from ischia.core import screening as core_screening
from ischia.core.case import Case, make_case
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.planning import build_plan


def begin_check(keeper: Keeper, answers: Mapping[str, object] | None = None, demo: str = "") -> Check:
    """Start answering, from nothing or from answers that are already there."""
    return Check.objects.create(keeper=keeper, answers=dict(answers or {}), demo=demo)


@transaction.atomic
def record_screening(check: Check, today: date) -> Screening:
    """Decide on the answers and keep the decision with its words. Sent twice, kept once."""
    knowledge = load_knowledge()
    case = case_of(check, knowledge, today)
    result = core_screening.screen(case, knowledge)
    plan = build_plan(result, case, knowledge)
    said = json.dumps(check.answers, sort_keys=True)
    kept, _ = Screening.objects.get_or_create(
        answered=check,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        as_of=today,
        knowledge_digest=knowledge.digest,
        defaults={
            "keeper": check.keeper,
            "answers": check.answers,
            "result": result.model_dump(mode="json"),
            "plan": plan.model_dump(mode="json", exclude={"screening"}),
            "disposition": result.disposition.id,
            "knowledge_version": knowledge.version,
        },
    )
    return kept


def case_of(check: Check, knowledge: Knowledge, today: date | None = None) -> Case:
    """The answers of a check as a case."""
    return make_case(check.answers, knowledge, today)
