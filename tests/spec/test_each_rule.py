"""Each rule speaks where it should and falls silent one step further; the steps stand in cases/thresholds.yaml."""

import pytest

from ischia.core.case import make_case
from ischia.core.conditions import All, Any, AtLeast, Below, Includes, Not, OneOf, holds
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book
from tests.checks.each_rule import STEPS, alone, sides

KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)


def test_every_rule_has_its_steps():
    assert list(STEPS) == list(KNOWLEDGE.rules)
    assert [rule for rule in STEPS if "but_not" not in STEPS[rule][0]] == ["always_bony"]


@pytest.mark.parametrize("rule", STEPS)
def test_a_rule_speaks_where_it_should_and_not_one_step_further(rule):
    for side in sides(rule):
        speaking = BOOK.speaking(make_case(side.findings, KNOWLEDGE))
        assert side.wrong({each.id for each in speaking}) is None


@pytest.mark.parametrize("rule", STEPS)
def test_a_rule_decides_and_limits_what_the_oracle_says_with_a_letter_and_without(rule):
    for each in alone(rule):
        assert each.wrong(make_case(each.findings, KNOWLEDGE), BOOK) is None


def slips(condition):
    """The condition with one slip of the pen in it: a part lost, a bound moved by one, a word lost, a `not` lost."""
    match condition:
        case All(parts) | Any(parts):
            for place, part in enumerate(parts):
                rest = parts[:place], parts[place + 1 :]
                if len(parts) > 1:
                    yield type(condition)((*rest[0], *rest[1]))
                yield from (type(condition)((*rest[0], slip, *rest[1])) for slip in slips(part))
        case Not(part):
            yield part
            yield from map(Not, slips(part))
        case AtLeast(finding, bound) | Below(finding, bound):
            yield from (type(condition)(finding, bound + by) for by in (-1, 1))
        case OneOf(finding, words) | Includes(finding, words) if len(words) > 1:
            yield from (type(condition)(finding, words - {word}) for word in sorted(words))


@pytest.mark.parametrize("rule", STEPS)
def test_the_steps_would_notice_any_slip_of_the_pen_in_a_rule(rule):
    values = [(make_case(side.findings, KNOWLEDGE).values, side.speaks) for side in sides(rule)]
    for slip in slips(KNOWLEDGE.base(KNOWLEDGE.rules[rule].when)):
        assert any(holds(slip, each) is not expected for each, expected in values), slip
