"""Everything that one edition of the knowledge has otherwise than another."""

from collections.abc import Iterable

from ischia.core.history.people import Person, people_changes
from ischia.core.history.records import record_changes
from ischia.core.history.values import Difference
from ischia.core.knowledge import Knowledge
from ischia.core.screening import Edition


def difference(old: Knowledge, new: Knowledge, people: Iterable[Person | None] | None = None) -> Difference:
    """What the newer edition has otherwise, and, where there are people, for whom it changes the result.

    Args:
        old: the edition to compare with.
        new: the edition that is looked at.
        people: each person's answers; None for a person whose answers cannot be read.
    """
    told = {each.version for each in old.changes}
    return Difference(
        old=Edition(version=old.version, digest=old.digest),
        new=Edition(version=new.version, digest=new.digest),
        changes=tuple(each for each in new.changes if each.version not in told),
        records=record_changes(old, new),
        people=None if people is None else people_changes(people, old, new),
    )
