"""Keeps a batch of a list: new listings are made, changed ones changed, and who left the list is hidden.

A listing that its therapist has claimed keeps what they wrote; only that they left the list, or came back, is noted. A
licence comes without a tick: an import checks nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2s
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from ischia.practice.importing.incoming import STATED, Incoming, Licence
from ischia.practice.importing.locating import Locate, placed
from ischia.practice.listing.models import Credential, Listing


class Outcome(StrEnum):
    """What came of one therapist of a list."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CLAIMED = "claimed"  # the therapist's own words stay
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"
    NEVER_KEPT = "never_kept"  # deactivated, and not in our directory


@dataclass
class Batch:
    """What is to be written at once."""

    new: list[Listing] = field(default_factory=list)
    licences: list[Credential] = field(default_factory=list)
    seen: list[Listing] = field(default_factory=list)


@dataclass(frozen=True)
class Import:
    """One run: which list, on which day, how towns are found, and whether anything is written at all."""

    source: str
    day: date
    locate: Locate
    dry: bool = False


def keep(therapists: Sequence[Incoming], run: Import) -> list[tuple[Outcome, bool]]:
    """Keep these, in one transaction; for each what came of it, and whether it has a place. No key may come twice."""
    with transaction.atomic():
        keys = [each.key for each in therapists]
        there = Listing.objects.filter(source=run.source, source_key__in=keys).prefetch_related("credentials")
        known = {listing.source_key: listing for listing in there}
        batch = Batch()
        came = [_keep_one(each, known.get(each.key), run, batch) for each in therapists]
        Listing.objects.bulk_create(batch.new)
        Credential.objects.bulk_create(batch.licences)
        seen = [listing.pk for listing in batch.seen if listing.read_on != run.day]
        Listing.objects.filter(pk__in=seen).update(read_on=run.day)
        if run.dry:
            transaction.set_rollback(True)
    return came


def _keep_one(each: Incoming, listing: Listing | None, run: Import, batch: Batch) -> tuple[Outcome, bool]:
    if listing is None:
        return _make(each, run, batch)
    batch.seen.append(listing)
    if each.gone_on:
        changed = _set(listing, {"deactivated_on": each.gone_on})
        return (Outcome.DEACTIVATED if changed else Outcome.UNCHANGED), True
    back = _set(listing, {"deactivated_on": None})
    if listing.owner_id:
        return (Outcome.REACTIVATED if back else Outcome.CLAIMED), True
    changed = _set(listing, each.said | placed(each.said, listing, run.locate))
    changed |= _state_licences(listing, each.licences, batch)
    outcome = Outcome.REACTIVATED if back else Outcome.UPDATED if changed else Outcome.UNCHANGED
    return outcome, listing.latitude is not None


def _make(each: Incoming, run: Import, batch: Batch) -> tuple[Outcome, bool]:
    if each.gone_on:
        return Outcome.NEVER_KEPT, True
    said = each.said | placed(each.said, None, run.locate)
    # The key's digest tells namesakes apart, and stays the same however often the list is read.
    slug = (
        f"{slugify(each.said['name'])[:100]}-{blake2s(f'{run.source} {each.key}'.encode(), digest_size=5).hexdigest()}"
    )
    listing = Listing(source=run.source, source_key=each.key, read_on=run.day, slug=slug, **said)
    batch.new.append(listing)
    batch.licences += [_licence(listing, licence) for licence in sorted(each.licences)]
    return Outcome.NEW, listing.latitude is not None


def _set(listing: Listing, said: dict[str, Any]) -> bool:
    """Write what differs, and only that; whether anything did."""
    changed = {name: value for name, value in said.items() if getattr(listing, name) != value}
    for name, value in changed.items():
        setattr(listing, name, value)
    if changed:
        listing.save(update_fields=[*changed, "changed_at"])
    return bool(changed)


def _state_licences(listing: Listing, stated: frozenset[Licence], batch: Batch) -> bool:
    """Keep the licences as stated now; one that somebody has checked, or the therapist added, stays as it is."""
    kept = {Licence(each.issuer, each.number): each for each in listing.credentials.all()}
    gone = [
        each.pk
        for licence, each in kept.items()
        if each.evidence == STATED and each.checked_on is None and licence not in stated
    ]
    new = stated - kept.keys()
    if gone:
        Credential.objects.filter(pk__in=gone).delete()
    batch.licences += [_licence(listing, licence) for licence in sorted(new)]
    return bool(gone or new)


def _licence(listing: Listing, licence: Licence) -> Credential:
    kind = Credential.Kind.LICENCE
    return Credential(listing=listing, kind=kind, issuer=licence.issuer, number=licence.number, evidence=STATED)
