"""What holds for every score: inside its scale, the same however it was written down, and never surer with less."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.knowledge import load_knowledge
from ischia.core.measures import compare, due, read_answers, score
from ischia.core.problems import Problem
from ischia.exchange.scores import change_in_words, score_in_words

KNOWLEDGE = load_knowledge()
MEASURES = list(KNOWLEDGE.measures.values())
IN_THE_PLAN = [KNOWLEDGE.measures[each.instrument] for each in KNOWLEDGE.dosing.measures]
START = date(2026, 11, 23)


def value_of(measure):
    match measure.formula:
        case "count_of_yes":
            return st.sampled_from([True, False, 1, 0, "not_applicable"])
        case "share":
            return st.integers(0, 40)
        case _:
            return st.integers(*measure.range)


@st.composite
def mappings(draw, measure, form=None, missing=0.2):
    """Answers by item: every item of one form, some of them not answered."""
    form = form or draw(st.sampled_from(measure.forms))
    names = form.items[: draw(st.integers(form.shortest, len(form.items)))] if form.own_names else form.items
    blank = st.floats(0, 1).map(lambda chance: chance < missing)
    return {name: None if draw(blank) else draw(value_of(measure)) for name in names}


@st.composite
def filled(draw):
    measure = draw(st.sampled_from(MEASURES))
    return measure, draw(mappings(measure, missing=draw(st.sampled_from([0, 0.05, 0.2, 0.6]))))


@st.composite
def filled_twice(draw):
    measure = draw(st.sampled_from(MEASURES))
    form = draw(st.sampled_from(measure.forms))
    return measure, draw(mappings(measure, form)), draw(mappings(measure, form))


def scored(measure, document):
    return score(read_answers(measure.id, document, KNOWLEDGE))


def certainty(came):
    """None, worked out from fewer answers, or whole; with the number of answers behind it."""
    if came.score is None:
        return 0, came.answered
    return 1 if came.prorated or {"few", "single"} & set(came.flags) else 2, came.answered


@settings(max_examples=200, deadline=None)
@given(filled())
def test_a_score_lies_on_its_scale_or_is_none_and_says_why(pair):
    came = scored(*pair)
    low, high = came.range
    assert (came.score is None) is bool({"too_few_answers", "no_plan"} & set(came.flags))
    assert came.score is None or low <= came.score <= high
    assert came.sources


@settings(max_examples=150, deadline=None)
@given(filled(), st.randoms(use_true_random=False))
def test_the_order_of_a_mapping_does_not_matter(pair, rng):
    measure, document = pair
    shuffled = list(document.items())
    rng.shuffle(shuffled)
    assert scored(measure, dict(shuffled)) == scored(measure, document)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MEASURES), st.data())
def test_a_list_and_the_equal_mapping_give_the_same(measure, data):
    document = data.draw(mappings(measure, measure.forms[0]))
    assert scored(measure, list(document.values())) == scored(measure, document)


@settings(max_examples=200, deadline=None)
@given(filled(), st.data())
def test_one_answer_less_never_makes_a_score_surer(pair, data):
    measure, document = pair
    name = data.draw(st.sampled_from(list(document)))
    assert certainty(scored(measure, {**document, name: None})) <= certainty(scored(measure, document))


@settings(max_examples=150, deadline=None)
@given(filled())
def test_an_item_that_is_left_out_is_an_item_that_was_not_answered(pair):
    measure, document = pair
    there = {name: answer for name, answer in document.items() if answer is not None}
    if there and not measure.forms[0].own_names:
        assert scored(measure, there) == scored(measure, document)


@settings(max_examples=200, deadline=None)
@given(filled_twice())
def test_what_is_better_one_way_is_never_better_the_other_way(both):
    measure, first, last = both
    before, now = (read_answers(measure.id, each, KNOWLEDGE) for each in (first, last))
    there, back = compare(before, now), compare(now, before)
    good = {"improved", "more_movement"}
    assert not (there.meaning in good and back.meaning in good)
    assert there.by is None or there.by == -back.by
    if there.meaning in good:
        assert (there.by > 0) is measure.higher_is_better
    if there.meaning in ("worse", "less_movement"):
        assert (there.by < 0) is measure.higher_is_better


@settings(max_examples=200, deadline=None)
@given(filled_twice())
def test_words_never_say_what_caused_a_change(both):
    measure, first, last = both
    before, now = (read_answers(measure.id, each, KNOWLEDGE) for each in (first, last))
    change = compare(before, now)
    said = [*score_in_words(score(now), KNOWLEDGE), *change_in_words(change, KNOWLEDGE)]
    natural = KNOWLEDGE.score_words["natural_recovery"].say
    assert (said[-1] == natural) is (change.meaning != "screen_again")
    assert not any("massage" in line.lower() for line in said if line != natural)
    assert not any("None" in line or "_" in line or "\n" in line for line in said)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(MEASURES), anything)
def test_any_document_has_a_score_or_is_refused_in_one_line(measure, document):
    refused = []
    try:
        scored(measure, document)
    except Problem as problem:
        refused.append(problem)
    assert all(each.allowed and len(str(each).splitlines()) == 1 for each in refused)


@settings(max_examples=200, deadline=None)
@given(st.integers(-10, 400), st.dictionaries(st.sampled_from(IN_THE_PLAN).map(lambda m: m.id), st.integers(-10, 400)))
def test_what_was_answered_today_is_not_asked_again_today(day, answered):
    today = START + timedelta(days=day)
    days = {name: START + timedelta(days=each) for name, each in answered.items()}
    for each in due(IN_THE_PLAN, START, today, days):
        assert START <= each.since <= today
        assert days.get(each.instrument, date.min) < each.since
    assert due(IN_THE_PLAN, START, today, {measure.id: today for measure in MEASURES}) == ()
