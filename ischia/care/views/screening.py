"""The check: asked one topic a page, left and found again, looked over, finished. Nothing here is clinical."""

import uuid
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.whose import keeper_of, owner_of
from ischia.care import usecases
from ischia.care.answers import rows_of
from ischia.care.editions import earlier_editions
from ischia.care.events import open_events
from ischia.care.flow import Standing
from ischia.care.forms.drawing import blocks_of, errors_of
from ischia.care.forms.page import PageForm
from ischia.care.locks import lock_on
from ischia.care.models import Check
from ischia.care.telling.edition import set_aside
from ischia.care.whose_check import check_for, let_in
from ischia.core.facts.findings import Finding, Topic
from ischia.core.knowledge import load_knowledge
from ischia.core.value import Disposition

VOUCHES = {"yes": True, "no": False, "not_sure": None}
KEPT_ON_THE_WAY = ("to", "then")  # where to go after a page, carried from page to page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what the check is for; start one, or carry on with the one that was left."""
    if request.method == "POST":
        check = usecases.begin_check(keeper_of(request))
        return redirect(_to_page(check, usecases.standing_of(check).pages()[0]))
    keeper = owner_of(request).keeper
    checks = keeper.checks.filter(screenings=None) if keeper else Check.objects.none()
    if lock := lock_on(keeper):  # what was begun before does not open the plan again
        checks = checks.filter(begun_at__gte=lock.since)
    last = keeper.screenings.first() if keeper else None
    left = checks.exclude(seen=[]).first()
    page = {"left": left, "last": last, "open_events": open_events(keeper, now()), "locked": lock}
    return render(request, "care/start.html", page)


@never_cache
@require_safe
def resume(request: HttpRequest, word: str) -> HttpResponse:
    """Go on where a check was left, on any device, with its secret word."""
    check = get_object_or_404(Check, resume=word)
    let_in(request, check)
    return redirect(_where_left(check))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, check_id: uuid.UUID, topic_id: str) -> HttpResponse:
    """Ask the questions of one topic."""
    check = check_for(request, check_id)
    topic = load_knowledge().topics.get(topic_id)
    if topic is None:
        raise Http404
    here = usecases.standing_of(check)
    if request.method == "POST":
        return _answered(request, check, topic, here)
    more = "more" in request.GET
    shown = here.waiting(topic) if more else here.asks(topic)
    if not shown:
        return redirect(_onward(request, check, topic))
    return _show(request, check, PageForm(topic, here, shown, more=more))


def _answered(request: HttpRequest, check: Check, topic: Topic, here: Standing) -> HttpResponse:
    """Keep what was said; show an emergency at once, ask for what is missing, or go on."""
    form = PageForm(topic, here, _shown(request, topic, here), request.POST, more="more" in request.POST)
    fine = form.is_valid()
    urgent = form.after.is_emergency(topic, form.fields)
    if not fine and not urgent and not form.leaving:  # leaving, nobody has to put anything right first
        return _show(request, check, form)
    kept = usecases.answer_page(check, topic, form.said, today=localdate(), leaving=form.leaving)
    if kept != check:
        let_in(request, kept)
    if urgent:
        return redirect("screening:result", usecases.record_screening(kept, localdate()).pk)
    if form.leaving:
        return redirect(_away(request, kept, topic, form))
    if usecases.standing_of(kept).waiting(topic):
        return redirect(_to_page(kept, topic, more="1", **_carried(request)))
    return redirect(_onward(request, kept, topic))


def _shown(request: HttpRequest, topic: Topic, here: Standing) -> Sequence[Finding]:
    """The questions that stood on the page that was sent; never one that is not for it."""
    named = request.POST.get("asked", "").split()
    findings = [here.knowledge.findings[name] for name in topic.findings]
    stood = [each for each in findings if each.id in named and not each.after_advice and each.id not in here.later]
    return stood or here.asks(topic)


def _show(request: HttpRequest, check: Check, form: PageForm) -> HttpResponse:
    here, topic = form.standing, form.topic
    place, pages = here.progress(topic)
    blocks = blocks_of(form)
    told = {
        "check": check,
        "topic": topic,
        "form": form,
        "blocks": blocks,
        "errors": errors_of(form),
        "place": place,
        "pages": pages,
        "asked": " ".join(form.fields),
        "again": " ".join(name for name in form.fields if form.more and name in here.unsure),
        "carried": _carried(request),
        "unsure_again": form.more and any(name in here.unsure for name in form.fields),
        "doctor_today": here.disposition is Disposition.SAME_DAY_MEDICAL,
        "emergency": here.is_emergency(None, ()) and not form.more,
        "last": here.next_after(topic) is None,
    }
    return render(request, "care/page.html", told, status=422 if form.is_bound else 200)


def _carried(request: HttpRequest) -> dict[str, str]:
    return {name: (request.POST.get(name) or request.GET.get(name) or "")[:20] for name in KEPT_ON_THE_WAY}


