"""The result of a check: read from the row that was kept, never decided anew."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from ischia.care.keeping_up import keep_up
from ischia.care.models import Screening
from ischia.care.telling import result as telling
from ischia.care.telling.kept import Kept
from ischia.care.telling.what_if import tell_what_if
from ischia.care.usecases import look_again
from ischia.care.views.kept import kept_of, made_up, older, own_screening, personal, way
from ischia.care.views.locked import locked_page
from ischia.care.whose_check import let_in
from ischia.core.emergency import emergency_facts
from ischia.core.facts.findings import Finding
from ischia.core.planning import Plan
from ischia.core.value import Disposition


@require_safe
@personal
def result(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Show what was decided, and every reason. An emergency takes the page, and a lock whatever would allow massage."""
    row = own_screening(request, id)
    kept = kept_of(row)
    keep_up(row.keeper, now())
    if kept.screening.allows_massage and (locked := locked_page(request, row.keeper)):
        return locked
    emergency, earlier = kept.shown is Disposition.EMERGENCY_NOW, older(kept)
    page = {
        "row": row,
        "kept": kept,
        "made_up": made_up(row),
        "band": telling.band(kept),
        "shown": kept.shown.id,
        "card_first": telling.card_first(kept),
        "reasons": telling.reasons(kept),
        "open": telling.still_open(kept),
        "what_if": tell_what_if(kept),
        "change": way("screening:answers", row.answered_id),
        "again": way("screening:start"),
        "older": earlier,
        "vouch": [] if earlier else _vouching(row, kept),  # an older result is looked at again as a whole
        **(_emergency(kept) if emergency else _rest(row, kept, plan_waits=bool(earlier and earlier.stricter))),
    }
    return render(request, "care/emergency.html" if emergency else "care/result.html", page)


@require_POST
def again(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Look at the answers of an older result again, with today's rules."""
    check = look_again(own_screening(request, id))
    let_in(request, check)
    return redirect("screening:answers", check.pk)


def _vouching(row: Screening, kept: Kept) -> list[tuple[Finding, str]]:
    """The questions about a check that a doctor has done already, each with where its answer goes."""
    asked = [(finding, way("screening:vouch", row.answered_id, finding.id)) for finding in telling.to_vouch(kept)]
    return [(finding, url) for finding, url in asked if url]


def _emergency(kept: Kept) -> dict:
    return {
        "phone": telling.operator_words(kept),
        "maternity": telling.to_maternity_unit(kept),
        "countries": emergency_facts().countries,
    }


def _rest(row: Screening, kept: Kept, *, plan_waits: bool) -> dict:
    """What stands on the page but for an emergency. Where today's rules are stricter, nobody is led on to the plan."""
    planned = isinstance(kept.plan, Plan)
    return {
        "to_answer": not kept.screening.complete or (kept.screening.open and not kept.screening.allows_a_plan),
        "may": telling.you_may(kept),
        "keep_to": telling.keep_to(kept),
        "where": telling.where(kept),
        "not_now": [each.say for each in kept.plan.not_now] if planned else [],
        "after_clearance": kept.plan.after_clearance if planned else None,
        "plan_url": way("plan:of", row.id) if planned and not plan_waits else "",
        "with_massage": planned and bool(kept.plan.massage or kept.plan.home),
        "wishes": way("screening:page", row.answered_id, "wishes") if kept.screening.allows_massage else "",
        "instead": "" if planned else kept.plan.instead,
        "letter": kept.plan.letter,
    }
