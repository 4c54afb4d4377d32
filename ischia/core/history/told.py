"""Do the editions tell what they changed, and do the rules tell the same?"""

from collections.abc import Iterator
from itertools import pairwise

from ischia.core.knowledge import Knowledge
from ischia.core.problems import did_you_mean

Untold = Iterator[tuple[tuple[str | int, ...], str]]  # the place in edition.yaml, and what is wrong there


def untold(knowledge: Knowledge) -> Untold:
    """Everything that the changes of the editions leave out or tell wrongly."""
    editions = knowledge.changes
    if not editions or editions[0].version != knowledge.version:
        yield ("changes",), f"changes: must begin with edition {knowledge.version}"
    for place, (later, earlier) in enumerate(pairwise(editions)):
        if later.order <= earlier.order:
            yield ("changes", place, "version"), f"{later.version}: stands above {earlier.version} but is not newer"
    yield from _rules_known(knowledge)
    yield from _since_told(knowledge)


def _rules_known(knowledge: Knowledge) -> Untold:
    """A rule that changed is there, or an edition tells that it is gone."""
    gone = {name for edition in knowledge.changes for change in edition.changed for name in change.gone}
    for place, edition in enumerate(knowledge.changes):
        for name in (name for change in edition.changed for name in change.rules):
            if name not in knowledge.rules and name not in gone:
                hint = did_you_mean(name, list(knowledge.rules))
                yield ("changes", place), f"{name!r} is no rule, nor told as gone{hint}"


def _since_told(knowledge: Knowledge) -> Untold:
    """`since` of a rule is the last edition whose changes name it; without one it stands as in the first edition."""
    for rule in knowledge.rules.values():
        told = [
            place
            for place, edition in enumerate(knowledge.changes[:-1])
            if any(rule.id in change.rules for change in edition.changed)
        ]
        last = knowledge.changes[told[0]].version if told else None
        if rule.since != last:
            yield ("changes", *told[:1]), f"{rule.id}: its since is {rule.since}, but the changes say {last}"
