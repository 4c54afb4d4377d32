"""Credentials: the therapist enters them, somebody else checks them, and a change takes the tick away."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core import signing
from django.db import transaction

from ischia.core.problems import Problem
from ischia.practice.listing.models import Credential, Listing

SAID = ("kind", "issuer", "title", "number", "expires_on", "allows", "look_up")  # by the therapist
FOUND = ("evidence", "checked_on", "checked_by")  # by who checked
SALT = "ischia.practice.credential"
UNDO_FOR = 60 * 60  # seconds


@transaction.atomic
def keep_credential(listing: Listing, said: Mapping[str, Any], id: uuid.UUID | None = None) -> Credential:
    """Keep what the therapist says. Whatever changes was not checked, so the check falls away with it."""
    row = Credential(listing=listing)
    if id is not None:
        row = Credential.objects.select_for_update().get(pk=id, listing=listing)
    before = [getattr(row, name) for name in SAID]
    for name in SAID:
        setattr(row, name, said[name])
    row.clean_fields()
    if before != [getattr(row, name) for name in SAID]:
        row.evidence, row.checked_on, row.checked_by = "", None, ""
    row.save()
    return row


@transaction.atomic
def check_credential(id: uuid.UUID, *, by: str, on: date, evidence: str, today: date) -> Credential:
    """Note that somebody looked. Never the therapist themself, and never on a day still to come.

    Raises:
        Problem: there is no such credential, or the check is nobody's, of no day, or of nothing.
    """
    row = Credential.objects.select_for_update(of=("self",)).select_related("listing__owner").filter(pk=id).first()
    if row is None:
        raise Problem("CREDENTIAL_ID", str(id), "the id of a credential, as the therapist's list or page shows it")
    if not by.strip():
        raise Problem("--by", by, "the name of whoever looked")
    owner = row.listing.owner
    if by.strip().casefold() in {row.listing.name.casefold(), owner.name.casefold() if owner else ""}:
        raise Problem("--by", by, "somebody else: nobody checks themself")
    if on > today:
        raise Problem("--on", on.isoformat(), f"a day up to {today}")
    if not evidence.strip():
        raise Problem("--evidence", evidence, "what was looked at, such as the issuer's page or the certificate")
    row.checked_by, row.checked_on, row.evidence = by.strip()[:200], on, evidence.strip()[:400]
    row.save()
    return row


def remove_credential(row: Credential) -> str:
    """Take a credential away, and give a word that brings it back, check and all. Only we can have written it."""
    kept = {name: _plain(getattr(row, name)) for name in (*SAID, *FOUND)}
    word = signing.dumps({"listing": str(row.listing_id), "id": str(row.pk), **kept}, salt=SALT, compress=True)
    row.delete()
    return word


def bring_back_credential(listing: Listing, word: str) -> Credential:
    """Undo: what the word says. Used twice, it is there once.

    Raises:
        Problem: the word is not ours, too old, or of another listing.
    """
    try:
        kept = signing.loads(word, salt=SALT, max_age=UNDO_FOR)
    except signing.BadSignature:
        raise Problem("word", word[:20], "the one of the page on which it was removed, within the hour") from None
    if kept.pop("listing") != str(listing.pk):
        raise Problem("word", word[:20], "one of the same listing")
    row, _ = Credential.objects.get_or_create(pk=kept.pop("id"), defaults={"listing": listing, **kept})
    return row


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
