"""What each edition of the knowledge changed, in plain words."""

from datetime import date

from pydantic import Field

from ischia.core.facts.care import Ids
from ischia.core.value import Value


class WhatChanged(Value):
    """One thing that changed. `rules` names the rules it is about, `gone` those that it took away."""

    say: str = Field(min_length=1)
    rules: Ids = ()
    gone: Ids = ()


class EditionChanges(Value):
    """What one edition changed against the one before it. `date` is the day it was made."""

    version: str = Field(pattern=r"^\d+(\.\d+)+$")
    date: date
    changed: tuple[WhatChanged, ...] = Field(min_length=1)

    @property
    def order(self) -> tuple[int, ...]:
        """The version as numbers, so that 1.10 comes after 1.9."""
        return tuple(int(part) for part in self.version.split("."))
