"""How it is shown that a mutant is equivalent: that no case at all can tell it from the real knowledge."""

SHOWN_BY = {}
