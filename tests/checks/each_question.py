"""Each question for itself, where all else is answered: left blank, not sure, none; and what the oracle says."""

from collections.abc import Iterator
from random import Random

from tests.checks.each_follow_up import FOLLOW_UPS
from tests.checks.oracle_cases import Answered, answered
from tests.oracle import FINDINGS
from tests.strategies import SAFE, fill_follow_ups


def unanswered(name: str) -> Iterator[Answered]:
    """A complete case that calls for this question, and the same with the question not really answered."""
    calls = FOLLOW_UPS[name][0]["when"] if name in FOLLOW_UPS else {}
    whole = fill_follow_ups({**SAFE, **calls}, Random(name))
    blank = {each: answer for each, answer in whole.items() if each != name}
    not_answered = [{name: None}, {name: []}] if FINDINGS[name].type == "set" else [{name: None}]
    for findings in (whole, blank, *({**blank, **each} for each in not_answered)):
        yield answered(findings, name)
