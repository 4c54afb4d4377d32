"""Who gives which credential, how much one still says on a day, and who listens to a concern about its holder."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from ischia.core.facts.credentials import Concern, CredentialFacts, Issuer
from ischia.core.facts.laws import LawFacts, PlaceLaw
from ischia.core.problems import Problem, did_you_mean

CHECK_LASTS = timedelta(days=365)  # who looked more than a year ago has not looked


class Standing(StrEnum):
    """How much a credential says on a day. Only `TICKED` carries a tick."""

    TICKED = "ticked"
    EXPIRED = "expired"
    CHECKED_LONG_AGO = "checked_long_ago"
    UNCHECKED = "unchecked"


def standing_of(checked_on: date | None, expires_on: date | None, day: date) -> Standing:
    """What a credential stands for on a day: the tick falls off by itself, when it expires or the check grows old.

    Args:
        checked_on: the day somebody else looked; none where nobody did. A day still to come counts as none.
        expires_on: the last day it holds; none where it has no end.
        day: the day that is asked about.
    """
    if expires_on is not None and expires_on < day:
        return Standing.EXPIRED
    if checked_on is None or checked_on > day:
        return Standing.UNCHECKED
    return Standing.TICKED if checked_on > day - CHECK_LASTS else Standing.CHECKED_LONG_AGO


def find_issuer(words: str, facts: CredentialFacts) -> Issuer | None:
    """Whom somebody means: by id, or by a known name that stands among their words (`VTCT Level 3` means VTCT)."""
    if words in facts.issuer:
        return facts.issuer[words]
    said = words.casefold()
    for issuer in facts.issuers:
        for name in (issuer.name, *issuer.known_as):
            if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said):
                return issuer
    return None


def check_credential(kind: str, issuer: str, facts: CredentialFacts) -> None:
    """See that an issuer gives this kind: an awarding body is no register, a board certificate is no licence.

    An issuer we do not know is let in, for it is shown as unchecked until somebody has looked.

    Raises:
        Problem: `kind` is none of the six, or the issuer does not give it; the message says what to enter instead.
    """
    if kind not in facts.kind:
        raise Problem("kind", kind, f"one of {', '.join(facts.kind)}{did_you_mean(kind, list(facts.kind))}")
    known = find_issuer(issuer, facts)
    if known and kind not in known.gives:
        raise Problem("issuer", known.short, known.refuse or _gives(known, facts))


def _gives(issuer: Issuer, facts: CredentialFacts) -> str:
    named = " or ".join(facts.kind[kind].name.lower() for kind in issuer.gives)
    return f"{issuer.short} only as: {named}."


def check_certifies(kind: str, words: Iterable[str], facts: CredentialFacts) -> None:
    """See that a credential of this kind may answer these words of `require_provider`.

    Raises:
        Problem: one of them is not for this kind; an insurance makes nobody a licensed therapist.
    """
    for word in words:
        if word not in facts.certifies.get(kind, ()):
            allowed = ", ".join(facts.certifies.get(kind, ())) or "nothing for this kind"
            raise Problem("allows", word, allowed)


def law_of(country: str, region: str, facts: LawFacts) -> PlaceLaw | None:
    """The law of the state where it was looked up, else of its country, else none."""
    by_code = {place.id: place for place in facts.places}
    return by_code.get(f"{country}-{region}".upper()) or by_code.get(country.upper())


ASKS_FOR_A_LICENCE = ("licence", "by_state")  # where it differs by state and ours was not looked up, it may ask


def asks_for_a_licence(law: PlaceLaw | None) -> bool:
    """Does the law of a place ask a massage therapist for a licence, as far as is known? Then nothing else will do."""
    return law is not None and law.rule in ASKS_FOR_A_LICENCE


def listeners(
    concern: Concern, held: Iterable[tuple[str, str]], law: PlaceLaw | None, facts: CredentialFacts
) -> list[Issuer]:
    """Who listens to this concern, the strongest first: whoever licenses, then registers, then associations.

    Args:
        concern: what it is about.
        held: kind and issuer of each credential of the therapist; unknown issuers are left out.
        law: of the place; where it asks for a licence, its board listens even if the therapist names none.
        facts: the six kinds and the issuers.
    """
    found: dict[str, Issuer] = {}
    named = [(kind, find_issuer(words, facts)) for kind, words in held]
    for wanted in concern.listen:
        for kind, issuer in named:
            if issuer and kind == wanted and kind in issuer.gives:
                found.setdefault(issuer.id, issuer)
        if wanted == "licence" and law and law.rule == "licence":
            for name in law.issuers:
                found.setdefault(name, facts.issuer[name])
    return [issuer for issuer in found.values() if issuer.complain or issuer.phone]
