from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from ischia.core.value import Disposition
from ischia.exchange import wording

KNOWLEDGE = load_knowledge()
FINDINGS = st.sampled_from(list(KNOWLEDGE.findings.values()))


@st.composite
def answered(draw):
    finding = draw(FINDINGS)
    match finding.type:
        case "bool":
            given_answer = st.booleans()
        case "integer":
            given_answer = st.integers(finding.min, finding.max)
        case "choice":
            given_answer = st.sampled_from(KNOWLEDGE.allowed(finding))
        case _:
            given_answer = st.lists(st.sampled_from(KNOWLEDGE.allowed(finding)), unique=True).map(tuple)
    return finding, draw(st.none() | given_answer)


@given(answered())
@settings(max_examples=400)
def test_every_answer_has_words_and_none_of_them_is_an_id(pair):
    finding, answer = pair
    said = wording.answer_in_words(finding, answer, KNOWLEDGE)
    assert said.strip() == said != ""
    assert "_" not in said
    assert "None" not in said or said == "None"


@pytest.mark.parametrize(
    ("answer", "said"), [(True, "Yes"), (False, "No"), (None, "Not sure")], ids=["yes", "no", "not sure"]
)
def test_a_yes_no_question_is_answered_in_one_word(answer, said):
    assert wording.answer_in_words(KNOWLEDGE.findings["saddle_numbness"], answer, KNOWLEDGE) == said


def test_a_blank_is_never_called_a_no(complete_case):
    case = complete_case()
    assert wording.case_answer(case, "goals", KNOWLEDGE) == "Not answered"


def test_no_birth_in_the_last_year_is_not_called_not_sure():
    finding = KNOWLEDGE.findings["weeks_since_birth"]
    assert wording.answer_in_words(finding, None, KNOWLEDGE) == "No birth in the last year"
    assert wording.answer_in_words(finding, 1, KNOWLEDGE) == "1 week"


def test_an_explicit_none_is_none_and_a_pain_score_says_of_how_many():
    assert wording.answer_in_words(KNOWLEDGE.findings["known_causes"], (), KNOWLEDGE) == "None"
    assert wording.answer_in_words(KNOWLEDGE.findings["pain_now"], 6, KNOWLEDGE) == "6 of 10"


@given(st.dates())
def test_a_day_is_read_the_same_everywhere(day):
    said = wording.day_in_words(day)
    number, month, year = said.split()
    assert (int(number), wording.MONTHS.index(month) + 1, int(year)) == (day.day, day.month, day.year)


def test_days_as_people_write_them():
    assert wording.day_in_words(date(2026, 11, 21)) == "21 November 2026"
    assert wording.weekday_in_words(date(2026, 11, 21)) == "Saturday 21 November 2026"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (10.5, "10½ minutes"),
        (1, "1 minute"),
        (60, "60 minutes"),
        (4.33, "4 minutes 20 seconds"),
        (0.5, "30 seconds"),
        (0, "0 minutes"),
    ],
)
def test_minutes(minutes, said):
    assert wording.minutes_in_words(minutes) == said


@given(st.integers(1, 12), st.integers(1, 7))
def test_how_often_is_total(per_day, days):
    assert wording.how_often(per_day, days).endswith("every day" if days == 7 else "a week")


def test_how_often_as_people_say_it():
    assert wording.how_often(2, 5) == "twice a day, 5 days a week"
    assert wording.how_often(1, 7) == "once a day, every day"
    assert wording.how_often(None, 1) == "1 day a week"
    assert wording.for_weeks(1, 4) == "once a week, for 4 weeks"
    assert [wording.every(days) for days in (1, 7, 10, 28)] == [
        "every day",
        "every week",
        "every 10 days",
        "every 4 weeks",
    ]


@given(st.integers(0, 5), st.integers(0, 5))
def test_pressure_has_words_at_every_step(start, most):
    assert wording.pressure_range(start, most, KNOWLEDGE)
    assert (wording.pressure_in_words(start, KNOWLEDGE) == "no pressure") == (start == 0)


def test_pressure_as_people_say_it():
    assert wording.pressure_in_words(2, KNOWLEDGE) == "light (2 of 5)"
    assert wording.pressure_range(2, 3, KNOWLEDGE) == "light to medium (2 to 3 of 5)"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: wording.pressure_in_words(6, KNOWLEDGE),
        lambda: wording.regions_in_words(["low_bak"], KNOWLEDGE),
        lambda: wording.position_in_words("upside_down", KNOWLEDGE),
        lambda: wording.side_in_words("up"),
    ],
)
def test_what_nobody_knows_is_a_problem_that_names_what_is_allowed(ask):
    with pytest.raises(Problem):
        ask()


@given(st.lists(st.sampled_from(list(KNOWLEDGE.regions)), unique=True))
def test_regions_in_one_row(regions):
    said = wording.regions_in_words(regions, KNOWLEDGE)
    assert (" and " in said) or len(regions) < 2
    assert "_" not in said


def test_every_disposition_position_side_and_evidence_grade_has_words():
    assert all(wording.band_of(each).say for each in Disposition)
    assert all(wording.position_in_words(each, KNOWLEDGE) for each in KNOWLEDGE.positions)
    grades = [f"{t.evidence.back} / {t.evidence.leg}" for t in KNOWLEDGE.techniques.values()]
    assert all("For leg pain" in wording.evidence_in_words(each, KNOWLEDGE) for each in grades)
    assert all(wording.measure_in_words(m.instrument, m.every_days, KNOWLEDGE) for m in KNOWLEDGE.dosing.measures)


@given(st.text())
def test_what_a_person_wrote_stays_on_one_printable_line(text):
    assert wording.one_line(text) == "" or wording.one_line(text).isprintable()
