"""Reasons and ways in plain words for a terminal."""

from collections.abc import Iterable, Iterator

from ischia.cli.telling import headline
from ischia.core.screening import Screening
from ischia.core.value import Disposition
from ischia.exchange.explaining import AnswerGiven, Chain, Explanation
from ischia.exchange.ways_in_words import WayInWords, WhatWouldChange
from ischia.exchange.wording import band_of, lower_first

HOLDS_FOR_ALL = "this holds for everyone"


def explanation_lines(explanation: Explanation, screening: Screening) -> Iterable[str]:
    """An explanation as lines of text: the result, each reason as a chain, and what would change it."""
    if explanation.id is not None:
        yield f"[{explanation.id}]"
    yield headline(screening)
    urgent = screening.disposition >= Disposition.SAME_DAY_MEDICAL
    now = [each for each in explanation.why if not urgent or each.disposition >= Disposition.SAME_DAY_MEDICAL]
    yield "\nWhy:"
    yield from (line for chain in now for line in _chain_lines(chain))
    # Advice on massage does not stand beside "get help now"; limits wait until massage is a question again.
    if later := explanation.why[len(now) :]:
        yield "\nFor later, once this has been checked:"
        yield from (line for chain in later for line in _chain_lines(chain.model_copy(update={"limits": ()})))
    yield "\nWhat would change this?"
    yield from _change_lines(explanation.what_would_change)
    yield f"\nThis is help with a decision, not a diagnosis. Knowledge {explanation.knowledge.version}."


def _chain_lines(chain: Chain) -> Iterator[str]:
    yield f"  {chain.says}"
    for answer in chain.answers:
        yield f"    answer  {_answer(answer)}"
    if not chain.answers:
        yield f"    answer  {HOLDS_FOR_ALL}"
    cleared = ", since a doctor has said yes in writing" if chain.cleared else ""
    yield f"    rule    {chain.rule}: {lower_first(chain.decides)}{cleared}"
    yield from (f"    limit   {line}" for line in chain.limits)
    for source in chain.sources:
        link = f" {source.link}" if source.link else ""
        yield f"    source  {source.id}: {source.cite} ({source.mark.replace('_', ' ')}){link}"


def _answer(answer: AnswerGiven) -> str:
    counts = f" (counts as: {lower_first(answer.counts_as)})" if answer.counts_as else ""
    return f"{answer.question} {answer.answer}{counts}"


def _change_lines(change: WhatWouldChange) -> Iterator[str]:
    yield f"  {change.says}"
    for first in change.first:
        could = f" (could become: {lower_first(band_of(first.could_become).title)})" if first.could_become else ""
        yield f"  - answer first: {first.question}{could}"
    for way in change.ways:
        yield from _way_lines(way)
    if change.after_a_check:
        yield "  Once you have been checked, answer again, as things are then:"
        yield from (f"  - {question}" for question in change.after_a_check)
    yield from (f"  {sentence}" for sentence in (*change.letters, change.always) if sentence)


def _way_lines(way: WayInWords) -> Iterator[str]:
    first, *others = way.when
    yield f"  - {first}"
    yield from (f"    and: {other}" for other in others)
    yield f"    {way.then}"
    yield from (f"      - {line}" for line in way.limits)
