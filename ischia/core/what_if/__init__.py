"""What would change a result: the smallest things that can truly happen, each tried out before it is told."""

from ischia.core.what_if.search import LetterEnd, Standing, WhatIf, what_would_change
from ischia.core.what_if.way import Milestone, Way

__all__ = ["LetterEnd", "Milestone", "Standing", "Way", "WhatIf", "what_would_change"]
