"""In which order the questions are asked that could bring a result about."""

from collections import Counter
from collections.abc import Iterable

from ischia.core.asking.question import places
from ischia.core.completing import Search, Way, smallest


def most_settling_first(ways: Iterable[Way], search: Search) -> list[str]:
    """The questions of the smallest ways to a result, the one that settles most first.

    An answer that is enough alone comes first of all. Then comes what stands in the most smallest ways: a "no" to it
    closes them all, and what only matters beside it is never asked. Ties go by the order of the pages.

    Args:
        ways: every way left to the result.
        search: of the case that they belong to.
    """
    ways = list(ways)
    least = smallest({way.needs for way in ways})
    settles = Counter(name for needs in least for name in needs)
    alone = {name for needs in least if len(needs) == 1 for name in needs}
    early, late = _before_it_is_told(ways, search)
    settles.update(early - settles.keys())
    place = places(search.of.knowledge)
    return sorted(settles, key=lambda name: (name in late, name not in alone, -settles[name], place[name]))


def _before_it_is_told(ways: Iterable[Way], search: Search) -> tuple[set[str], set[str]]:
    """What could undo a result that one more answer would bring about, and which answers have to wait for it.

    Without this an emergency would be told while a blank still counts as its riskier answer, and the same person asked
    everything would hear something milder. What is asked before an emergency is told in any case, or only after the
    advice, is left out.
    """
    early, late = set[str](), set[str]()
    for way in ways:
        for name in way.undone_by:
            finding = search.of.knowledge.findings[name]
            if finding.asked_before_emergency or finding.after_advice:
                continue
            first = search.asked_first(name)
            if own := first & way.needs:  # it follows an answer of this way, which therefore comes before the others
                early |= own if way.needs - own else set()
                late |= way.needs - own
            elif first and len(way.needs) == 1:
                early |= first
                late |= way.needs
    return early, late - early
