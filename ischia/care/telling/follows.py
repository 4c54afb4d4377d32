"""What follows from how a session went, in words and ways."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ischia.core.knowledge import Knowledge
from ischia.core.session.after import follows, pain_went_up
from ischia.core.session.record import SessionRecord

Ended = Literal["finished", "stopped", "rose"]


@dataclass(frozen=True)
class FollowRow:
    """One action of the stop rules, and whether it is to be done now."""

    id: str
    say: str
    shown: bool


def tell_follows(then: Collection[str], knowledge: Knowledge) -> list[FollowRow]:
    """Every action, in the order of doing; those in `then` are to be done."""
    return [FollowRow(each.id, each.say, each.id in then) for each in knowledge.home.stop_actions]


def tell_afterwards(record: SessionRecord, knowledge: Knowledge) -> dict[str, object]:
    """How a session ended, and what follows from it; of pain that went up later, to tell what happened."""
    rose, then = pain_went_up(record, knowledge), follows(record, knowledge)
    how: Ended = "rose" if rose else "stopped" if then else "finished"
    return {"how": how, "follows": tell_follows({*then, "record"} if rose else then, knowledge)}
