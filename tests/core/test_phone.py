"""What to say on the phone: two sentences, made of one's own answers and of nothing else."""

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.phone import FILE, words_for_the_phone
from ischia.core.screening import screen

KNOWLEDGE = load_knowledge()


def say(**answers):
    case = make_case(answers, KNOWLEDGE)
    return words_for_the_phone(screen(case, KNOWLEDGE).fired, case, KNOWLEDGE)


def test_signs_come_first_then_what_else_they_must_know():
    first, second = say(age=44, saddle_numbness=True, bladder_change=True, anticoagulant=True, progressive_deficit=True)
    assert first.startswith("I have back or leg pain, and now numbness where I sit, a change in peeing and")
    assert second == "I am 44 years old and I take blood thinners; I was told not to wait, and to be seen at once."


def test_not_sure_is_said_as_perhaps():
    assert say(bladder_change=None)[0] == "I have back or leg pain, and now perhaps a change in peeing."


def test_an_answer_that_made_no_emergency_is_not_told():
    assert say(age=44, chest_pain_breathless=True, diabetes=True, fever_chills=False)[1].startswith(
        "I am 44 years old;"
    )


def test_every_question_that_can_make_an_emergency_alone_has_words():
    entries = KNOWLEDGE.documents[FILE]["signs"]
    assert {entry["finding"] for entry in entries} <= set(KNOWLEDGE.findings)
    for finding in KNOWLEDGE.findings.values():
        if finding.type == "bool" and finding.confirm_not_sure:
            assert "and now" in say(**{finding.id: True})[0], finding.id
