"""What would change a kept result, as a page shows it."""

from dataclasses import dataclass

from ischia.care.telling.kept import Kept
from ischia.care.telling.sources import SourceRow, source_rows
from ischia.core.what_if import what_would_change
from ischia.exchange.ways_in_words import WayInWords, WhatWouldChange, what_would_change_in_words


@dataclass(frozen=True)
class WayRow:
    """One way: what must have happened, what follows, and where that comes from."""

    way: WayInWords
    sources: list[SourceRow]


@dataclass(frozen=True)
class WhatIfTold:
    """What would change it, and the ways in rows."""

    said: WhatWouldChange
    ways: list[WayRow]


def tell_what_if(kept: Kept) -> WhatIfTold | None:
    """What would change this result; None where today's rules are others."""
    if not kept.same_edition:
        return None
    found = what_would_change(kept.case, kept.screening, kept.knowledge)
    said = what_would_change_in_words(found, kept.case, kept.screening, kept.knowledge)
    return WhatIfTold(said, [WayRow(way, source_rows(way.sources, kept.knowledge)) for way in said.ways])
