from datetime import timedelta

import pytest
from paper_reading import DAY, PEOPLE, alternatives, fonts, reader, squeezed, words

from ischia.core.problems import Problem
from ischia.exchange.pdf import plan_pdf
from ischia.exchange.wording import (
    minutes_in_words,
    position_in_words,
    pressure_in_words,
    upper_first,
    weekday_in_words,
)

ORDINARY_PLANS = ("plain", "disc", "acute", "helped", "doctor", "pregnant")
HOSTILE = '#set page(width: 1cm) *bold* @x $x^2$ `raw` <label> //no \\n "quoted" [brackets]'


@pytest.fixture(scope="module", params=ORDINARY_PLANS)
def printed(request, planned, knowledge):
    plan, case = planned(**PEOPLE[request.param])
    return plan, plan_pdf(plan, case, knowledge, day=DAY, name="Alex Morgan")


def test_every_item_of_today_is_there_with_what_it_needs(printed, knowledge):
    plan, pdf = printed
    text = words(pdf)
    for item in plan.home:
        assert squeezed(item.name) in text
        assert upper_first(minutes_in_words(item.minutes)) in text
        assert f"At most {pressure_in_words(item.pressure_max, knowledge)}" in text
        assert all(squeezed(step.say) in text for step in item.steps)
        assert squeezed(item.why) in text
    for item in plan.exercise:
        for part in (
            item.name,
            item.how,
            item.dose,
            item.progress,
            item.why,
            position_in_words(item.position, knowledge),
        ):
            assert squeezed(part) in text
    assert len(alternatives(pdf)) == len(plan.home) + len(plan.exercise) + len(plan.massage)
    assert all(alternatives(pdf))


def test_massage_with_a_therapist_is_there_and_only_when_the_plan_has_it(printed):
    plan, pdf = printed
    text = words(pdf)
    assert ("Massage with a therapist" in text) == bool(plan.massage)
    for item in plan.massage:
        assert f"{item.minutes} minutes" in text
        assert squeezed(item.why) in text
        assert plan.first_session.say in text


def test_every_limit_and_every_reason_for_one_is_there(printed, knowledge):
    plan, pdf = printed
    text = words(pdf)
    for limit in plan.limits:
        assert squeezed(limit.say) in text
        assert all(squeezed(knowledge.rules[rule].say) in text for rule in limit.rules)


def test_a_forbidden_technique_is_never_offered(printed, knowledge):
    plan, pdf = printed
    offered = words(pdf).partition("Today")[2].partition("Tell your therapist")[0].partition("After a doctor")[0]
    for name, technique in knowledge.techniques.items():
        if plan.screening.limits.forbids(name):
            assert technique.name not in offered


def test_when_to_stop_when_to_look_back_and_the_signs_are_there(printed, knowledge):
    plan, pdf = printed
    text = words(pdf)
    assert all(squeezed(each) in text for each in plan.stop_rules)
    for item in plan.review:
        assert weekday_in_words(DAY + timedelta(days=item.on_day)) in text
        assert squeezed(item.check) in text
        assert squeezed(item.if_not) in text
    for line in plan.safety_net:
        assert line in text


def test_guidelines_that_disagree_are_named_and_it_says_what_it_is_not(printed):
    _, pdf = printed
    text = words(pdf)
    assert "NICE" in text
    assert "KNGF" in text
    assert "This is help with a decision, not a diagnosis." in text
    assert "decision support, not a diagnosis" in reader(pdf).pages[0].extract_text()


def test_every_source_that_is_named_is_listed(printed, knowledge):
    plan, pdf = printed
    text = words(pdf)
    named = {key for limit in plan.limits for key in limit.sources} | {k for i in plan.exercise for k in i.sources}
    listed = text.rpartition("Sources")[2].replace(" ", "")  # a long link breaks over two lines
    assert named
    assert all(knowledge.sources[key].cite.replace(" ", "") in listed for key in named)


def test_an_ordinary_plan_fits_on_two_sheets_and_nothing_is_beyond_their_edge(printed):
    _, pdf = printed
    pages = reader(pdf).pages
    assert len(pages) <= 2
    for page in pages:
        width, height = (float(edge) for edge in page.mediabox[2:])
        places = []
        page.extract_text(visitor_text=lambda text, _, at, *rest, into=places: into.append((text, at[4], at[5])))
        assert all(0 <= x <= width and 0 <= y <= height for text, x, y in places if text.strip())


