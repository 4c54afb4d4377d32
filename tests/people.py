"""Made-up people who answer every question that is put to them, each follow-up where it is called for."""

from random import Random

from ischia.core.conditions import findings_in
from ischia.core.knowledge import load_knowledge
from tests.oracle import FINDINGS, asked_of_a_person, called_for, facts
from tests.strategies import complete_case, fill_follow_ups, random_answer, wish_case

KNOWLEDGE = load_knowledge()
AFTER_THE_ADVICE = {name for name, each in KNOWLEDGE.findings.items() if each.after_advice}
MUST_BE_KNOWN = {name for name, each in KNOWLEDGE.findings.items() if not each.not_sure_passes}
ALARMING_ALONE = {
    "saddle_numbness", "bladder_change", "bowel_change", "sexual_change", "chest_pain_breathless",
    "sudden_tearing_pain", "bp_symptoms", "leg_cold_pale", "weakness_both_legs",
}  # fmt: skip
READS = {rule: findings_in(condition) for rule, condition in KNOWLEDGE.conditions.items()}
RED_FLAGS = [rule for rule in READS if rule.startswith("rf_") and not rule.startswith("rf_after")]
UNDONE_BY_AN_ANSWER = ["cx_bilateral_stable", "cx_cause_unknown_leg", "cx_no_improvement", "cx_sport_injury_unseen"]


def many(made, count, seed):
    """So many people; the same seed gives the same ones."""
    rng = Random(seed)
    return [made(rng) for _ in range(count)]


def person(rng):
    """Safe answers, some of them changed, wishes among them."""
    answers = rng.choice([complete_case, wish_case])(rng)
    free = [name for name, each in KNOWLEDGE.findings.items() if each.asked_of_a_person and not each.asked_when]
    answers |= {name: random_answer(name, rng, 0) for name in free if name not in answers}
    return _only_what_is_called_for(answers, rng)


def near_a_red_flag(rng):
    """Someone with random answers to all that one or two rules read, most often rules that need several answers."""
    answers = person(rng)
    rules = rng.sample(RED_FLAGS + UNDONE_BY_AN_ANSWER, rng.choice([1, 1, 2]))
    names = {"onset_days", "age"}.union(*(READS[rule] for rule in rules))
    if rng.random() < 0.8:
        names -= ALARMING_ALONE
    for name in sorted(names):
        if asked_of_a_person(name) or rng.random() < 0.3:
            answers[name] = random_answer(name, rng, 0 if name in MUST_BE_KNOWN else 0.05)
    return _only_what_is_called_for(answers, rng)


def _only_what_is_called_for(answers, rng):
    """Answers in which each follow-up is answered where it is called for, and only there."""
    answers = {name: answer for name, answer in answers.items() if FINDINGS[name].group != "I"}
    while True:
        answers = fill_follow_ups(answers, rng)
        uncalled = [name for name in answers if not called_for(name, facts(answers))]
        if not uncalled:
            return {name: answer for name, answer in answers.items() if name not in AFTER_THE_ADVICE}
        answers = {name: answer for name, answer in answers.items() if name not in uncalled}
