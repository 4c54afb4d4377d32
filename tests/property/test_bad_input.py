"""Bad input gives one error that names the field and says what is allowed; nothing else ever comes out."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.case import Case, make_case, read_case
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from tests.oracle import FINDINGS
from tests.strategies import SAFE, answers_to

KNOWLEDGE = load_knowledge()
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "left"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def allowed(name, answer):
    """May this finding have this answer? Worked out from the table of findings."""
    finding = FINDINGS[name]
    if answer is None:
        return True
    if finding.type == "bool":
        return isinstance(answer, bool)
    if finding.type == "integer":
        low, high = finding.values
        return type(answer) is int and low <= answer <= high
    if finding.type == "choice":
        return isinstance(answer, str) and answer in finding.values
    if not isinstance(answer, list) or not all(isinstance(each, str) and each in finding.values for each in answer):
        return False
    return len(set(answer)) == len(answer) and not (name == "goals" and len(answer) > 3)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(FINDINGS)), anything)
def test_an_answer_is_taken_or_refused_by_name(name, answer):
    if allowed(name, answer):
        assert name in make_case({**SAFE, name: answer}, KNOWLEDGE).answers
        return
    with pytest.raises(Problem) as refused:
        make_case({**SAFE, name: answer}, KNOWLEDGE)
    assert refused.value.field == name
    assert refused.value.allowed
    assert len(str(refused.value)) < 1200


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from(list(FINDINGS)))
def test_every_answer_that_a_finding_may_have_is_taken(data, name):
    answer = data.draw(answers_to(name))
    kept = make_case({name: answer}, KNOWLEDGE).answers[name]
    assert kept == (tuple(answer) if isinstance(answer, list) else answer)


@pytest.mark.parametrize(
    ("findings", "field", "hint"),
    [
        ({"agee": 40}, "findings.agee", "did you mean 'age'?"),
        ({"stage": "acute"}, "findings.stage", "computed"),
        ({"any_ces": True}, "findings.any_ces", "computed"),
        ({7: True}, "findings.7", "the id of a finding"),
        ({"age": 40.0}, "age", "a whole number from 0 to 120"),
        ({"age": True}, "age", "a whole number from 0 to 120"),
        ({"age": 121}, "age", "a whole number from 0 to 120"),
        ({"pain_now": "7"}, "pain_now", "a whole number from 0 to 10"),
        ({"saddle_numbness": "no"}, "saddle_numbness", "true, false or null"),
        ({"saddle_numbness": 0}, "saddle_numbness", "true, false or null"),
        ({"sexual_change": False}, "sexual_change", "one of no, yes, not_sure, rather_not_say"),
        ({"trend": "wors"}, "trend", "did you mean 'worse'?"),
        ({"pain_regions": "low_back"}, "pain_regions", "[] for none"),
        ({"pain_regions": ["lower_back"]}, "pain_regions", "did you mean 'low_back'?"),
        ({"pain_regions": ["neck", "neck"]}, "pain_regions", "stands once"),
        ({"goals": ["relax", "move_better", "circulation", "after_sport"]}, "goals", "at most 3"),
        ({"cleared_rules": ["cx_no_such"]}, "cleared_rules", "any of"),
    ],
)
def test_what_was_wrong_is_said(findings, field, hint):
    with pytest.raises(Problem, match="is not allowed; use") as refused:
        make_case(findings, KNOWLEDGE)
    assert refused.value.field == field
    assert hint in str(refused.value)


@pytest.mark.parametrize(
    ("document", "field"),
    [
        (None, "case"),
        ([], "case"),
        ({"findings": {}}, "case"),
        ({"case": 2, "findings": {}}, "case"),
        ({"case": True, "findings": {}}, "case"),
        ({"case": "1", "findings": {}}, "case"),
        ({"case": 1}, "findings"),
        ({"case": 1, "findings": [1]}, "findings"),
        ({"case": 1, "finding": {}}, "finding"),
        ({"case": 1, "findings": {}, "as_of": "yesterday"}, "as_of"),
        ({"case": 1, "findings": {}, "as_of": 20261121}, "as_of"),
    ],
)
def test_a_document_that_is_no_case_is_refused_by_its_field(document, field):
    with pytest.raises(Problem) as refused:
        read_case(document, KNOWLEDGE)
    assert refused.value.field == field


@settings(max_examples=200, deadline=None)
@given(anything)
def test_any_document_is_a_case_or_a_problem(document):
    for tried in (document, {"case": 1, "findings": document}, {"case": 1, "findings": {}, "as_of": document}):
        with contextlib.suppress(Problem):
            assert isinstance(read_case(tried, KNOWLEDGE), Case)
