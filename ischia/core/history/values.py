"""What a comparison of two editions says, as values (contract 8)."""

from typing import Literal

from pydantic import JsonValue

from ischia.core.facts.edition import EditionChanges
from ischia.core.screening import Edition
from ischia.core.value import Value

Direction = Literal["milder", "stricter", "otherwise", "same"]


class FieldChange(Value):
    """One field that is not as it was. `field` is the way to it, as `limits.max_minutes`; None is "not there"."""

    field: str
    old: JsonValue
    new: JsonValue
    say: str


class RecordChange(Value):
    """One record (a rule, a question, a technique …) that came, went or changed."""

    kind: str
    file: str
    id: str
    change: Literal["added", "removed", "changed"]
    say: str = ""
    fields: tuple[FieldChange, ...] = ()


class ResultChange(Value):
    """One part of a person's result that is not as it was. Milder is the dangerous direction."""

    what: str
    direction: Direction
    old: JsonValue
    new: JsonValue
    say: str


class PersonChange(Value):
    """One person whose result changes, or of whose answers an edition does not know all.

    `direction` is that of the most dangerous change: milder before stricter before otherwise. The last two fields name
    answers that were left out because an edition has no such question or no such answer.
    """

    id: str | None
    where: str
    direction: Direction
    changes: tuple[ResultChange, ...]
    unknown_to_old: tuple[str, ...]
    unknown_to_new: tuple[str, ...]


class People(Value):
    """For whom the result changes: who gets a milder one first. `cases` counts all that could be read."""

    cases: int
    milder: int
    stricter: int
    otherwise: int
    same: int
    unreadable: int
    changed: tuple[PersonChange, ...]


class Difference(Value):
    """Everything that one edition has otherwise than another. `changes` is what the newer one tells of itself."""

    old: Edition
    new: Edition
    changes: tuple[EditionChanges, ...]
    records: tuple[RecordChange, ...]
    people: People | None = None
