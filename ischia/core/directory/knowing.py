"""Are the facts about credentials and laws whole? Every name in them known."""

from collections.abc import Iterable, Iterator

from ischia.core.knowledge import Knowledge
from ischia.core.problems import did_you_mean

CREDENTIALS, LAWS = "credentials.yaml", "laws.yaml"
Found = tuple[str, tuple[str | int, ...], str]  # file, the way to the record, what is wrong


def unknown_in_directory(knowledge: Knowledge) -> Iterator[Found]:
    """Each name that stands for nothing: a word of `require_provider`, an issuer, a concern that nobody listens to."""
    providers = [each["id"] for each in knowledge.documents["limits.yaml"]["providers"]]
    for kind, words in knowledge.credentials.certifies.items():
        for says in _unknown(words, providers):
            yield CREDENTIALS, ("certifies", kind), says
    for place, law in enumerate(knowledge.laws.places):
        for says in _unknown(law.issuers, list(knowledge.credentials.issuer)):
            yield LAWS, ("places", place, "issuers"), f"{law.id}: {says}"
        if law.rule == "licence" and not law.issuers:
            yield LAWS, ("places", place), f"{law.id}: a licence that nobody gives; name its board in `issuers`"
    for place, concern in enumerate(knowledge.credentials.concerns):
        if not concern.listen:
            yield CREDENTIALS, ("concerns", place), f"{concern.id}: nobody listens to this concern"


def _unknown(words: Iterable[str], known: list[str]) -> Iterator[str]:
    for word in words:
        if word not in known:
            yield f"{word!r} is not known{did_you_mean(word, known)}"