def test_it_can_be_read_aloud(printed):
    _, pdf = printed
    root = reader(pdf).trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader(pdf).metadata.title == "Your plan"


def test_every_font_is_inside_the_file_and_is_ours(printed):
    _, pdf = printed
    found = list(fonts(pdf))
    assert all(embedded for _, embedded in found)
    assert all("Atkinson" in name or "SourceSerif" in name for name, _ in found)


def test_the_same_plan_is_the_same_file(planned, knowledge):
    plan, case = planned(**PEOPLE["disc"])
    first, second = (plan_pdf(plan, case, knowledge, day=DAY, name="Alex") for _ in range(2))
    assert first == second
    assert first != plan_pdf(plan, case, knowledge, day=DAY + timedelta(days=1), name="Alex")


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
@pytest.mark.parametrize("person", ["disc", "doctor"])
def test_both_sizes_of_paper(planned, knowledge, paper, size, person):
    plan, case = planned(**PEOPLE[person])
    pages = reader(plan_pdf(plan, case, knowledge, day=DAY, paper=paper)).pages
    assert len(pages) <= 2
    assert tuple(round(float(each)) for each in pages[0].mediabox[2:]) == size


def test_an_unknown_size_is_a_problem(planned, knowledge):
    plan, case = planned()
    with pytest.raises(Problem, match="paper"):
        plan_pdf(plan, case, knowledge, day=DAY, paper="a5")


def test_what_a_person_wrote_is_printed_as_it_is_and_does_nothing(planned, knowledge):
    plan, case = planned()
    pdf = plan_pdf(plan, case, knowledge, day=DAY, name=HOSTILE)
    assert HOSTILE.replace(" ", "") in words(pdf).replace(" ", "").replace("\u200b", "")
    assert len(reader(pdf).pages) == len(reader(plan_pdf(plan, case, knowledge, day=DAY)).pages)
    assert round(float(reader(pdf).pages[0].mediabox[2])) == 595


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Ελένη", "Ирина", "محمد", "שלום"])
def test_names_of_many_scripts(planned, knowledge, name):
    plan, case = planned()
    assert name in words(plan_pdf(plan, case, knowledge, day=DAY, name=name))


def test_a_name_that_our_fonts_lack_gets_a_line_to_write_it_on(planned, knowledge):
    plan, case = planned()
    text = words(plan_pdf(plan, case, knowledge, day=DAY, name="王小明"))
    assert "Name:" in text


def test_our_fonts_hold_every_letter_of_the_knowledge(planned, knowledge):
    plan, case = planned()
    signs = sorted({sign for sign in repr(knowledge.documents) if sign.isprintable() and not sign.isspace()})
    pdf = plan_pdf(plan, case, knowledge, day=DAY, name=" ".join(signs))
    assert "Name:" not in words(pdf)
    assert all("Atkinson" in name or "SourceSerif" in name for name, _ in fonts(pdf))


def test_a_very_long_name_and_very_many_answers_lose_nothing(planned, knowledge):
    everything = {
        "allergies": list(knowledge.findings["allergies"].values),
        "known_causes": ["herniated_disc", "bone_spurs", "degenerative_disc", "arthritis", "spondylolisthesis"],
        "pain_regions": ["low_back", "buttock", "hip_side", "back_thigh", "calf", "ankle_foot", "foot_sole"],
        "diabetes": True,
        "antiplatelet": True,
        "bp_status": "controlled",
        "inflammatory_arthritis": "quiet",
        "implant_electronic": True,
        "age": 76,
    }
    plan, case = planned(**everything)
    pdf = plan_pdf(plan, case, knowledge, day=DAY, name="Wolfeschlegelsteinhausenbergerdorff " * 6)
    text = words(pdf)
    assert all(squeezed(limit.say) in text for limit in plan.limits)
    assert all(line in text for line in plan.safety_net)
    assert len(reader(pdf).pages) <= 4


def test_a_plan_that_waits_for_a_doctor_has_exercises_only_and_says_what_a_yes_would_open(planned, knowledge):
    plan, case = planned(**PEOPLE["doctor"])
    text = words(plan_pdf(plan, case, knowledge, day=DAY))
    assert "See a doctor before any massage" in text
    assert squeezed(plan.after_clearance.say) in text
    assert all(squeezed(knowledge.rules[rule].say) in text for rule in plan.after_clearance.needs_a_yes_for)
    assert not plan.massage
    assert not plan.home
    assert "Massage with a therapist" not in text
