"""Claiming an imported entry: the therapist says why it is theirs, the operator answers."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from ischia.accounts.models import User
from ischia.core.problems import Problem
from ischia.practice.listing.models import Listing
from ischia.practice.listing.told_models import Claim, Concern

AT_MOST_WAITING = 5  # claims of one person at once


def claim_listing(user: User, listing: Listing, *, evidence: str, contact: str) -> Claim:
    """Say that an imported entry is one's own. Sent twice, it waits once, with the newest words.

    Raises:
        Problem: the entry belongs to somebody already, or too many claims of this person wait.
    """
    if listing.owner_id or listing.source == Listing.Source.OWN:
        raise Problem("listing", listing.name, "an entry that belongs to nobody yet")
    waiting = user.claims.filter(state=Claim.State.WAITING).exclude(listing=listing).count()
    if waiting >= AT_MOST_WAITING:
        raise Problem("listing", listing.name, f"at most {AT_MOST_WAITING} claims that wait for an answer")
    claim, _ = Claim.objects.update_or_create(
        listing=listing, user=user, state=Claim.State.WAITING, defaults={"evidence": evidence, "contact": contact}
    )
    return claim


@transaction.atomic
def answer_claim(id: uuid.UUID, *, yes: bool, by: str, answer: str, now: datetime) -> Claim:
    """The operator's answer. A yes makes the entry the therapist's own, and nobody else's after.

    Raises:
        Problem: there is no such claim, it has its answer already, or the entry has an owner.
    """
    claim = Claim.objects.select_for_update(of=("self",)).select_related("listing", "user").filter(pk=id).first()
    if claim is None or claim.state != Claim.State.WAITING:
        raise Problem("CLAIM", str(id), "the id of a claim that waits, as `ischia directory claims` lists it")
    claim.state = Claim.State.GRANTED if yes else Claim.State.REFUSED
    claim.answered_by, claim.answer, claim.answered_at = by, answer, now
    if yes:
        given = Listing.objects.filter(pk=claim.listing_id, owner=None).update(owner=claim.user)
        if not given:
            raise Problem("CLAIM", str(id), "an entry that belongs to nobody yet")
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError:
        raise Problem("CLAIM", str(id), "an entry that was not given before") from None
    return claim


def claims_to_read(*, answered: bool) -> list[Claim]:
    """The claims that wait, the oldest first; with those that have their answer if wanted."""
    claims = Claim.objects.select_related("listing", "user")
    return list(claims if answered else claims.filter(state=Claim.State.WAITING))


def concerns_to_read(*, done: bool) -> list[Concern]:
    """What nobody has seen to yet, the oldest first; with what is done if wanted."""
    return list(Concern.objects.all() if done else Concern.objects.filter(done_at=None))


def tell_operator(listing: Listing, *, about: str, says: str, contact: str) -> Concern:
    """Keep a concern, because somebody wants the operator to know."""
    return Concern.objects.create(listing=listing, about_whom=listing.name, about=about, says=says, contact=contact)


def concern_is_done(id: uuid.UUID, now: datetime) -> Concern:
    """The operator has seen to it.

    Raises:
        Problem: there is no such concern.
    """
    concern = Concern.objects.filter(pk=id).first()
    if concern is None:
        raise Problem("--done", str(id), "the id of a concern, as `ischia directory concerns` lists it")
    concern.done_at = concern.done_at or now
    concern.save()
    return concern
