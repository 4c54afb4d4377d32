"""What the measures call a score or a change has a sentence, and forms, ranges and rules fit each other."""

import shutil

from ischia.core.checking import faults
from ischia.core.knowledge import load_knowledge
from ischia.core.loading import FOLDER

KNOWLEDGE = load_knowledge()
SAID_BY_THE_CORE = {
    "improved", "worse", "not_comparable", "not_judged", "too_few_answers", "few", "single", "recovered", "no_plan",
    "natural_recovery",
}  # fmt: skip


def test_every_word_has_a_sentence_and_every_sentence_a_use():
    said = {word for measure in KNOWLEDGE.measures.values() for word in measure.says}
    assert said | SAID_BY_THE_CORE == set(KNOWLEDGE.score_words)


def test_a_word_without_a_sentence_is_a_fault_with_its_place(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "knowledge", ignore=shutil.ignore_patterns(".compiled*"))
    measures = folder / "measures.yaml"
    measures.write_text(measures.read_text().replace("says: more_movement", "says: more_movment"))
    (fault,) = faults(load_knowledge(folder))
    assert fault.file == "measures.yaml"
    assert fault.says == "rom: 'more_movment' has no sentence in words (did you mean 'more_movement'?)"


def test_a_form_can_be_answered_far_enough_for_a_score():
    for measure in KNOWLEDGE.measures.values():
        items = [item for form in measure.forms for item in form.items]
        assert len(set(items)) == len(items), measure.id
        for form in measure.forms:
            assert 1 <= form.needs <= len(form.items) - len(form.optional), measure.id
            assert set(form.optional) <= set(form.items), measure.id
        assert {flag.of_item for flag in measure.flags} <= {None, *items}


def test_nothing_between_better_and_worse_is_both():
    for measure in KNOWLEDGE.measures.values():
        responder = [flag for flag in measure.flags if flag.at_most is not None]
        worse = [flag for flag in measure.flags if flag.at_least is not None and flag.of_item is None]
        assert all(one.at_most < other.at_least for one in responder for other in worse)


def test_no_sentence_about_a_score_says_what_caused_it():
    said = {name: each.say.lower() for name, each in KNOWLEDGE.score_words.items()}
    assert [name for name, words in said.items() if "massage" in words] == ["natural_recovery"]
    assert not any(word in words for words in said.values() for word in ("because", "helped", "cure", "thanks to"))
