"""What can go wrong, and what must be true so that it does not: stated apart from the rules, to hold them against.

A hazard is written from the clinical text; its claims say of all cases in which a condition holds what the result must
be at least. The same claims are proved over every possible case and tried here, on one case at a time.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from ischia.core.case import Case
from ischia.core.checking import Fault, unknown_in, unknown_in_limits
from ischia.core.conditions import findings_in, holds
from ischia.core.facts.conditions import When
from ischia.core.facts.rules import SourceIds
from ischia.core.knowledge import LEG, Knowledge
from ischia.core.limits import FLAGS, LISTS, Limits
from ischia.core.problems import did_you_mean
from ischia.core.reader import Reader
from ischia.core.rules import rule_book
from ischia.core.screening import Reason
from ischia.core.value import Disposition, DispositionWord, Value
from ischia.core.yaml_files import parse

FOLDER = Path(__file__).parent
FILE = "hazards.yaml"
CONVENTION = "EXPERT"  # the source that says: no source found

Severity = Literal["catastrophic", "major", "considerable", "significant", "minor"]
Likelihood = Literal["very_high", "high", "medium", "low", "very_low"]

# DCB0129's matrix: rows by likelihood, columns by severity from minor to catastrophic.
SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")
RISK = {
    "very_high": (3, 4, 4, 5, 5),
    "high": (2, 3, 3, 4, 5),
    "medium": (2, 2, 3, 3, 4),
    "low": (1, 2, 2, 3, 4),
    "very_low": (1, 1, 2, 2, 3),
}


class Claim(Value):
    """What must be true in every case in which `when` holds; read with asked findings only.

    `at_least` holds while no doctor's letter counts, `with_letters` whatever letters count (None promises nothing).
    `limits` are a rule's limits, with `#LEG` and `@finding`: the joined limits are at least as strict, cleared or not;
    `limits_until_cleared` while no letter counts. `hazard` is the name of the hazard, for messages.
    """

    id: str
    hazard: str
    say: str
    when: When
    at_least: DispositionWord | None = None
    with_letters: DispositionWord | None = None
    limits: dict[str, Any] = {}
    limits_until_cleared: dict[str, Any] = {}

    @model_validator(mode="after")
    def _promises_something(self) -> Self:
        if self.at_least is not None and "with_letters" not in self.model_fields_set:
            raise ValueError("at_least needs with_letters beside it; null where letters promise nothing")
        if self.at_least is None and self.with_letters is not None:
            raise ValueError("with_letters needs at_least beside it")
        if (self.with_letters or 0) > (self.at_least or 0):
            raise ValueError("a letter makes nothing stricter: with_letters is at most at_least")
        if self.at_least is None and not self.limits and not self.limits_until_cleared:
            raise ValueError("a claim promises something: at_least, limits or limits_until_cleared")
        return self


class Hazard(Value):
    """Something that can go wrong, how bad and how likely it is, what keeps it from happening and what is left.

    Severity and likelihoods are judgements, the latter without and with the controls. `brief` is the section of the
    clinical text that it is written from. What no claim can say of a case is held by `tests`, as file::name.
    """

    id: str = Field(pattern="^hz_[a-z_]+$")
    name: str
    harm: str
    sequence: str
    severity: Severity
    likelihood_before: Likelihood
    likelihood_after: Likelihood
    controls: tuple[str, ...] = Field(min_length=1)
    residual: str
    brief: str
    sources: SourceIds = Field(min_length=1)
    tests: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def convention_only(self) -> bool:
        """Does it rest on custom alone, so that a clinician has to look at it first?"""
        return self.sources == (CONVENTION,)

    @property
    def risk_before(self) -> int:
        """Risk from 1 to 5 without the controls; 4 and 5 are not acceptable."""
        return RISK[self.likelihood_before][SEVERITIES.index(self.severity)]

    @property
    def risk_after(self) -> int:
        """Risk from 1 to 5 with the controls."""
        return RISK[self.likelihood_after][SEVERITIES.index(self.severity)]

    @field_validator("claims", mode="before")
    @classmethod
    def _named(cls, claims: object, info: ValidationInfo) -> object:
        """Each claim knows the name of its hazard."""
        if not isinstance(claims, list):
            return claims
        name = info.data.get("name", "")
        return [{**claim, "hazard": name} if isinstance(claim, dict) else claim for claim in claims]

    @model_validator(mode="after")
    def _is_held(self) -> Self:
        if not self.claims and not self.tests:
            raise ValueError("a hazard is held by a claim or a test")
        for claim in self.claims:
            if not claim.id.startswith(f"{self.id}."):
                raise ValueError(f"{claim.id}: the id of a claim begins with {self.id}.")
        return self


@lru_cache(maxsize=4)
def load_hazards(folder: Path = FOLDER) -> tuple[Hazard, ...]:
    """Every hazard, the worst first as far as they are written so.

    Raises:
        Problem: the file is no YAML or a record is not as it must be; the message names file, line and field.
    """
    reader = Reader(folder, {FILE: parse(FILE, (folder / FILE).read_bytes())})
    return tuple(reader.many(FILE, "hazards", Hazard).values())


def faults(hazards: Iterable[Hazard], knowledge: Knowledge) -> list[Fault]:
    """Every finding, word, limit and source that the knowledge does not have, and every claim that stands twice."""
    return [
        fault for place, hazard in enumerate(hazards) for fault in _faults_of(hazard, ("hazards", place), knowledge)
    ]


def _faults_of(hazard: Hazard, path: tuple[str | int, ...], knowledge: Knowledge) -> Iterator[Fault]:
    for key in hazard.sources:
        if key not in knowledge.sources:
            hint = did_you_mean(key, list(knowledge.sources))
            yield Fault(FILE, (*path, "sources"), f"{hazard.id}: {key!r} is no source in sources.yaml{hint}")
    seen: set[str] = set()
    for place, claim in enumerate(hazard.claims):
        where = (*path, "claims", place)
        if claim.id in seen:
            yield Fault(FILE, where, f"{claim.id}: a claim of that id stands above")
        seen.add(claim.id)
        for key, says in _unknown_in_claim(claim, knowledge):
            yield Fault(FILE, (*where, key), f"{claim.id}: {says}")


def _unknown_in_claim(claim: Claim, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for says in unknown_in(claim.when, knowledge):
        yield "when", says
    for name in findings_in(claim.when):
        if name in knowledge.derived:
            yield "when", f"{name!r} is computed; a claim says it in asked findings, so that it stands apart"
    for field in ("limits", "limits_until_cleared"):
        for _, says in unknown_in_limits(getattr(claim, field), knowledge):
            yield field, says


def breaks(claim: Claim, case: Case, reasons: tuple[Reason, ...], limits: Limits, knowledge: Knowledge) -> str | None:
    """How one case breaks one claim, in words that begin with the hazard's name; None where it does not.

    Args:
        claim: what must hold.
        case: whose answers were screened.
        reasons: every rule that spoke of the case.
        limits: the joined limits.
        knowledge: where places that are not named have their whole area.
    """
    if not holds(claim.when, case.values):
        return None
    says = next(_broken(claim, case, reasons, limits, knowledge), None)
    return says and f"{claim.hazard}: {claim.say} Broken ({claim.id}): {says}."


def _broken(
    claim: Claim, case: Case, reasons: tuple[Reason, ...], limits: Limits, knowledge: Knowledge
) -> Iterator[str]:
    cleared = any(reason.cleared for reason in reasons)
    least = claim.with_letters if cleared else claim.at_least
    disposition = max((reason.disposition for reason in reasons), default=Disposition.SUITABLE)
    if least is not None and disposition < least:
        letter = "a letter counts" if cleared else "no letter counts"
        yield f"the disposition is {disposition.id} and should be at least {least.id} while {letter}"
    for wanted in (claim.limits, {} if cleared else claim.limits_until_cleared):
        if wanted:
            yield from looser(limits, placed(wanted, case, knowledge))


def placed(limits: Mapping[str, Any], case: Case, knowledge: Knowledge) -> Limits:
    """Limits as a claim writes them, with the places of this case put in for `#LEG` and `@finding`."""
    book = rule_book(knowledge)

    def places(word: str) -> tuple[str, ...]:
        if word == "#LEG":
            return LEG
        return book.place(word, case) if word.startswith("@") else (word,)

    put_in = dict(limits)
    for key in LISTS.keys() & limits.keys():
        put_in[key] = tuple(sorted({place for word in limits[key] for place in places(word)}))
    if "max_pressure_in" in limits:
        put_in["max_pressure_in"] = {
            place: cap for word, cap in limits["max_pressure_in"].items() for place in places(word)
        }
    return Limits(**put_in)


def looser(limits: Limits, wanted: Limits) -> Iterator[str]:
    """Each way in which limits allow more than is wanted, in words."""
    for key in [key for key in Limits.model_fields if key in wanted.model_fields_set]:
        if key in LISTS:
            lost = set(getattr(wanted, key)) - set(getattr(limits, key))
            if key == "forbid_techniques":
                lost = {technique for technique in lost if not limits.forbids(technique)}
            yield from (f"{key} lacks {word}" for word in sorted(lost))
        elif key in FLAGS and getattr(wanted, key) and not getattr(limits, key):
            yield f"{key} is not set"
    yield from _higher(limits, wanted)


def _higher(limits: Limits, wanted: Limits) -> Iterator[str]:
    for key in ("max_pressure", "max_minutes"):
        most, now = getattr(wanted, key), getattr(limits, key)
        if most is not None and (now is None or now > most):
            yield f"{key} is {now or 'not set'} and should be at most {most}"
    for region, most in wanted.max_pressure_in.items():
        if (now := limits.pressure_cap(region)) > most:
            yield f"the pressure on {region} may be {now} and should be at most {most}"
