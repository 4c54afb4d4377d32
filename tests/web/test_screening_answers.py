"""Answers given page by page are the same as answers given directly; a guess never makes the advice laxer."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import composite

from ischia.care.changing import change, no_longer_asked
from ischia.care.flow import Standing
from ischia.care.forms.fields import BLANK, Tick
from ischia.care.forms.kinds import question_for
from ischia.care.forms.page import PageForm
from ischia.care.guesses import number_for, rules_at
from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.screening import screen
from tests.strategies import SAFE, complete_case

KNOWLEDGE = load_knowledge()
ASKED = [
    finding
    for topic in KNOWLEDGE.topics.values()
    for finding in (KNOWLEDGE.findings[name] for name in topic.findings)
    if not finding.after_advice and finding.id != "pain_side"  # the body map tells the side
]


def plain(answer):
    return list(answer) if isinstance(answer, tuple) else answer


def can_be_said(finding, answer):
    """Is there something to press for this answer? Not for "not sure" where a guess is wanted instead."""
    question = question_for(finding, KNOWLEDGE)
    sent = question.write(answer)
    try:
        read = question.clean(sent)
    except ValidationError:
        return False
    same = sorted(read) == sorted(answer) if isinstance(answer, list) and isinstance(read, tuple) else read == answer
    return bool(sent) and read is not BLANK and same


@composite
def people(draw):
    """Everything one person could say on the pages."""
    rng = draw(st.randoms(use_true_random=False))
    answers = complete_case(rng)
    said = {each.id: answers[each.id] for each in ASKED if each.id in answers}
    for finding in ASKED:
        if finding.id in said and not can_be_said(finding, said[finding.id]):
            said.pop(finding.id)
            if finding.gate and finding.must_hold_one:
                said[finding.id] = ["calf"]
            elif finding.id in SAFE:
                said[finding.id] = SAFE[finding.id]
    return {name: answer for name, answer in said.items() if name not in no_longer_asked(said, KNOWLEDGE)}


def send(form, answers):
    sent = MultiValueDict({"again": [" ".join(form.fields)]} if form.more else {})
    for name, question in form.fields.items():
        if name not in answers or (isinstance(question, Tick) and answers[name] is False):
            continue
        sent.setlist(name, question.write(answers[name]))
    if form.ticks and not any(sent.getlist(each.finding.id) for each in form.ticks):
        sent["none"] = "yes"
    return sent


def answer(here, topic, answers, more=False):
    shown = here.waiting(topic) if more else here.asks(topic)
    form = PageForm(topic, here, shown, send(PageForm(topic, here, shown, more=more), answers), more)
    assert form.is_valid(), form.errors
    changed = change(here.answers, form.said, KNOWLEDGE)
    unsure = {*here.unsure, *form.said.unsure}
    return Standing(KNOWLEDGE, changed.answers, {**here.sides, **form.said.sides}, here.later, unsure)


def by_pages(answers):
    here = Standing(KNOWLEDGE, {}, {})
    for topic in KNOWLEDGE.topics.values():
        if not here.asks(topic):
            continue
        here = answer(here, topic, answers)
        while here.waiting(topic):
            before = len(here.answers)
            here = answer(here, topic, answers, more=True)
            assert len(here.answers) > before, here.waiting(topic)
    return here.answers


@given(people())
@settings(max_examples=40, deadline=None)
def test_page_by_page_gives_the_same_case_as_directly(answers):
    kept = by_pages(answers)
    kept.pop("pain_side", None)
    directly = make_case(answers, KNOWLEDGE)
    paged = make_case(kept, KNOWLEDGE)
    assert paged.values == directly.values
    assert set(paged.answers) == set(directly.answers)
    assert screen(paged, KNOWLEDGE).complete == screen(directly, KNOWLEDGE).complete


@pytest.mark.parametrize("name", ["age", "onset_days"])
def test_the_stretches_leave_no_gap(name):
    finding = KNOWLEDGE.findings[name]
    assert [band.low for band in finding.bands[1:]] == [band.high + 1 for band in finding.bands[:-1]]
    assert (finding.bands[0].low, finding.bands[-1].high) == (finding.min, finding.max)


def test_a_guess_of_how_long_is_kept_as_the_shorter_time():
    finding = KNOWLEDGE.findings["onset_days"]
    assert [number_for(finding, band) for band in finding.bands] == [band.low for band in finding.bands]


def test_a_guess_of_the_age_is_kept_as_the_end_at_which_more_rules_can_speak():
    finding = KNOWLEDGE.findings["age"]
    for band in finding.bands:
        kept = number_for(finding, band)
        assert len(rules_at("age", kept)) == max(len(rules_at("age", end)) for end in (band.low, band.high))
    assert [number_for(finding, band) for band in finding.bands] == [15, 16, 18, 20, 45, 50, 65, 75]


@pytest.mark.parametrize("finding", [each for each in ASKED if each.confirm_not_sure], ids=lambda each: each.id)
def test_each_question_asked_once_more_has_three_short_lines(finding):
    assert len(finding.confirm_not_sure) == 3
    assert screen(make_case({finding.id: None}, KNOWLEDGE), KNOWLEDGE).disposition.id == "emergency_now"


def test_every_question_of_the_pages_can_be_answered():
    for finding in ASKED:
        question = question_for(finding, KNOWLEDGE)
        assert question.in_words or question.kind in ("number", "places"), finding.id
        for word, _say in question.in_words:
            assert plain(question.clean([word])) is not BLANK


def test_what_vouches_for_others_is_a_yes_or_no_that_protects():
    vouching = [each for each in KNOWLEDGE.findings.values() if each.vouches_for]
    assert {each.id for each in vouching} == {
        "ces_assessed_stable",
        "foot_drop_old_stable",
        "trauma_checked",
        "injury_seen_by_doctor",
    }
    for each in vouching:
        assert (each.type, each.risk) == ("bool", "protective")
        assert set(each.vouches_for) <= set(KNOWLEDGE.findings)
