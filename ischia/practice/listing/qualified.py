"""Can a therapist show what a person's answers ask for? Only what carries a tick counts."""

from collections.abc import Iterable
from datetime import date

from ischia.practice.listing.models import Credential, Listing

LICENSED = "licensed_therapist"
# Where the law knows no licence for massage, a register that is itself checked stands in for it.
STANDS_FOR_A_LICENCE = (Credential.Kind.LICENCE, Credential.Kind.REGISTER)


def shown_by(listing: Listing, day: date) -> frozenset[str]:
    """The words of `require_provider` that this therapist can show on a day."""
    ticked = list(Credential.objects.ticked(day).filter(listing=listing))
    allowed = {word for each in ticked for word in each.allows}
    return frozenset(allowed | ({LICENSED} if any(each.kind in STANDS_FOR_A_LICENCE for each in ticked) else set()))


def lacking(listing: Listing, required: Iterable[str], day: date) -> tuple[str, ...]:
    """What is asked for and cannot be shown."""
    return tuple(sorted(set(required) - shown_by(listing, day)))
