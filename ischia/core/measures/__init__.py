"""From answers to a score, from two scores to what changed, and when each measure is due."""

from ischia.core.measures.answers import Answers, read_answers
from ischia.core.measures.change import Change, Scored, baseline_of, compare
from ischia.core.measures.schedule import Due, asked_on, due
from ischia.core.measures.scoring import Score, score

__all__ = [
    "Answers",
    "Change",
    "Due",
    "Score",
    "Scored",
    "asked_on",
    "baseline_of",
    "compare",
    "due",
    "read_answers",
    "score",
]