def _to_page(check: Check, topic: Topic, **query: str) -> str:
    told = urlencode({name: value for name, value in query.items() if value})
    return reverse("screening:page", args=[check.pk, topic.id]) + (f"?{told}" if told else "")


def _onward(request: HttpRequest, check: Check, topic: Topic) -> str:
    """The next page; after the last one the answers, or, after what someone would like, the result again."""
    carried, here = _carried(request), usecases.standing_of(check)
    following = here.next_after(topic)
    if topic.wishes and (carried["then"] == "plan" or following is None):
        return _result_again(check, here, "plan:of" if carried["then"] == "plan" else "screening:result")
    if carried["to"] == "answers" or following is None:
        return reverse("screening:answers", args=[check.pk])
    return _to_page(check, following)


def _away(request: HttpRequest, check: Check, topic: Topic, form: PageForm) -> str:
    """Where leaving a page leads: back, or to the address under which the check is found again."""
    if form.for_later:
        return reverse("screening:later", args=[check.pk])
    return _backward(request, check, topic, form)


def _backward(request: HttpRequest, check: Check, topic: Topic, form: PageForm) -> str:
    """Where Back leads: from "one more about this" to its page, else to the page before."""
    carried, here = _carried(request), usecases.standing_of(check)
    if form.more:
        return _to_page(check, topic, **carried)
    if carried["to"] == "answers":
        return reverse("screening:answers", args=[check.pk])
    if topic.wishes and (carried["then"] == "plan" or here.before(topic) is None):
        return _result_again(check, here, "plan:of" if carried["then"] == "plan" else "screening:result")
    earlier = here.before(topic)
    return _to_page(check, earlier) if earlier else reverse("screening:start")


def _result_again(check: Check, here: Standing, page: str) -> str:
    """The result or the plan, decided anew with what someone would like."""
    if not here.may_finish:
        return reverse("screening:answers", args=[check.pk])
    return reverse(page, args=[usecases.record_screening(check, localdate()).pk])


def _where_left(check: Check) -> str:
    here = usecases.standing_of(check)
    topic = here.resume_at(check.seen)
    if topic is None:
        return reverse("screening:answers", args=[check.pk])
    return _to_page(check, topic, more="1" if topic.id in check.seen else "")


@never_cache
@require_safe
def answers(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Show every answer, with a way to change it, and what is still open."""
    return _show_answers(request, check_for(request, check_id))


def _show_answers(request: HttpRequest, check: Check, *, refused: bool = False) -> HttpResponse:
    here = usecases.standing_of(check)
    pages = {finding: topic for topic in here.knowledge.topics.values() for finding in topic.findings}

    def change(finding: str) -> str:
        return f"{_to_page(check, pages[finding], to='answers')}#id_{finding}"

    told = {
        "check": check,
        "groups": [
            {
                "topic": topic,
                "rows": [{**vars(row), "url": change(row.finding)} for row in rows],
            }
            for topic in here.knowledge.topics.values()
            if (rows := rows_of(topic, here))
        ],
        "open": [{"question": finding.ask, "url": change(finding.id)} for finding in here.still_open],
        "removed": [
            {"question": here.knowledge.findings[name].ask, "later": why == "changed"}
            for name, why in check.removed.items()
            if name in here.knowledge.findings
        ],
        "again_of": check.again_of,
        "set_aside": set_aside(usecases.unknown_answers(check, here.knowledge), earlier_editions),
        "may_finish": here.may_finish,
        "doctor_today": here.disposition is Disposition.SAME_DAY_MEDICAL,
        "emergency": here.disposition is Disposition.EMERGENCY_NOW,
        "where_left": _where_left(check),
        "refused": refused,
    }
    return render(request, "care/answers.html", told, status=422 if refused else 200)


@never_cache
@require_POST
def finish(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Decide, once everything needed is answered."""
    check = check_for(request, check_id)
    if not usecases.standing_of(check).may_finish:
        return _show_answers(request, check, refused=True)
    return redirect("screening:result", usecases.record_screening(check, localdate()).pk)


@never_cache
@require_safe
def later(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """Show the address under which the check is found again."""
    check = check_for(request, check_id)
    address = request.build_absolute_uri(reverse("screening:resume", args=[check.resume]))
    return render(request, "care/later.html", {"check": check, "address": address, "where_left": _where_left(check)})


@never_cache
@require_POST
def vouch(request: HttpRequest, check_id: uuid.UUID, finding: str) -> HttpResponse:
    """Keep whether a doctor has looked at something already: asked with the result, never before it."""
    check = check_for(request, check_id)
    here = usecases.standing_of(check)
    asked = here.knowledge.findings.get(finding)
    answer = request.POST.get("answer")
    if asked is None or not asked.vouches_for or answer not in VOUCHES or not here.book.called_for(asked, here.case):
        raise Http404
    return redirect("screening:result", usecases.vouch(check, finding, VOUCHES[answer], localdate()).pk)
