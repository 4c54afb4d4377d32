"""Every theorem about a knowledge: the laws, their known exceptions, and the claims of the hazard log."""

from collections.abc import Iterator

from ischia.core.knowledge import Knowledge
from ischia.proof.hazard_proofs import hazard_claims
from ischia.proof.hazards import load_hazards
from ischia.proof.known_exceptions import load_exceptions
from ischia.proof.laws.decided import decided
from ischia.proof.laws.monotone import monotone
from ischia.proof.laws.no_massage import no_massage
from ischia.proof.laws.protected import protected
from ischia.proof.laws.remaining import massage_remains
from ischia.proof.laws.rules import rules_matter
from ischia.proof.theorems import Theorem


def chapters(knowledge: Knowledge) -> Iterator[tuple[str, tuple[Theorem, ...]]]:
    """The theorems, chapter by chapter; the slowest first, so that two processes end together."""
    exceptions = load_exceptions()
    yield "Decided", tuple(decided())
    yield "No massage", tuple(no_massage(knowledge))
    yield "What remains", tuple(massage_remains())
    yield "One more risk", tuple(monotone(knowledge, exceptions))
    yield "Protective answers", tuple(protected(knowledge, exceptions))
    yield "Every rule", tuple(rules_matter(knowledge, exceptions))
    yield "Hazards", tuple(hazard_claims(load_hazards()))


def theorems_about(knowledge: Knowledge) -> tuple[Theorem, ...]:
    """Every theorem."""
    return tuple(theorem for _, theorems in chapters(knowledge) for theorem in theorems)
