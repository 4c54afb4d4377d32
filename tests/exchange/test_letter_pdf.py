import pytest
from paper_reading import DAY, PEOPLE, fonts, reader, squeezed, words

from ischia.core.case import make_case
from ischia.core.problems import Problem
from ischia.core.screening import screen
from ischia.core.value import Disposition
from ischia.exchange.papers.letter import letter_paper, valid_days
from ischia.exchange.pdf import letter_pdf
from ischia.exchange.wording import because_in_words

LETTERS = {
    "doctor": PEOPLE["doctor"],
    "pregnant": PEOPLE["pregnant"],
    "today": {"foot_drop": True, "foot_drop_old_stable": False, "diabetes": True},
    "fever": {"fever_chills": True},
    "clot": {"calf_swelling": True},
}


@pytest.fixture(scope="module", params=LETTERS)
def letter(request, screened, knowledge):
    screening, case = screened(**LETTERS[request.param])
    return screening, case, letter_pdf(screening, case, knowledge, day=DAY, name="Alex Morgan")


def stopping(screening):
    return [each for each in screening.fired if each.disposition >= Disposition.DOCTOR_BEFORE_MASSAGE]


def test_every_reason_is_there_in_the_words_for_a_clinician_with_its_findings(letter, knowledge):
    screening, case, pdf = letter
    text = words(pdf)
    for reason in stopping(screening):
        assert squeezed(reason.clinician) in text
        assert squeezed(reason.person) in text
        for question, answer in because_in_words(reason, case, knowledge):
            assert squeezed(f"{question} → {answer}") in text


def test_a_yes_or_no_is_asked_for_each_rule_that_a_letter_can_clear_and_for_no_other(letter, knowledge):
    screening, _, pdf = letter
    text = words(pdf)
    clearable = [each.rule for each in stopping(screening) if knowledge.rules[each.rule].after_clearance is not None]
    assert text.count("May massage go ahead, as far as this is concerned?") == len(clearable)
    assert text.count("A letter cannot clear this.") == len(stopping(screening)) - len(clearable)
    for days in (30, 90):
        of_those = sum(valid_days(rule) == days for rule in clearable)
        assert text.count(f"A yes is valid for {days} days") == of_those


def test_a_yes_to_a_red_flag_holds_thirty_days_and_any_other_ninety():
    assert (valid_days("rf_dvt"), valid_days("cx_anticoagulant")) == (30, 90)


def test_it_says_who_what_and_what_it_is_not_and_leaves_room_to_sign(letter):
    text = words(letter[2])
    assert "Alex Morgan answered the safety questions of Ischia on 21 November 2026." in text
    assert "It is decision support, not a diagnosis." in text
    assert "1 very light; 2 light; 3 medium; 4 firm; 5 deepest" in text
    assert all(field in text for field in ("Name:", "Practice, registration:", "Signature:", "Date:"))


def test_limits_that_stay_hold_neither_the_ban_on_all_massage_nor_the_wait_for_the_doctor(letter):
    text = words(letter[2]).partition("Limits that stay after a yes")[2]
    assert "No massage for now" not in text
    assert "Not before a doctor" not in text


def test_what_waits_for_something_else_than_the_doctor_stays(screened, knowledge):
    screening, case = screened(anticoagulant=True, alcohol_or_sedative_now=True)
    text = words(letter_pdf(screening, case, knowledge, day=DAY)).partition("Limits that stay after a yes")[2]
    assert squeezed(knowledge.words["sober_12h"].say) in text


def test_a_referral_beyond_the_reader_is_named(screened, knowledge):
    screening, case = screened(cancer_history="current", bone_metastases=True)
    assert "Who else to ask: Your cancer team" in words(letter_pdf(screening, case, knowledge, day=DAY))


def test_it_is_tagged_titled_and_holds_its_fonts(letter):
    pdf = letter[2]
    assert "/StructTreeRoot" in reader(pdf).trailer["/Root"]
    assert reader(pdf).metadata.title == "Letter to the doctor"
    assert all(embedded for _, embedded in fonts(pdf))
    assert len(reader(pdf).pages) <= 2


def test_a_check_that_cannot_wait_says_today(screened, knowledge):
    screening, case = screened(**LETTERS["today"])
    assert "call for a medical check today" in words(letter_pdf(screening, case, knowledge, day=DAY))


def test_without_a_name_the_letter_still_reads(screened, knowledge):
    screening, case = screened(**LETTERS["doctor"])
    assert "The person who brings this letter answered" in words(letter_pdf(screening, case, knowledge, day=DAY))


@pytest.mark.parametrize("answers", [{}, {"saddle_numbness": True, "ces_assessed_stable": False}])
def test_there_is_no_letter_where_none_is_called_for(screened, knowledge, answers):
    screening, case = screened(**answers)
    with pytest.raises(Problem, match="disposition"):
        letter_pdf(screening, case, knowledge, day=DAY)


def test_the_same_letter_is_the_same_file_and_both_sizes_work(screened, knowledge):
    screening, case = screened(**LETTERS["doctor"])
    assert len({letter_pdf(screening, case, knowledge, day=DAY, paper="us-letter") for _ in range(2)}) == 1


def test_a_letter_asks_for_ticks_as_soon_as_one_point_has_a_box(knowledge):
    case = make_case({"age": 40, "fever_chills": True, "kidney_disease": True}, knowledge)
    paper = letter_paper(screen(case, knowledge), case, knowledge)
    assert (paper["has_boxes"], paper["opens_massage"]) == (True, False)
    alone = make_case({"age": 40, "fever_chills": True}, knowledge)
    assert letter_paper(screen(alone, knowledge), alone, knowledge)["has_boxes"] is False
