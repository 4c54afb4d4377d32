from pathlib import Path

import pytest
from paper_reading import DAY, PEOPLE, fonts, reader, squeezed, words
from ruamel.yaml import YAML

from ischia.core.case import make_case
from ischia.core.planning.words import limits_in_words
from ischia.core.screening import screen
from ischia.core.value import Disposition
from ischia.exchange.papers.letter import LETTERS
from ischia.exchange.pdf import letter_pdf, result_pdf
from ischia.exchange.wording import because_in_words

CASES = Path(__file__).parent.parent / "cases" / "screening.yaml"


def enough_cases():
    """The fewest of the given cases that together fire every rule."""
    seen, kept = set(), {}
    for case in sorted(YAML(typ="safe").load(CASES), key=lambda each: -len(each["rules"])):
        if not seen.issuperset(case["rules"]):
            kept[case["id"]] = case["findings"]
            seen.update(case["rules"])
    return kept


EVERY_RULE = enough_cases()
EMERGENCY = {"saddle_numbness": True, "bladder_change": None, "ces_assessed_stable": False}
TODAY = {"foot_drop": True, "foot_drop_old_stable": False, "diabetes": True}
RESULTS = {**PEOPLE, "emergency": EMERGENCY, "today": TODAY, "drunk": {"alcohol_or_sedative_now": True}}


@pytest.fixture(scope="module", params=RESULTS)
def printed(request, screened, knowledge):
    screening, case = screened(**RESULTS[request.param])
    return screening, case, result_pdf(screening, case, knowledge, day=DAY, emergency_number="112")


def test_every_reason_is_there_with_its_questions_answers_and_sources(printed, knowledge):
    screening, case, pdf = printed
    text = words(pdf)
    for reason in screening.fired:
        assert squeezed(reason.person) in text
        for question, answer in because_in_words(reason, case, knowledge):
            assert squeezed(f"{question} {answer}") in text
        assert all(key in text for key in reason.sources)


def test_every_limit_is_there_and_whom_to_see(printed, knowledge):
    screening, _, pdf = printed
    text = words(pdf)
    only_limits = screening.model_copy(update={"limits": screening.limits.model_copy(update={"refer_to": ()})})
    told = [squeezed(line.say) in text for line in limits_in_words(only_limits, knowledge)]
    # Beside "get help now" limits for massage would read as leave to go on.
    assert all(told) if screening.disposition < Disposition.SAME_DAY_MEDICAL else "Keep off" not in text
    assert all(knowledge.words[word].say in text for word in screening.limits.refer_to)


@pytest.mark.parametrize("findings", EVERY_RULE.values(), ids=EVERY_RULE)
def test_every_rule_can_be_printed(knowledge, findings):
    case = make_case(findings, knowledge)
    screening = screen(case, knowledge)
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number="112"))
    assert all(squeezed(reason.person) in text for reason in screening.fired)
    if screening.disposition in LETTERS:
        text = words(letter_pdf(screening, case, knowledge, day=DAY))
        assert all(squeezed(each.clinician) in text for each in screening.fired if each.disposition in LETTERS)


def test_the_card_is_there_in_its_own_words(printed, knowledge):
    text = words(printed[2])
    assert all(line.sentence in text for line in knowledge.card.lines)
    assert "decision support, not a diagnosis" in text


def test_it_is_tagged_titled_and_holds_its_fonts(printed):
    pdf = printed[2]
    assert "/StructTreeRoot" in reader(pdf).trailer["/Root"]
    assert reader(pdf).metadata.title == "Your result"
    assert all(embedded for _, embedded in fonts(pdf))


def test_an_emergency_stands_first_with_the_number(screened, knowledge):
    screening, case = screened(**EMERGENCY)
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number="999"))
    assert text.index("Get emergency help now") < text.index("Emergency number: 999") < text.index("Why: each reason")
    assert "Massage with a therapist Not now" in text
    assert "Yes, inside" not in text


def test_without_a_country_the_number_that_works_in_most_is_named(screened, knowledge):
    screening, case = screened(**EMERGENCY)
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number=None))
    assert "112 works in most countries" in text


def test_a_number_that_cannot_be_printed_does_not_stop_an_emergency(screened, knowledge):
    screening, case = screened(**EMERGENCY)
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number="☎️😀"))
    assert "112 works in most countries" in text


def test_what_is_urgent_today_stands_first_too(screened, knowledge):
    screening, case = screened(**TODAY)
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number="112"))
    assert text.index("Speak to a doctor today") < text.index("What you may do now")
    assert "Take the letter to the doctor with you." in text


def test_a_not_sure_is_shown_as_not_sure(screened, knowledge):
    screening, case = screened(**EMERGENCY)
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number=None))
    assert squeezed(f"{knowledge.findings['bladder_change'].ask} Not sure") in text


def test_nothing_milder_than_a_doctor_is_shown_while_questions_are_open(knowledge):
    case = make_case({"age": 40}, knowledge)
    text = words(result_pdf(screen(case, knowledge), case, knowledge, day=DAY, emergency_number="112"))
    assert "See a doctor before any massage" in text
    assert "not answered yet, so this result is not final" in text
    assert "No reason found" not in text
    assert "Massage with a therapist Not now" in text


def test_who_would_rather_not_say_is_told_the_signs_first(screened, knowledge):
    screening, case = screened(sexual_change="rather_not_say")
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number="112"))
    assert text.index("Safety-net card") < text.index("What you may do now")
    assert text.index("Safety-net card") < text.index("No reason found against massage")


def test_a_wait_says_from_when(screened, knowledge):
    screening, case = screened(alcohol_or_sedative_now=True)
    text = words(result_pdf(screening, case, knowledge, day=DAY, emergency_number="112"))
    assert "From: 12 hours after the last drink or drowsy medicine." in text
    assert "Massage with a therapist Not now" in text


def test_the_same_result_is_the_same_file(screened, knowledge):
    screening, case = screened(**PEOPLE["disc"])
    made = {
        result_pdf(screening, case, knowledge, day=DAY, emergency_number="112", paper="us-letter") for _ in range(2)
    }
    assert len(made) == 1
