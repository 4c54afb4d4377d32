"""What went wrong after a massage: sorted at once, asked again, and held until it is settled."""

from ischia.core.adverse.following import Report, Standing, following
from ischia.core.adverse.sorting import After, Found, Sorted, sort_event

__all__ = ["After", "Found", "Report", "Sorted", "Standing", "following", "sort_event"]
