"""What a theorem is, and what its proof or its counter-example is."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from ischia.proof.all_cases import AllCases
from ischia.proof.documents import Document
from ischia.proof.formulas import Formula, every, some
from ischia.proof.person import AnyCase


@dataclass(frozen=True)
class Doubt:
    """What a case would have to be like.

    `cases` are told when there is one: the case itself, or before and after. Where there are `ways`, each by its name,
    at least one of them must hold as well.
    """

    formula: Formula
    cases: tuple[AnyCase, ...]
    ways: Mapping[str, Formula] | None = None

    @property
    def whole(self) -> Formula:
        """Everything that must hold."""
        return self.formula if self.ways is None else every((self.formula, some(self.ways.values())))


@dataclass(frozen=True)
class Theorem(ABC):
    """A sentence about all cases of a knowledge.

    Most theorems say that there is no case of a kind; one that `promises` a case says that there is. `shows` tells
    whether that case is worth telling.
    """

    id: str
    sentence: str

    promises: ClassVar[bool] = False
    shows: ClassVar[bool] = True

    @property
    def told(self) -> str:
        """The sentence, with what goes wrong where it is false."""
        return self.sentence

    @abstractmethod
    def doubts(self, cases: AllCases) -> Iterator[Doubt]:
        """Each way to look for a case: one that breaks the theorem, or the one that it promises."""


@dataclass(frozen=True)
class Proof:
    """What came of a theorem.

    `cases` are real cases that show it, as small as they get: those that break it, or the one that it promised. Where
    there are two, the second is the first with one answer changed. `says` tells what they show.
    """

    theorem: Theorem
    proved: bool
    cases: tuple[Document, ...]
    says: str
    seconds: float

    @property
    def counter_example(self) -> Document | None:
        """The case that breaks the theorem; of two, the second. None where it is proved, or where a case is missing."""
        return self.cases[-1] if self.cases and not self.proved else None
