"""What a therapist can show, who gives it, and who listens: facts from `knowledge/credentials.yaml`."""

from typing import Literal

from pydantic import Field, model_validator

from ischia.core.facts.care import Ids
from ischia.core.value import Value

KindWord = Literal["licence", "register", "association", "qualification", "insurance", "background_check"]
Web = Field(default="", pattern="^(https://.*)?$")


class CredentialKind(Value):
    """One of the six kinds: what it means, what it does not mean, and what to ask about it."""

    id: KindWord
    name: str
    means: str
    means_not: str
    ask: str
    sources: Ids = Field(min_length=1)


class Issuer(Value):
    """Who gives credentials. `refuse` is said when somebody names it for a kind that it does not give."""

    id: str
    name: str
    short: str
    countries: tuple[str, ...] = Field(min_length=1)  # ISO 3166-1, or 3166-2 for one state
    gives: tuple[KindWord, ...]
    known_as: tuple[str, ...] = Field(min_length=1)
    look_up: str = Web
    complain: str = Web
    phone: str = ""
    note: str = ""
    refuse: str = ""
    sources: Ids = Field(min_length=1)

    @model_validator(mode="after")
    def _says_why_it_gives_nothing(self) -> "Issuer":
        if not self.gives and not self.refuse:
            raise ValueError("who gives nothing must say in `refuse` what to name instead")
        return self


class Concern(Value):
    """What a concern may be about, who comes first, and which kinds of issuer listen to it."""

    id: str
    name: str
    first: Literal["emergency", "police", "doctor", "nobody"]
    say: str
    listen: tuple[KindWord, ...]
    sources: Ids = Field(min_length=1)


class CredentialFacts(Value):
    """The whole file."""

    kinds: tuple[CredentialKind, ...]
    issuers: tuple[Issuer, ...]
    certifies: dict[str, tuple[str, ...]]
    concerns: tuple[Concern, ...]

    @model_validator(mode="after")
    def _each_stands_once(self) -> "CredentialFacts":
        for name in ("kinds", "issuers", "concerns"):
            ids = [each.id for each in getattr(self, name)]
            if len(ids) != len(set(ids)):
                raise ValueError(f"{name}: an id stands twice")
        if set(self.certifies) != {kind.id for kind in self.kinds}:
            raise ValueError("certifies: each of the kinds must stand there, and no other")
        return self

    @property
    def kind(self) -> dict[str, CredentialKind]:
        """The kinds by their id."""
        return {each.id: each for each in self.kinds}

    @property
    def issuer(self) -> dict[str, Issuer]:
        """The issuers by their id."""
        return {each.id: each for each in self.issuers}
